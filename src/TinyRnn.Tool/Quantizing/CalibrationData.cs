using TinyRnn.Import.Lowering;
using TinyRnn.Import.Vectors;
using TinyRnn.Weights;

namespace TinyRnn.Tool.Quantizing;

/// <summary>What a model is run with: sequences as it will see them, and, if they are known, the classes or the outputs that are right for them.</summary>
/// <param name="Inputs">[N, T, I]; token ids as numbers.</param>
/// <param name="Sequences">Sequences N.</param>
/// <param name="Steps">Steps T of each.</param>
/// <param name="Labels">Right classes, one an output; empty: not known.</param>
/// <param name="Targets">Right outputs; empty: not known.</param>
/// <param name="Origin">Where they are from, in words.</param>
internal sealed record CalibrationData(float[] Inputs, int Sequences, int Steps, int[] Labels, float[] Targets, string Origin)
{
    private const int NoiseSteps = 10_000;

    /// <summary>It says nothing of what the model will see.</summary>
    public bool IsNoise { get; private init; }

    /// <summary>From a safetensors file with <c>inputs</c>, and <c>labels</c> or <c>outputs</c> if it has them.</summary>
    /// <exception cref="WeightFormatException">No such file, or tensors of other sizes.</exception>
    public static CalibrationData Read(string path, SourceModel model)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        TensorInfo inputs = OwnRecording.InputsOf(reader, path, model);
        int[] labels = reader.TryGet("labels", out TensorInfo? given) ? Whole(reader, given) : [];
        float[] targets = reader.TryGet("outputs", out TensorInfo? outputs) ? OwnRecording.Values(reader, outputs) : [];
        return new(OwnRecording.Values(reader, inputs), inputs.Shape[0], inputs.Shape[1], labels, targets, Path.GetFileName(path));
    }

    /// <summary>Noise, where there is nothing better: what a model makes of it says little about what it makes of its own inputs.</summary>
    public static CalibrationData Noise(SourceModel model)
    {
        SourceModel pruned = ModelLowering.Pruned(model);
        return new(GoldenInputs.Draw(1, NoiseSteps, pruned), 1, NoiseSteps, [], [], "noise") { IsNoise = true };
    }

    /// <summary>Numbers of classes, which may be written as floats.</summary>
    private static int[] Whole(SafetensorsReader reader, TensorInfo tensor)
    {
        if (tensor.TypeText is "F32" or "F64" or "F16" or "BF16")
            return Array.ConvertAll(OwnRecording.Values(reader, tensor), value => (int)value);
        long[] values = new long[tensor.ElementCount];
        reader.Read(tensor, values);
        return Array.ConvertAll(values, value => (int)Math.Clamp(value, int.MinValue, int.MaxValue));
    }
}
