using TinyRnn.Conformance.Models;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// Without biases that hold it up, a state decays when the input falls silent. It must end at exactly 0 and never be subnormal on the way, where Intel's
/// processors take some 150 cycles for an operation; whether anything slows down is for the soak to say, which measures time.
/// </summary>
internal static class SilenceChecks
{
    private const int Loud = 100;
    private const int Silent = 3000;

    public static IReadOnlyList<Check> All { get; } =
    [
        Of<SilentLstm, SilentLstm.State>(),
        Of<SilentGru, SilentGru.State>(),
        Of<SilentGruBefore, SilentGruBefore.State>(),
        Of<SilentRnn, SilentRnn.State>(),
        Of<SilentRelu, SilentRelu.State>(),
        Of<SilentStack, SilentStack.State>(),
    ];

    private static Check Of<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: a state that decays ends at 0 and is never subnormal", () =>
        {
            TModel model = WithoutBiases<TModel, TState>();
            TState state = default;
            float[] tone = Signals.Noise(Loud, 3);
            float[] y = new float[1];
            for (int t = 0; t < Loud + Silent; t++)
            {
                model.Step(ref state, [t < Loud ? tone[t] : 0], y);
                for (int index = 0; index < TModel.HiddenCount; index++)
                {
                    Verify.That(!TModel.Hidden(ref state, index).ContainsSubnormal(), $"a hidden state of layer {index} is subnormal in step {t}");
                    Verify.That(!TModel.Cell(ref state, index).ContainsSubnormal(), $"a cell state of layer {index} is subnormal in step {t}");
                }

                if (t == Loud)
                    Verify.That(TModel.Hidden(ref state, 0).ContainsAnyExcept(0f), "nothing was heard");
            }

            for (int index = 0; index < TModel.HiddenCount; index++)
            {
                Verify.That(!TModel.Hidden(ref state, index).ContainsAnyExcept(0f), $"a hidden state of layer {index} has not become 0");
                Verify.That(!TModel.Cell(ref state, index).ContainsAnyExcept(0f), $"a cell state of layer {index} has not become 0");
            }
        });

    private static bool ContainsSubnormal(this Span<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsSubnormal(value))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Recurrent weights a fifth of what they were, so that a sum of 28 units shrinks, and no biases but 1 in the gate that keeps the state: with a gate of
    /// 0.73, rounding would keep the smallest float for ever.
    /// </summary>
    private static TModel WithoutBiases<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        const int units = 28;
        using MemoryStream file = new();
        TModel.Create(1).Save(file);
        file.Position = 0;
        using SafetensorsReader reader = new(file);
        SafetensorsWriter writer = new();
        foreach (TensorInfo tensor in reader.Tensors)
        {
            float[] values = reader.Floats(tensor.Name);
            if (tensor.Name.Contains("bias", StringComparison.Ordinal))
                Array.Clear(values);
            if (tensor.Name.Contains("bias_ih", StringComparison.Ordinal) && values.Length > units)
                values.AsSpan(units, units).Fill(1);
            if (tensor.Name.Contains("weight_hh", StringComparison.Ordinal))
                values = Array.ConvertAll(values, value => value / 5);
            writer.Add(tensor.Name, [.. tensor.Shape], values);
        }

        using MemoryStream changed = new();
        writer.Write(changed);
        changed.Position = 0;
        return TModel.Load(changed);
    }
}
