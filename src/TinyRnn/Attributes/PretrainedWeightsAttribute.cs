namespace TinyRnn;

/// <summary>
/// Names a safetensors file that is embedded in the assembly, and adds <c>Model.Pretrained</c>, loaded from it on first use. A file of
/// that path, as seen from the project file, is embedded by the package; otherwise it is an item <c>TinyRnnWeights</c> of that file name, or an
/// <c>EmbeddedResource</c> whose <c>LogicalName</c> (or whose name's end) is <paramref name="resource"/>.
/// </summary>
/// <param name="resource">
/// The file's name or path, for instance <c>"gesture.safetensors"</c>, as a plain string: the build looks for it in the source's text.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PretrainedWeightsAttribute(string resource) : Attribute
{
    /// <summary>The file's name or path.</summary>
    public string Resource { get; } = resource;
}
