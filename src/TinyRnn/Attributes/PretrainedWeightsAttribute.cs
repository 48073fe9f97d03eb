namespace TinyRnn;

/// <summary>
/// Names a safetensors file that is embedded in the assembly, and adds <c>Model.Pretrained</c>, loaded from it on first use. A file of
/// that path, as seen from the project file, is embedded by the package; otherwise it is an item <c>TinyRnnWeights</c> of that file name, or an
/// <c>EmbeddedResource</c> whose <c>LogicalName</c> (or whose name's end) is <paramref name="resource"/>.
/// </summary>
/// <param name="resource">
/// The file's name or path, for instance <c>"gesture.safetensors"</c>, as a plain string: the build looks for it in the source's text.
/// </param>
/// <example>
/// <code>
/// Net net = Net.Pretrained;     // the weights are inside the assembly
///
/// [RecurrentModel(inputSize: 3)]
/// [Lstm(32)]
/// [Dense(6)]
/// [PretrainedWeights("gesture.safetensors")]
/// public sealed partial class Net;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PretrainedWeightsAttribute(string resource) : Attribute
{
    /// <summary>The file's name or path.</summary>
    public string Resource { get; } = resource;

    /// <summary>
    /// Only tensors whose name begins with this are the model's; the prefix is taken off, and the others are ignored. For instance <c>"model."</c> for a
    /// network that PyTorch wrapped in a module; the dot may be left out if it follows wherever a name begins so. Default: none.
    /// </summary>
    public string Prefix { get; set; } = "";

    /// <summary>
    /// Other names, each as <c>"in the file=in the model"</c>: of the name that a tensor has without <see cref="Prefix"/>, the whole or the part in front of a
    /// dot is replaced, by the first rule that fits. <c>"rnn=lstm"</c> reads <c>rnn.weight_ih_l0</c> as <c>lstm.weight_ih_l0</c>. Nothing after the equals
    /// sign: the tensors are passed over. Default: none.
    /// </summary>
    public string[] Rename { get; set; } = [];
}
