using Microsoft.ML.OnnxRuntime;

namespace TinyRnn.Tool.Recording;

/// <summary>Numbers as ONNX Runtime's values, in the element type that a graph wants.</summary>
internal static class OnnxTensors
{
    /// <param name="type">ONNX's number of the element type.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="values">Row-major.</param>
    /// <exception cref="NotSupportedException">Another type.</exception>
    public static OrtValue Of(int type, IReadOnlyList<int> shape, float[] values)
    {
        long[] sizes = [.. shape.Select(size => (long)size)];
        return type switch
        {
            1 => OrtValue.CreateTensorValueFromMemory(values, sizes),
            6 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (int)value), sizes),
            7 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (long)value), sizes),
            9 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => value != 0), sizes),
            10 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (Float16)value), sizes),
            11 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (double)value), sizes),
            _ => throw new NotSupportedException($"it has an input of ONNX's element type {type}"),
        };
    }

    public static float[] Floats(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double =>
            Array.ConvertAll(value.GetTensorDataAsSpan<double>().ToArray(), number => (float)number),
        Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float16 =>
            Array.ConvertAll(value.GetTensorDataAsSpan<Float16>().ToArray(), number => (float)number),
        var type => throw new NotSupportedException($"it has an output of the element type {type}"),
    };
}
