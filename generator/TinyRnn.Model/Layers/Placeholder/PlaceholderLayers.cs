using TinyRnn.Model.Layers.Context;
using TinyRnn.Model.Layers.Conv1D;
using TinyRnn.Model.Layers.Dense;
using TinyRnn.Model.Layers.Embedding;
using TinyRnn.Model.Layers.Gru;
using TinyRnn.Model.Layers.Join;
using TinyRnn.Model.Layers.Lstm;
using TinyRnn.Model.Layers.OneHot;
using TinyRnn.Model.Layers.OverTime;
using TinyRnn.Model.Layers.Pool;
using TinyRnn.Model.Layers.Rnn;
using TinyRnn.Model.Layers.Window;

namespace TinyRnn.Model.Layers.Placeholder;

/// <summary>The smallest layers that give a model the members which layers of their kinds give it.</summary>
internal static class PlaceholderLayers
{
    private static readonly Function s_identity = new(Activation.Identity, null);

    /// <summary>A layer in place of one that reads numbers.</summary>
    /// <param name="outline">What is known of that one.</param>
    /// <param name="isBidirectional">The model may have layers of both directions.</param>
    public static LayerSpec For(LayerOutline outline, bool isBidirectional)
    {
        bool both = isBidirectional && outline.IsBidirectional;
        return outline.Kind switch
        {
            "Lstm" => new LstmSpec(1, outline.Name, both, null) { HasInitialState = outline.HasInitialState },
            "Gru" => new GruSpec(1, outline.Name, both, ResetAfter: true) { HasInitialState = outline.HasInitialState },
            "Rnn" => new RnnSpec(1, outline.Name, both, Nonlinearity.Tanh) { HasInitialState = outline.HasInitialState },
            "Dense" => Dense(1, outline.Name),
            "Conv1D" => new Conv1DSpec(1, 2, s_identity, 1, 1, outline.Name),
            "Window" or "History" => new WindowSpec(1),
            "Context" => new ContextSpec(1),
            _ when outline.Spec is OverTimeSpec read => read,
            _ => new PassingSpec(outline.Kind, outline.Name, outline.Spec?.DefaultName),
        };
    }

    public static LayerSpec Tokens(LayerOutline outline) => new EmbeddingSpec(Vocabulary(outline), 1, null, outline.Name);

    public static LayerSpec Stride() => new PoolSpec(PoolKind.Max, 2);

    public static LayerSpec Dense(int units, ForeignText? name = null) => new DenseSpec(units, s_identity, name);

    /// <summary>Several outputs, of the names that can be members; <see langword="null"/>: one output.</summary>
    public static LayerSpec? Outputs(LayerOutline outline, IReadOnlyList<LayerSpec> before)
    {
        if (outline.Spec is not JoinSpec { IsOutputs: true } joined)
            return null;
        Wiring wiring = Wiring.Of(new(before));
        HashSet<string> members = ["", "Input", "Output"];
        List<ForeignText> names =
            [.. joined.Values.Where(name => wiring.Names.Any(layer => layer.Prefix == name) && members.Add(MemberName.Of(name)))];
        return names.Count < 2 ? null : new JoinSpec(JoinKind.Outputs, new(names));
    }

    /// <summary>The layer reads token ids. What cannot be read does so if the model has no input size.</summary>
    public static bool ReadsTokens(LayerOutline outline, int? inputSize) =>
        outline.Spec?.ReadsTokens ?? (inputSize is null && outline.Kind is "Embedding" or "OneHot");

    public static int Vocabulary(LayerOutline outline) => outline.Spec switch
    {
        EmbeddingSpec embedding => embedding.Vocabulary,
        OneHotSpec oneHot => oneHot.Vocabulary,
        _ => 1,
    };

    public static bool IsStrided(LayerOutline outline) =>
        outline.Spec is PoolSpec or Conv1DSpec { Stride: > 1 } || (outline.Spec is null && outline.Kind is "MaxPool1D" or "AveragePool1D");

    /// <summary>The numbers that a last layer gives a step, as far as it says so itself.</summary>
    public static int? OutputSize(LayerOutline outline) => outline.Spec switch
    {
        DenseSpec dense => dense.Units,
        RecurrentLayerSpec recurrent => recurrent.HiddenSize * (recurrent.Bidirectional ? 2 : 1),
        Conv1DSpec convolution => convolution.Channels,
        _ => null,
    };
}
