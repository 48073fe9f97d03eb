using System.Runtime.InteropServices;
using TinyRnn.Weights;

namespace TinyRnn;

/// <summary>
/// Inputs and what the original made of them: <c>inputs</c> [N, T, I] (token ids as floats), <c>outputs</c> [N, T, O] or [N, O], <c>hidden.k</c> and
/// <c>cell.k</c> [N, H] after each sequence in the order of <see cref="IRecurrentModel{TSelf, TState, TInput}.Hidden"/>, and for each of the last three a
/// bound, such as <c>outputs.bound</c>. Every sequence begins with the fresh state.
/// </summary>
internal sealed class GoldenVectors
{
    private readonly SafetensorsReader _reader;

    public GoldenVectors(SafetensorsReader reader, string source)
    {
        _reader = reader;
        Source = source;
        TensorInfo inputs = reader.Get("inputs");
        if (inputs.Shape.Count != 3 || inputs.ElementCount == 0)
            throw new WeightFormatException(
                $"{source}: tensor 'inputs' is {inputs}, but sizes [sequences, steps, inputs] are expected. Write the vectors with `tinyrnn import`.");
        Sequences = inputs.Shape[0];
        Steps = inputs.Shape[1];
        InputSize = inputs.Shape[2];
        Inputs = Read("inputs");
        Outputs = Read("outputs");
        OutputBound = Bound("outputs");
    }

    /// <summary>What messages call the file.</summary>
    public string Source { get; }

    /// <summary>Sequences N.</summary>
    public int Sequences { get; }

    /// <summary>Steps T of each.</summary>
    public int Steps { get; }

    /// <summary>Values of a step's input.</summary>
    public int InputSize { get; }

    public float[] Inputs { get; }

    public float[] Outputs { get; }

    public float OutputBound { get; }

    /// <summary>Inputs of a sequence: numbers, or token ids.</summary>
    public TInput[] Sequence<TInput>(int number)
        where TInput : unmanaged
    {
        ReadOnlySpan<float> values = Inputs.AsSpan(number * Steps * InputSize, Steps * InputSize);
        if (typeof(TInput) == typeof(float))
            return MemoryMarshal.Cast<float, TInput>(values).ToArray();
        int[] ids = new int[values.Length];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = (int)values[i];
        return MemoryMarshal.Cast<int, TInput>(ids).ToArray();
    }

    /// <summary>A vector of the state after each sequence; empty where the file has none.</summary>
    /// <param name="name"><c>hidden.0</c>.</param>
    /// <param name="size">Its size H.</param>
    public float[] States(string name, int size)
    {
        if (!_reader.TryGet(name, out TensorInfo? tensor))
            return [];
        if (tensor.ElementCount != (long)Sequences * size)
            throw new WeightFormatException(
                $"{Source}: tensor '{name}' is {tensor}, but the model's vector has {Counted.Of(size, "value")} for each of "
                + $"{Counted.Of(Sequences, "sequence")}. Are these the vectors of this model?");
        return Read(name);
    }

    /// <summary>The bound of a tensor.</summary>
    public float Bound(string name) => Read($"{name}.bound") is [float bound]
        ? bound
        : throw new WeightFormatException($"{Source}: tensor '{name}.bound' must be one number. Write the vectors with `tinyrnn import`.");

    private float[] Read(string name)
    {
        TensorInfo tensor = _reader.Get(name);
        float[] values = new float[tensor.ElementCount];
        _reader.Read(tensor, values);
        return values;
    }
}
