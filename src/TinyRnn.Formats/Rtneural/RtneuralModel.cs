namespace TinyRnn.Formats;

/// <summary>RTNeural's "layers" JSON, as its exporter for Keras writes it and its loader reads it.</summary>
internal static class RtneuralModel
{
    private const int MostFeatures = 1 << 20;

    public static SourceModel Read(JsonPlace root)
    {
        NodeChain chain = new(InputSize(root));
        AddLayers(root, chain);
        Unread(root, ["in_shape", "layers"], chain);
        return Model(chain, "RTNeural JSON");
    }

    public static int InputSize(JsonPlace root) => LastSize(root.Required("in_shape"));

    /// <summary>The layers, without what AIDA-X wraps around them.</summary>
    public static void AddLayers(JsonPlace root, NodeChain chain)
    {
        JsonPlace[] layers = root.Required("layers").Items();
        if (layers.Length == 0)
            throw new SourceFormatException($"{root.File} has no layers. Export the file again.");
        foreach (JsonPlace layer in layers)
            RtneuralLayers.Add(layer, chain);
    }

    public static SourceModel Model(NodeChain chain, string format) => new()
    {
        Format = format,
        InputSize = chain.SizeOf(SourceNode.ModelInput),
        Nodes = chain.Nodes,
        Outputs = [chain.Last],
        Remarks = chain.Remarks,
        Problems = chain.Problems,
        SampleRate = chain.SampleRate,
    };

    /// <summary>The features of <c>[null, null, 8]</c>.</summary>
    public static int LastSize(JsonPlace shape)
    {
        JsonPlace[] sizes = shape.Items();
        return sizes.Length > 0 ? sizes[^1].Whole(1, MostFeatures) : throw shape.Error("is empty, where its last number is the number of features");
    }

    /// <summary>Keys that the format's own loader passes over change nothing; the reader of the file may want to know.</summary>
    public static void Unread(JsonPlace place, ReadOnlySpan<string> known, NodeChain chain)
    {
        List<string> unread = [];
        foreach (JsonPlace member in place.Members())
        {
            if (!known.Contains(member.Key))
                unread.Add(member.Key);
        }

        if (unread.Count > 0)
            chain.Remarks.Add(
                $"{(place.Path.Length == 0 ? "The file" : place.Path)} also has {Excerpt.Join(", ", unread)}, which the format's loader does not read either.");
    }
}
