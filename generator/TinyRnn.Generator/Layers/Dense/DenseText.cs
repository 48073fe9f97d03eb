namespace TinyRnn.Generator.Layers.Dense;

/// <summary>What both kernels of a dense layer say about it.</summary>
internal static class DenseText
{
    public static string Title(DensePlan layer) => layer.IsGrowing
        ? $"Dense layer, up to {layer.InputSize} inputs of which {layer.KernelName} takes the first rows, {layer.OutputSize} outputs"
        : $"Dense layer, {layer.InputSize} inputs, {layer.OutputSize} outputs";

    public static string KernelEquation(DensePlan layer) => layer.KernelActivation == Activation.Identity
        ? "y = W x + b"
        : $"y = {layer.KernelActivation.ToString().ToLowerInvariant()}(W x + b)";

    public static string Arguments(DensePlan layer) => "ref float weights, ref float x, ref float y" + (layer.IsGrowing ? ", int rows" : "");

    public static string Forwarded(DensePlan layer) => "ref weights, ref x, ref y" + (layer.IsGrowing ? ", rows" : "");
}
