using TinyRnn.Weights;

namespace TinyRnn.Import.Vectors;

/// <summary>A caller's recording of the original.</summary>
/// <param name="Sequences">Sequences N.</param>
/// <param name="Steps">Steps T.</param>
/// <param name="Inputs">[N, T, I].</param>
/// <param name="Outputs">[N, T, O] or [N, O].</param>
internal sealed record OwnRecording(int Sequences, int Steps, float[] Inputs, float[] Outputs)
{
    /// <exception cref="WeightFormatException">No such file, or tensors of other sizes.</exception>
    public static OwnRecording Read(string path, SourceModel model)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        TensorInfo inputs = InputsOf(reader, path, model);
        return new(inputs.Shape[0], inputs.Shape[1], Values(reader, inputs), Values(reader, reader.Get("outputs")));
    }

    /// <summary>The tensor of the inputs.</summary>
    /// <exception cref="WeightFormatException">There is none, or it has other sizes.</exception>
    public static TensorInfo InputsOf(SafetensorsReader reader, string path, SourceModel model)
    {
        TensorInfo inputs = reader.Get("inputs");
        return inputs.Shape.Count == 3 && inputs.Shape[2] == model.InputSize && inputs.ElementCount > 0 ? inputs
            : throw new WeightFormatException($"{path}: 'inputs' is {inputs}, but [sequences, steps, {model.InputSize}] is expected.");
    }

    /// <summary>All values of a tensor.</summary>
    public static float[] Values(SafetensorsReader reader, TensorInfo tensor)
    {
        float[] values = new float[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }
}
