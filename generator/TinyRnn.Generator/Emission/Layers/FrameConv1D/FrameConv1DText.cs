using TinyRnn.Model.Layers.FrameConv1D;
using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Generator.Emission.Layers.FrameConv1D;

/// <summary>A convolution along positions in words.</summary>
internal static class FrameConv1DText
{
    /// <summary>The equation of a step.</summary>
    public static string Equation(FrameConv1DPlan layer) => Affine(layer, layer.Function.Exists ? layer.Function.Words : "");

    /// <summary>The same without a function.</summary>
    public static string Sums(FrameConv1DPlan layer) => Affine(layer, "");

    /// <summary>Layers of equal sizes and activation share their kernels.</summary>
    public static string KernelName(FrameConv1DPlan layer) =>
        $"FrameConv1D{Activated(layer)}{(layer.HasBias ? "" : "Unbiased")}{layer.Shape.Seen}x{layer.Shape.Channels}";

    public static string Title(FrameConv1DPlan layer) =>
        $"Convolution along positions, {Counted.Of(layer.Shape.Channels, "channel")}; x: the {Counted.Of(layer.Shape.Seen, "number")} that an output "
        + $"position sees";

    public static string KernelEquation(FrameConv1DPlan layer)
    {
        string sum = layer.HasBias ? "W x + b" : "W x";
        return layer.KernelActivation == Activation.Identity ? $"y = {sum}" : $"y = {layer.KernelActivation.ToString().ToLowerInvariant()}({sum})";
    }

    private static string Activated(FrameConv1DPlan layer) => layer.KernelActivation == Activation.Identity ? "" : layer.KernelActivation.ToString();

    /// <param name="layer">The layer.</param>
    /// <param name="function">Name of the function; empty: none.</param>
    private static string Affine(FrameConv1DPlan layer, string function)
    {
        FrameShape shape = layer.Shape;
        int lag = shape.From;
        string first = shape.Stride == 1 ? "p + k" : $"{shape.Stride} p + k";
        string place = lag == 0 ? first : lag > 0 ? $"{first} + {lag}" : $"{first} - {-lag}";
        string product = shape.Taps == 1 ? $"W x_{{{place.Replace(" + k", "")}}}" : $"sum_k W_k x_{{{place}}}";
        string sum = layer.HasBias ? product + " + b" : product;
        string of = shape.Taps == 1 ? "" : $", k = 0..{shape.Taps - 1}";
        string positions = shape.Positions == 1 ? ", p = 0" : $", p = 0..{shape.Positions - 1}";
        return $"y_p = {(function.Length == 0 ? sum : $"{function}({sum})")}{of}{positions}";
    }
}
