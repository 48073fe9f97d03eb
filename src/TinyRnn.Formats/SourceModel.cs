namespace TinyRnn.Formats;

/// <summary>
/// A trained model as its file describes it, before anything is made of it: nodes in an order in which they can be computed, each over a whole sequence, and
/// what the file says about itself. What a file's format stores in another order (gates, transposed matrices) is in this library's order here: LSTM i, f, g, o;
/// GRU r, z, n; matrices [gates * H, I].
/// </summary>
public sealed record SourceModel
{
    /// <summary>The format, as people call it: <c>"ONNX"</c>, <c>"RTNeural JSON"</c>.</summary>
    public required string Format { get; init; }

    /// <summary>What the file calls itself, if it does.</summary>
    public string? Name { get; init; }

    /// <summary>What wrote the file, with its version: <c>"pytorch 1.13.1"</c>.</summary>
    public string? Producer { get; init; }

    /// <summary>The licence that the file names.</summary>
    public string? License { get; init; }

    /// <summary>The model's version, if the file names one; not that of the format.</summary>
    public string? Version { get; init; }

    /// <summary>Steps a second (Hz) that the model was made for, if the file says so.</summary>
    public double? SampleRate { get; init; }

    /// <summary>Whatever else the file says about the model, text by key, as it stands there.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Numbers that the model reads a step; 1 if it reads token ids.</summary>
    public required int InputSize { get; init; }

    /// <summary>Tokens of the vocabulary, ids 0 to V - 1; 0 if the model reads numbers.</summary>
    public int Vocabulary { get; init; }

    /// <summary>What the file calls the input.</summary>
    public string InputName { get; init; } = "input";

    /// <summary>The file's inputs that stand side by side in a step, in order; empty: <see cref="InputName"/> alone.</summary>
    public IReadOnlyList<SourceInput> Inputs { get; init; } = [];

    /// <summary>The nodes; inputs of a node come before it.</summary>
    public required IReadOnlyList<SourceNode> Nodes { get; init; }

    /// <summary>Places in <see cref="Nodes"/> of what the model gives, in the file's order.</summary>
    public required IReadOnlyList<int> Outputs { get; init; }

    /// <summary>What the file calls its outputs.</summary>
    public IReadOnlyList<string> OutputNames { get; init; } = [];

    /// <summary>What the reader folded, assumed or left out, one sentence each, for the reader of the imported class.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What cannot be read or contradicts itself; a model that has problems cannot be imported, only shown.</summary>
    public IReadOnlyList<SourceProblem> Problems { get; init; } = [];

    /// <summary>Steps of the only sequences of which the file gives what a class gives; 0: any number.</summary>
    public int StepsOfFile { get; init; }

    /// <summary>Inputs and outputs that the file itself carries, if it does.</summary>
    public SourceRecording? Recording { get; init; }

    /// <summary>
    /// Steps of the model's input from one output of each node to the next: the product of the strides on the way, the most of several ways, and at most
    /// <see cref="int.MaxValue"/>.
    /// </summary>
    /// <param name="nodes">In an order in which they can be computed.</param>
    public static IReadOnlyList<int> StepsPerOutput(IReadOnlyList<SourceNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        List<int> steps = [];
        foreach (SourceNode node in nodes)
        {
            int before = node.Inputs.Select(place => place == SourceNode.ModelInput ? 1 : steps[place]).DefaultIfEmpty(1).Max();
            steps.Add((int)Math.Min((long)node.StepsPerOutput * before, int.MaxValue));
        }

        return steps;
    }
}

/// <summary>Something in a file that stands in the way.</summary>
/// <param name="Where">Layer, node or key, as the file names it.</param>
/// <param name="What">What is wrong or not supported, with the value found.</param>
/// <param name="Remedy">What can be done.</param>
public sealed record SourceProblem(string Where, string What, string Remedy)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Where}: {What}. {Remedy}";
}

/// <summary>Inputs and outputs recorded from the original, from a fresh state on.</summary>
/// <param name="Origin">Where they were recorded: "recorded in training by AIDA-X".</param>
/// <param name="Inputs">[T, I].</param>
/// <param name="Outputs">[T, O].</param>
public sealed record SourceRecording(string Origin, SourceTensor Inputs, SourceTensor Outputs);
