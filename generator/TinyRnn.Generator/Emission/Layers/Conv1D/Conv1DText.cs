using TinyRnn.Model.Layers.Conv1D;

namespace TinyRnn.Generator.Emission.Layers.Conv1D;

/// <summary>A convolution in words.</summary>
internal static class Conv1DText
{
    /// <summary>The equation of a step.</summary>
    public static string Equation(Conv1DPlan layer) =>
        Affine(layer, layer.Function.Exists ? layer.Function.Words : "", layer.HasBias)
        + (layer.Stride is { } stride ? $"; at t = {stride.Steps} j + {stride.Steps - 1}" : "");

    /// <summary>The same without a function.</summary>
    public static string Sums(Conv1DPlan layer) => Affine(layer, "", layer.HasBias);

    /// <summary>Layers of equal sizes and activation share their kernels.</summary>
    public static string KernelName(Conv1DPlan layer)
    {
        Conv1DShape shape = layer.Shape;
        string activation = layer.KernelActivation == Activation.Identity ? "" : layer.KernelActivation.ToString();
        string sizes = shape.IsDepthwise ? $"{shape.Channels}" : $"{shape.GroupInputs}x{shape.GroupChannels}";
        string apart = shape.IsContiguous || shape.GathersTaps ? "" : $"By{shape.Dilation * (long)shape.Inputs}";
        return $"Conv1D{(shape.IsDepthwise ? "Depthwise" : "")}{activation}{sizes}Taps{shape.Kernel}{apart}";
    }

    public static string Title(Conv1DPlan layer)
    {
        Conv1DShape shape = layer.Shape;
        string taps = shape.Kernel == 1 ? "1 tap" : $"{shape.Kernel} taps{(shape.Dilation == 1 ? "" : $" {shape.Dilation} steps apart")}";
        return shape.IsDepthwise
            ? $"Depthwise convolution, {Counted.Of(shape.Channels, "channel")}, {taps}; x: the inputs, newest first"
            : $"Convolution{(shape.Groups > 1 ? ", one group" : "")}, {Counted.Of(shape.GroupInputs, "input")}, "
            + $"{Counted.Of(shape.GroupChannels, "channel")}, {taps}; x: the inputs, newest first";
    }

    public static string KernelEquation(Conv1DPlan layer) =>
        Affine(layer, layer.KernelActivation == Activation.Identity ? "" : layer.KernelActivation.ToString().ToLowerInvariant(), hasBias: true);

    /// <param name="layer">The layer.</param>
    /// <param name="function">Name of the function; empty: none.</param>
    /// <param name="hasBias">A bias is added; kernels add zeros where the layer has none.</param>
    private static string Affine(Conv1DPlan layer, string function, bool hasBias)
    {
        string bias = hasBias ? " + b" : "";
        Conv1DShape shape = layer.Shape;
        string product = shape.IsDepthwise ? " * " : " ";
        string lag = shape.Dilation == 1 ? "k" : $"{shape.Dilation} k";
        string sum = shape.Kernel switch
        {
            1 => $"W{product}x_t{bias}",
            2 => $"W_0{product}x_t + W_1{product}x_{{t-{shape.Dilation}}}{bias}",
            _ => $"sum_k W_k{product}x_{{t - {lag}}}{bias}, k = 0..{shape.Kernel - 1}",
        };
        return function.Length == 0 ? $"y_t = {sum}"
            : shape.Kernel > 2 ? $"y_t = {function}(sum_k W_k{product}x_{{t - {lag}}}{bias}), k = 0..{shape.Kernel - 1}"
            : $"y_t = {function}({sum})";
    }
}
