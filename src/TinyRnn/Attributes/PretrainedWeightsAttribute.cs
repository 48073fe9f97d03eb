namespace TinyRnn;

/// <summary>
/// Names a safetensors file that is embedded in the assembly, and adds <c>Model.Pretrained</c>, loaded from it on first use. The
/// file is an <c>EmbeddedResource</c> whose <c>LogicalName</c> (or whose name's end) is <paramref name="resource"/>.
/// </summary>
/// <param name="resource">The file's name, for instance <c>"gesture.safetensors"</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PretrainedWeightsAttribute(string resource) : Attribute
{
    /// <summary>The file's name.</summary>
    public string Resource { get; } = resource;
}
