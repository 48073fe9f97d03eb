using TinyRnn.Import.Writing;

namespace TinyRnn.Import.Lowering;

/// <summary>A tensor and its name in the weight file.</summary>
internal readonly record struct NamedTensor(string Name, SourceTensor Tensor);

/// <summary>A layer of the class: its attribute and its numbers.</summary>
/// <param name="Attribute">As in code, without brackets: <c>Lstm(32, Name = "rnn")</c>.</param>
/// <param name="Tensors">What the weight file holds of it.</param>
/// <param name="Size">Features that it gives.</param>
/// <param name="Products">Multiply-adds a step.</param>
internal sealed record LayerDraft(string Attribute, IReadOnlyList<NamedTensor> Tensors, int Size, long Products)
{
    /// <summary>Prefix of its tensors, by which later layers read what it gives; none: it has no tensors.</summary>
    public string? Prefix { get; init; }

    /// <summary>Name of what a layer without tensors gives, if some layer asks for it.</summary>
    public string? Label { get; init; }

    /// <summary>Name of what it gives.</summary>
    public string? Name => Prefix ?? Label;

    /// <summary>What the source calls it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Name of the value that it reads instead of the one before it.</summary>
    public string? From { get; init; }

    /// <summary>The attribute with all names.</summary>
    public string Text
    {
        get
        {
            List<string> names = [];
            if (Label is { } label)
                names.Add($"Name = \"{label}\"");
            if (From is { } from)
                names.Add($"From = \"{from}\"");
            if (names.Count == 0)
                return Attribute;
            string added = string.Join(", ", names);
            return Attribute.EndsWith(')') ? $"{Attribute[..^1]}, {added})" : $"{Attribute}({added})";
        }
    }

    /// <summary>Channels of a position, where the layer gives positions of one step; otherwise 0.</summary>
    public int Channels { get; init; }

    /// <summary>It is a dense layer.</summary>
    public bool IsDense { get; init; }

    /// <summary>It is a dense layer without a function.</summary>
    public bool IsLinear { get; init; }
}

/// <summary>A model as a TinyRnn class, without a name yet.</summary>
/// <param name="InputSize">Numbers a step.</param>
/// <param name="ReadsTokens">It reads token ids.</param>
/// <param name="Mode">What <c>Run</c> takes and gives.</param>
/// <param name="Summary">What the head of a many-to-one model reads of a bidirectional layer.</param>
/// <param name="Layers">First to last.</param>
/// <param name="IsStreaming">It has no layer that reads backwards.</param>
/// <param name="Remarks">What the reader and the lowering did, in sentences.</param>
internal sealed record ClassDraft(
    int InputSize, bool ReadsTokens, SequenceMode Mode, Summary Summary, IReadOnlyList<LayerDraft> Layers, bool IsStreaming, IReadOnlyList<string> Remarks)
{
    /// <summary>Steps from one output to the next.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Steps that a sequence must have; 0: any number.</summary>
    public int ExactSteps { get; init; }

    /// <summary>Tokens of the vocabulary, if it reads token ids; otherwise 0.</summary>
    public int Vocabulary { get; init; }

    /// <summary>How weights are stored.</summary>
    public ImportedFormats Formats { get; init; } = ImportedFormats.Float32;

    /// <summary>It has <c>Generate</c>: token ids come in and their scores come out.</summary>
    public bool Generates => ReadsTokens && IsStreaming && Stride == 1 && Mode == SequenceMode.ManyToMany && OutputSize == Vocabulary;

    /// <summary>Features of an output.</summary>
    public int OutputSize => Layers[^1].Size;

    /// <summary>A dense layer follows one without a function, which could be one layer of more multiply-adds.</summary>
    public bool HasNarrowLayer => Layers.Zip(Layers.Skip(1)).Any(pair => pair.First.IsLinear && pair.Second.IsDense);

    /// <summary>Numbers of the weight file.</summary>
    public long Parameters => Layers.Sum(layer => layer.Tensors.Sum(tensor => (long)tensor.Tensor.Count));
}
