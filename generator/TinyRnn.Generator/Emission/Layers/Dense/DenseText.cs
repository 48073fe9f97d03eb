using TinyRnn.Model.Layers.Dense;

namespace TinyRnn.Generator.Emission.Layers.Dense;

/// <summary>What both kernels of a dense layer say about it.</summary>
internal static class DenseText
{
    /// <summary>Layers of equal sizes and activation share their kernels.</summary>
    public static string KernelName(DensePlan layer)
    {
        string activation = layer.KernelActivation == Activation.Identity ? "" : layer.KernelActivation.ToString();
        return $"Dense{(layer.IsGrowing ? "Growing" : "")}{activation}{(layer.IsDots ? layer.DotInputs : layer.InputSize)}x{layer.OutputSize}";
    }

    public static string Title(DensePlan layer) => layer.IsGrowing
        ? $"Dense layer, up to {Counted.Of(layer.InputSize, "input")} of which {KernelName(layer)} takes the first rows, "
        + Counted.Of(layer.OutputSize, "output")
        : $"Dense layer, {Counted.Of(layer.InputSize, "input")}, {Counted.Of(layer.OutputSize, "output")}";

    /// <summary>The product of a step.</summary>
    public static string Sum(DensePlan layer) => layer.HasBias ? "W x_t + b" : "W x_t";

    /// <summary>What the kernel computes: it adds zeros where the layer has no bias.</summary>
    public static string KernelEquation(DensePlan layer) => layer.KernelActivation == Activation.Identity
        ? "y = W x + b"
        : $"y = {layer.KernelActivation.ToString().ToLowerInvariant()}(W x + b)";

    public static string Arguments(DensePlan layer) => "ref float weights, ref float x, ref float y" + (layer.IsGrowing ? ", int rows" : "");

    public static string Forwarded(DensePlan layer) => "ref weights, ref x, ref y" + (layer.IsGrowing ? ", rows" : "");
}
