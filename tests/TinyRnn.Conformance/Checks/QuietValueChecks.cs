using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>
/// Subnormal numbers that come to be inside a model are zeros for the layers behind; so are a trainer's inputs, and those of both parts of a pair.
/// </summary>
internal static class QuietValueChecks
{
    private const int Steps = 6;

    public static IReadOnlyList<Check> All { get; } =
    [
        Inner<QuietInner, QuietInner.State>(),
        Inner<QuietInnerGru, QuietInnerGru.State>(),
        Inner<QuietInnerConv, QuietInnerConv.State>(),
        Inner<QuietInnerFrames, QuietInnerFrames.State>(),
        Inner<QuietInnerMean, QuietInnerMean.State>(),
        Inner<QuietInnerContext, QuietInnerContext.State>(),
        Inner<QuietInnerDots, QuietInnerDots.State>(),
        Inner<QuietInnerScale, QuietInnerScale.State>(),
        // Normalised values of 9 are at most the root of 8, and their scales are 1.
        Of<QuietInnerNorm, QuietInnerNorm.State>("outputs", (name, _, value) => name == "first.bias" ? 0 : value * 2e-39f, (_, _, _) => 0, scale: 0.5f),
        Inner<QuietInnerBothWays, QuietInnerBothWays.State>(),
        Of<QuietInnerSkip, QuietInnerSkip.State>(
            "sums", (name, index, _) => name == "first.bias" ? 0 : index % 8 == 0 && index < 48 ? -0.95f : 0, (name, index, _) => name == "first.bias"
                ? 0
                : index % 8 == 0 && index < 48 ? -1 : 0, scale: 2.3509887e-38f),
        Of<QuietInnerSigmoid, QuietInnerSigmoid.State>(
            "sigmoids", (name, _, _) => name == "first.bias" ? -87.9f : 0, (name, _, _) => name == "first.bias" ? -200 : 0, scale: 1),
        new("Subnormal inputs of a trainer are zeros", Trainer),
        new("Subnormal inputs of an encoder-decoder are zeros", Pair),
    ];

    private static Check Inner<TModel, TState>()
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged =>
        Of<TModel, TState>("outputs", (name, _, value) => name == "first.bias" ? 0 : value * 5e-39f, (_, _, _) => 0, scale: 0.5f);

    /// <summary>A model whose first layer gives subnormal numbers, and one in which it gives zeros: the same outputs.</summary>
    private static Check Of<TModel, TState>(string what, Func<string, int, float, float> tiny, Func<string, int, float, float> zero, float scale)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: subnormal {what} are zeros for the layer behind", () =>
        {
            float[] xs = Array.ConvertAll(Signals.Noise(Steps * TModel.InputSize, 4), value => scale * (0.75f + (value / 5)));
            float[] expected = Run(zero);
            float[] found = Run(tiny);
            // Of equal value: a zero may have either sign.
            for (int i = 0; i < found.Length; i++)
                Verify.Equal(expected[i], found[i], $"output {i}");

            float[] Run(Func<string, int, float, float> first)
            {
                int index = 0;
                string last = "";
                TModel model = WeightChange.Create<TModel, TState, float>(8, (name, value) =>
                {
                    index = name == last ? index + 1 : 0;
                    last = name;
                    return name.StartsWith("first.", StringComparison.Ordinal) ? first(name, index, value)
                        : name.StartsWith("in.weight", StringComparison.Ordinal) && !name.Contains("_hh", StringComparison.Ordinal)
                            ? value * QuietSignal.Gain : value;
                });
                TState state = default;
                float[] ys = new float[Steps * TModel.OutputSize];
                model.Run(ref state, xs, ys);
                return ys;
            }
        });

    private static void Trainer()
    {
        QuietDecoder model = Loud<QuietDecoder, QuietDecoder.State>();
        float[] xs = QuietSignal.Create(3 * 7 * 2, 2, 5);
        float[] expected = new float[xs.Length];
        new QuietDecoder.Trainer(model).Forward(QuietSignal.Zeroed(xs), expected, new() { Batch = 3, Lengths = [7, 5, 6] });
        float[] found = new float[xs.Length];
        new QuietDecoder.Trainer(model).Forward(xs, found, new() { Batch = 3, Lengths = [7, 5, 6] });
        Verify.SameBits(expected, found, "outputs");
    }

    private static void Pair()
    {
        QuietPair pair = new(Loud<QuietEncoder, QuietEncoder.State>(), Loud<QuietDecoder, QuietDecoder.State>());
        float[] xs = QuietSignal.Create(9 * 3, 3, 5);
        float[] targets = QuietSignal.Create(6 * 2, 2, 6);
        float[] expected = new float[targets.Length];
        float[] found = new float[targets.Length];
        Verify.SameBits(pair.Encode(QuietSignal.Zeroed(xs)).Lstm1Hidden, pair.Encode(xs).Lstm1Hidden, "Encode");
        pair.Run(QuietSignal.Zeroed(xs), QuietSignal.Zeroed(targets), expected);
        pair.Run(xs, targets, found);
        Verify.SameBits(expected, found, "Run");
        pair.Generate(QuietSignal.Zeroed(xs), QuietSignal.Zeroed(targets).AsSpan(0, 2), expected);
        pair.Generate(xs, targets.AsSpan(0, 2), found);
        Verify.SameBits(expected, found, "Generate");
    }

    private static TModel Loud<TModel, TState>()
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged =>
        WeightChange.Create<TModel, TState, float>(
            3, (name, value) => name.StartsWith("in.weight_ih", StringComparison.Ordinal) ? value * QuietSignal.Gain : value);
}
