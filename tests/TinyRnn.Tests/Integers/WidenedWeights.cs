using TinyRnn.Conformance;
using TinyRnn.Weights;

namespace TinyRnn.Tests.Integers;

/// <summary>
/// A trained layer among more units, whose weights are zeros: they are 0 at every step, so that it is the same function, and has so many units that there are
/// kernels of integers for it.
/// </summary>
internal static class WidenedWeights
{
    /// <param name="weights">Of one recurrent layer, and of a dense one with few outputs.</param>
    /// <param name="units">The layer's.</param>
    /// <param name="wideUnits">The model's.</param>
    public static float[] Of<TModel, TState>(SafetensorsReader weights, int units, int wideUnits)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        SafetensorsWriter wide = new();
        foreach (TensorInfo tensor in weights.Tensors)
        {
            float[] values = weights.Floats(tensor.Name);
            int columns = tensor.Shape.Count == 2 ? (int)tensor.Shape[1] : 1;
            int wideColumns = columns == units ? wideUnits : columns;
            int gates = values.Length / columns / units;
            int rows = gates == 0 ? values.Length / columns : gates * wideUnits;
            float[] padded = new float[rows * wideColumns];
            for (int row = 0; row < values.Length / columns; row++)
                values.AsSpan(row * columns, columns).CopyTo(padded.AsSpan(((row / units * wideUnits) + (row % units)) * wideColumns));
            wide.Add(tensor.Name, tensor.Shape.Count == 2 ? [rows, wideColumns] : [rows], padded);
        }

        MemoryStream file = new();
        wide.Write(file);
        file.Position = 0;
        return TModel.Load(file).Parameters.ToArray();
    }
}
