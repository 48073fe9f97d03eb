using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Cells;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Slopes, scales and shifts of channels: against the scalar reference, in every way that a model computes, and their gradients.</summary>
internal static class ChannelChecks
{
    private const int Steps = 11;

    private static readonly Layer[] s_channels =
    [
        new Scale("scale.", -0.8f, 0.9f), new Recurrent("lstm.", "lstm", 17), new PRelu("prelu."), new Scale("scale2.") { HasBias = false },
        new Dense("fc."), new PRelu("prelu2."), new Recurrent("gru.", "gru", 7), new Scale("scale3.", -0.1f), new Dense("fc2."), new PRelu("prelu3."),
    ];

    private static readonly Layer[] s_reproducibleChannels =
    [
        new Scale("scale.", High: 0.7f), new Recurrent("rnn.", "rnn_tanh", 12), new PRelu("prelu."), new Dense("fc."), new Scale("gain."),
    ];

    private static readonly Layer[] s_channelLearner =
    [
        new Scale("scale."), new Recurrent("gru.", "gru", 5), new PRelu("prelu."), new Residual(1, 0), new Scale("scale2.", -0.4f, 0.5f), new Dense("fc."),
        new PRelu("prelu2."), new Residual(1, 0), new Dense("fc2."), new Scale("scale3.") { HasBias = false },
    ];

    private static readonly Layer[] s_slopeLearner = [new PRelu("prelu."), new Dense("fc."), new PRelu("prelu2."), new Recurrent("rnn.", "rnn_tanh", 4)];

    private static readonly Layer[] s_channelsBothWays =
        [new Scale("scale."), new Recurrent("lstm.", "lstm", 4, Bidirectional: true), new PRelu("prelu."), new Scale("scale2.", High: 0.5f)];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Streaming<ManyChannels, ManyChannels.State>(s_channels, Drawn),
        .. Streaming<ReproducibleChannels, ReproducibleChannels.State>(s_reproducibleChannels, DrawnReproducible),
        Equations<ChannelsBothWays, ChannelsBothWays.State>(
            s_channelsBothWays, () => ChannelsBothWays.FromParameters(DrawnVectors.Of(ChannelsBothWays.Create(4).Parameters, ChannelsBothWays.Tensors))),
        Slopes.Check(
            "slopes and scales of channels",
            (ChannelLearner net) => new ChannelLearner.Trainer(ChannelLearner.FromParameters(DrawnVectors.Of(net.Parameters, ChannelLearner.Tensors))),
            ChannelLearner.Tensors, Loss.MeanSquaredError, s_channelLearner, Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "slopes at the input",
            (SlopeLearner net) => new SlopeLearner.Trainer(SlopeLearner.FromParameters(DrawnVectors.Of(net.Parameters, SlopeLearner.Tensors))),
            SlopeLearner.Tensors, Loss.MeanSquaredError, s_slopeLearner, Slopes.Noise(3), Slopes.Noise(4)),
        new("Channels: what fresh models begin with", Fresh),
        new("Channels: sizes of 1 to 17 and more", Sizes),
        new("Channels: the same bits on every processor",
            () => BitChecks.Reproduced<ReproducibleChannels, ReproducibleChannels.State>(DrawnReproducible(), "17c2e6d30ae12972")),
        new("Channels: no allocation", Allocations),
    ];

    private static ManyChannels Drawn() => ManyChannels.FromParameters(DrawnVectors.Of(ManyChannels.Create(4).Parameters, ManyChannels.Tensors));

    private static ReproducibleChannels DrawnReproducible() =>
        ReproducibleChannels.FromParameters(DrawnVectors.Of(ReproducibleChannels.Create(4).Parameters, ReproducibleChannels.Tensors));

    private static Check[] Streaming<TModel, TState>(Layer[] layers, Func<TModel> create)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged =>
    [
        Equations<TModel, TState>(layers, create),
        new($"Channels: {typeof(TModel).Name} steps, runs and streams alike", () => AsWrittenChecks.Alike<TModel, TState>(create())),
    ];

    private static Check Equations<TModel, TState>(Layer[] layers, Func<TModel> create)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"Channels: {typeof(TModel).Name} is its equations", () =>
        {
            float[] xs = [.. Signals.Noise(Steps * TModel.InputSize, 8).Select(x => 3 * x)];
            AsWrittenChecks.Equations<TModel, TState>(create(), layers, xs);
        });

    private static void Fresh()
    {
        using SafetensorsReader weights = SavedWeights.Of(ManyChannels.Create(1).Save);
        Verify.That(weights.Floats("prelu.weight") is { Length: 17 } slopes && slopes.All(slope => slope == 0.25f), "slopes of channels");
        Verify.That(weights.Floats("prelu2.weight") is [0.25f], "the slope of all");
        Verify.That(weights.Floats("scale.weight").All(scale => scale == 1) && weights.Floats("scale.bias").All(shift => shift == 0), "scales and shifts");
        Verify.That(ManyChannels.Tensors.ToArray().All(tensor => tensor.Name != "scale2.bias"), "scale2 has no shift");
    }

    /// <summary>Every number of values that is left over of vectors, each value by its own equation.</summary>
    private static void Sizes()
    {
        for (int count = 1; count <= 50; count++)
        {
            float[] x = [.. Signals.Noise(count, 1).Select(value => 3 * value)];
            float[] weight = Signals.Noise(count, 2);
            float[] bias = Signals.Noise(count, 3);
            float[] y = new float[count + 1];
            y[count] = 7;
            Channelwise.Scale(ref x[0], ref y[0], count, ref weight[0]);
            Verify.SameBits(Each(k => x[k] * weight[k]), y, $"scales of {count} values");
            Channelwise.ScaleShift(ref x[0], ref y[0], count, ref weight[0], ref bias[0]);
            Verify.SameBits(Each(k => Rounded(x[k] * weight[k]) + bias[k]), y, $"scales and shifts of {count} values");
            Channelwise.Clip(ref y[0], count, -0.5f, 0.25f);
            Verify.SameBits(Each(k => Math.Clamp(Rounded(x[k] * weight[k]) + bias[k], -0.5f, 0.25f)), y, $"bounds of {count} values");
            Channelwise.PRelu(ref x[0], ref y[0], count, ref weight[0]);
            Verify.SameBits(Each(k => x[k] < 0 ? x[k] * weight[k] : x[k]), y, $"slopes of {count} values");
            Channelwise.PReluShared(ref x[0], ref y[0], count, 0.3f);
            Verify.SameBits(Each(k => x[k] < 0 ? x[k] * 0.3f : x[k]), y, $"one slope of {count} values");

            float[] Each(Func<int, float> value) => [.. Enumerable.Range(0, count).Select(value), 7];
        }

        static float Rounded(float product) => product;
    }

    private static void Allocations()
    {
        ManyChannels model = Drawn();
        float[] xs = Signals.Noise(Steps * ManyChannels.InputSize, 2);
        float[] ys = new float[Steps * ManyChannels.OutputSize];
        Allocation.IsNone(() =>
        {
            ManyChannels.State state = default;
            model.Run(ref state, xs, ys);
            model.Step(ref state, xs.AsSpan(0, ManyChannels.InputSize), ys.AsSpan(0, ManyChannels.OutputSize));
        });
    }
}
