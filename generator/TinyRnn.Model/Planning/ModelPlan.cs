using System.Globalization;
using System.Text;

namespace TinyRnn.Model.Planning;

/// <summary>
/// Layers that are computed step by step together. A bidirectional layer is a segment of its own: it needs its whole input before
/// it gives any output.
/// </summary>
/// <param name="First">First layer.</param>
/// <param name="End">After the last layer.</param>
/// <param name="IsBidirectional">One bidirectional layer.</param>
/// <param name="Imports">Values from before the segment's input that its layers read: 0 is the model's input, k + 1 the output of layer k.</param>
internal sealed record SegmentPlan(int First, int End, bool IsBidirectional, EquatableArray<int> Imports);

/// <summary>Every number that the emitted code of a model needs.</summary>
internal sealed record ModelPlan(
    ModelSpec Spec,
    EquatableArray<LayerPlan> Layers,
    EquatableArray<SegmentPlan> Segments,
    long ParameterCount,
    long PackedBytes,
    long StateLength,
    long ScratchLength)
{
    public TypeSpec Type => Spec.Type;

    public bool ReadsTokens => Spec.InputSize is null;

    /// <summary>Input size as the interface counts it: a token id is one value.</summary>
    public int InputSize => Spec.InputSize ?? 1;

    public int OutputSize => LastLayer.OutputSize;

    /// <summary>Tokens of the vocabulary, for models that read tokens.</summary>
    public int Vocabulary => Layers[0].Vocabulary;

    /// <summary>The numbers of the input that are categories.</summary>
    public IEnumerable<CategoryColumn> Categories => Layers.Select(layer => layer.Category).OfType<CategoryColumn>().Distinct();

    /// <summary>Size of a value: 0 is the model's input, k + 1 the output of layer k.</summary>
    public int SizeOf(int value) => value == 0 ? InputSize : Layers[value - 1].OutputSize;

    /// <summary>The layers that read a value.</summary>
    public IEnumerable<LayerPlan> Readers(int value) => Layers.Where(layer => layer.Reads.All.Contains(value));

    /// <summary>The output's parts, each with a name; empty: it is one.</summary>
    public EquatableArray<OutputPart> Outputs => LastLayer.Parts;

    public IReadOnlyList<StateCounter> Counters => [.. Layers.SelectMany(layer => layer.Counters)];

    /// <summary>Bytes of a state that is written: what is remembered, with version, signature and checksum.</summary>
    public long StateByteCount => 16 + (4 * Layers.Sum(layer => layer.Vectors.Sum(vector => vector.Remembered)));

    /// <summary>The input and every layer in words, as 64 bits (FNV-1a of UTF-8): a state is refused by a model that another function made.</summary>
    public ulong StateSignature
    {
        get
        {
            ulong hash = 14695981039346656037;
            string input = ReadsTokens ? "tokens" : InputSize.ToString(CultureInfo.InvariantCulture);
            foreach (byte part in Encoding.UTF8.GetBytes(string.Join("\n", Layers.Select(layer => layer.PlacedSignature).Prepend(input))))
                hash = unchecked((hash ^ part) * 1099511628211);
            return hash;
        }
    }

    /// <summary>Multiply-adds of a step of the input: what is computed every few steps counts as its share, rounded up.</summary>
    public long MultiplyAdds => Layers.Sum(layer =>
    {
        long steps = StepsPer(layer.Index + 1);
        return (layer.MultiplyAdds + steps - 1) / steps;
    });

    /// <summary>The layers that give an output every few steps.</summary>
    public IEnumerable<LayerPlan> Strided => Layers.Where(layer => layer.Stride is not null);

    /// <summary>Layers before a value that give an output every few steps.</summary>
    public int StridesBefore(int value) => Strided.Count(layer => layer.Index < value);

    /// <summary>Steps of the model's input from one output to the next.</summary>
    public int Stride => StepsPer(Layers.Count);

    /// <summary>Steps of the model's input from one time to the next that there is a value: 0 is the input, k + 1 the output of layer k.</summary>
    public int StepsPer(int value) => Layers.Take(value).Aggregate(1, (steps, layer) => LayerContext.Product(steps, layer.StepsPerOutput));

    /// <summary>Whole sequences only.</summary>
    public bool IsBidirectional => Segments.Any(segment => segment.IsBidirectional);

    /// <summary>256 KiB: what the methods of a step may take of the caller's stack, of which a thread can have as little as 1 MiB.</summary>
    public const long MostScratch = 1 << 16;

    /// <summary>Sequences of a model without bidirectional layers are computed four steps at a time.</summary>
    public bool HasFourSteps => !IsBidirectional && Stride == 1 && BlocksSteps(Segments[0]);

    /// <summary>Of a model with a stride, the layers that give values equally often.</summary>
    public IReadOnlyList<RatePlan> Rates => RatePlan.Of(this);

    /// <summary>How sequences of a model with a stride are computed several steps at a time; <see langword="null"/>: they are not.</summary>
    public PiecesPlan? Pieces => PiecesPlan.Of(this);

    /// <summary>How a step of several streams of a model with a stride is computed; <see langword="null"/>: one stream after another.</summary>
    public StridedStreamsPlan? StridedStreams => StridedStreamsPlan.Of(this);

    /// <summary>Streams are computed four at a time.</summary>
    public bool HasFourStreams => Stride == 1 && Layers.Sum(layer => layer.StreamsStackLength) <= MostScratch;

    /// <summary>Sequences are computed four steps at a time in this segment: some layer gains from it, and the stack has room.</summary>
    public bool BlocksSteps(SegmentPlan segment)
    {
        List<LayerPlan> layers = [.. Layers.Skip(segment.First).Take(segment.End - segment.First)];
        return layers.Any(layer => layer.GainsFromRows) && layers.Sum(layer => layer.StepsStackLength) <= MostScratch;
    }

    /// <summary>After the last layer whose output depends on earlier steps: the head begins here.</summary>
    public int BodyEnd => Layers.Where(layer => layer.IsStateful).Select(layer => layer.Index + 1).DefaultIfEmpty(0).Max();

    /// <summary>
    /// The bidirectional layer that the head of a many-to-one model, or its output itself, summarises; <see langword="null"/> if a layer with memory follows.
    /// </summary>
    public LayerPlan? SummarisedLayer =>
        Spec.Mode == SequenceMode.ManyToOne && BodyEnd > 0 && Layers[BodyEnd - 1] is { IsBidirectional: true } layer ? layer : null;

    /// <summary>The last layer.</summary>
    public LayerPlan LastLayer => Layers[Layers.Count - 1];

    /// <summary>The layers that limit how long a sequence can be.</summary>
    public IEnumerable<SequenceLimit> Limits => Layers.Select(layer => layer.Limit).OfType<SequenceLimit>();

    /// <summary>How it is trained; <see langword="null"/>: it is not. Planned when it is first asked for, of nothing but the rest of the plan.</summary>
    public TrainingPlan? Training => Spec.Trainable is null ? null : _training.Of(this);

    private readonly TrainingOnce _training = new();

    /// <summary>The vectors of the state that a fresh stream starts from, and their places among the parameters; empty: zeros.</summary>
    public IReadOnlyList<(StateVector Vector, int Parameters)> Initials =>
        [.. Layers.SelectMany(layer => layer.Directions).SelectMany(direction => direction.Initials)];

    public IReadOnlyList<HiddenPlan> Hiddens => [.. Layers.SelectMany(layer => layer.Hiddens)];

    public IReadOnlyList<TensorPlan> Tensors => [.. Layers.SelectMany(layer => layer.Tensors)];

    /// <summary>What <c>Generate</c> feeds back, with the mode's default filled in.</summary>
    public Feedback Feedback =>
        Spec.Feedback != Feedback.Default ? Spec.Feedback
        : Spec.Mode == SequenceMode.OneToMany ? (ReadsTokens ? Feedback.Output : Feedback.Zeros)
        : Feedback.Default;

    /// <summary>Token ids come in and scores of token ids come out, so that the model can write text.</summary>
    public bool GeneratesTokens =>
        ReadsTokens && !IsBidirectional && Stride == 1 && OutputSize == Vocabulary && Spec.Mode is SequenceMode.ManyToMany or SequenceMode.OneToMany;
}
