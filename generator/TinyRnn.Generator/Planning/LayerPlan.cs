using TinyRnn.Generator.Layers;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>Where a range of floats lies.</summary>
internal readonly record struct Extent(int Offset, int Length)
{
    public int End => Offset + Length;
}

/// <summary>A tensor of the weight file and where its values lie in the parameter block; <c>Role</c> is the name of the runtime's <c>TensorRole</c>.</summary>
internal sealed record TensorPlan(ForeignText Name, int Rows, int Columns, int Offset, string Role);

/// <summary>How <c>Create</c> fills a range of the parameter block.</summary>
/// <param name="Range">The range.</param>
/// <param name="Distribution">Name of the runtime's <c>Initializer</c> method; <see langword="null"/>: the constant <paramref name="Value"/>.</param>
/// <param name="Value">Bound of a uniform distribution, or the constant.</param>
internal sealed record InitialPlan(Extent Range, string? Distribution, float Value);

/// <summary>A vector in the state.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="Range">Place in the state's floats; <see cref="Extent.Length"/> is what the user sees.</param>
/// <param name="Padded">Floats that it takes.</param>
/// <param name="Summary">For its documentation; <see langword="null"/>: not public.</param>
/// <param name="Turn">The vector is kept twice, as it was before the last step and as it is now; this counter of steps tells which is which.</param>
/// <param name="Queue">The vector is inputs, newest first.</param>
internal sealed record StateVector(string Name, Extent Range, int Padded, string? Summary, StateCounter? Turn = null, StateQueue? Queue = null)
{
    /// <summary>32-bit words that a stream remembers of it, at most.</summary>
    public long Remembered => Queue is null ? Range.Length : ((long)Queue.Steps * Queue.Size) + (Queue.IsCounted ? 1 : 0);

    /// <summary>Expression of a reference to the vector in a state.</summary>
    public string Current(string state = "state") => Turn is null ? $"StateAt(ref {state}, {Range.Offset})" : At($"({Turn.In(state)} & 1)", state);

    /// <summary>Expression of a reference to the copy that is current when <paramref name="turn"/> is 0 or 1.</summary>
    public string At(string turn, string state = "state") =>
        Range.Offset == 0 ? $"StateAt(ref {state}, {turn} * {Padded})" : $"StateAt(ref {state}, {Range.Offset} + ({turn} * {Padded}))";
}

/// <summary>An integer in the state.</summary>
/// <param name="Name">Name of the field, and of the property.</param>
/// <param name="Summary">For its documentation; <see langword="null"/>: not public.</param>
/// <param name="Most">Its largest value, if it is public.</param>
internal sealed record StateCounter(string Name, string? Summary, int Most = 0)
{
    /// <summary>Expression of the integer in a state.</summary>
    public string In(string state = "state") => $"InState(ref {state}).{Name}";
}

/// <summary>Inputs in the state.</summary>
/// <param name="Keeping">Name of the runtime's <c>StatePart</c> method.</param>
/// <param name="Steps">Inputs, at most.</param>
/// <param name="Size">Floats of an input.</param>
/// <param name="Counter">Says where the newest one is.</param>
/// <param name="IsCounted">How many there are differs from state to state.</param>
internal sealed record StateQueue(string Keeping, int Steps, int Size, StateCounter Counter, bool IsCounted);

/// <summary>A hidden vector and its cell vector, if it has one.</summary>
internal sealed record HiddenPlan(StateVector Hidden, StateVector? Cell);

/// <summary>What every layer's plan says.</summary>
internal abstract record LayerPlan
{
    protected LayerPlan(LayerKind kind, LayerContext context, int outputSize, bool isStateful)
    {
        Kind = kind;
        Index = context.Index;
        Id = context.Id;
        InputSize = context.InputSize;
        OutputSize = outputSize;
        IsStateful = isStateful;
        IsReproducible = context.IsReproducible;
        Parameters = new Extent(context.Parameters.Start, context.Parameters.Taken);
        Packed = new Extent(context.Packed.Start, context.Packed.Taken);
        Tensors = new(context.Tensors);
        Initials = new(context.Initials);
        Vectors = new(context.Vectors);
        Counters = new(context.Counters);
        Hiddens = new(context.Hiddens);
    }

    public LayerKind Kind { get; }

    /// <summary>Position among the layers.</summary>
    public int Index { get; }

    /// <summary>Name in the emitted code: kind and number, <c>Lstm1</c>.</summary>
    public string Id { get; }

    public int InputSize { get; }

    public int OutputSize { get; }

    /// <summary>The output depends on earlier steps.</summary>
    public bool IsStateful { get; }

    /// <summary>Its output has the same bits on every processor.</summary>
    public bool IsReproducible { get; }

    /// <summary>Place in the parameter block.</summary>
    public Extent Parameters { get; }

    /// <summary>Place in the packed block.</summary>
    public Extent Packed { get; }

    public EquatableArray<TensorPlan> Tensors { get; }

    public EquatableArray<InitialPlan> Initials { get; }

    public EquatableArray<StateVector> Vectors { get; }

    public EquatableArray<StateCounter> Counters { get; }

    public EquatableArray<HiddenPlan> Hiddens { get; }

    /// <summary>Tokens of the vocabulary, if the layer reads token ids; otherwise 0.</summary>
    public virtual int Vocabulary => 0;

    /// <summary>Floats on the stack that a step of it takes, its output included.</summary>
    public virtual long ScratchLength => IsStateful ? 0 : OutputSize;

    /// <summary>The same for <see cref="PanelKernelPlan.Several"/> steps at once.</summary>
    public virtual long StepsScratchLength => PanelKernelPlan.Several * ScratchLength;

    /// <summary>The same for a step of <see cref="PanelKernelPlan.Several"/> streams.</summary>
    public virtual long StreamsScratchLength => PanelKernelPlan.Several * ScratchLength;

    /// <summary>Reads the sequence in both directions.</summary>
    public virtual bool IsBidirectional => false;

    /// <summary>Multiply-adds of one step.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>For the layer table: <c>LSTM(32)</c>.</summary>
    public abstract string Description { get; }

    /// <summary>What makes it this function of its weights, in words: a checkpoint is refused where another layer stands.</summary>
    public virtual string Signature => Description;

    /// <summary>The product gains enough from several time steps at once, each weight read once for all of them, to compute a sequence in fours.</summary>
    public virtual bool GainsFromRows => false;

    /// <summary>Several time steps at once can be computed layer by layer: no layer overwrites what a later layer has still to read.</summary>
    public virtual bool AllowsRows => true;

    /// <summary>A step of several streams reads the weights once for all of them; otherwise the streams take turns.</summary>
    public virtual bool StreamsShareWeights => false;

    /// <summary>The values that a step still reads while it writes its output: 0 is the model's input, k + 1 the output of layer k.</summary>
    public virtual IEnumerable<int> ReadWithOutput => [];

    /// <summary>Each value of the output replaces the ones that it was computed of, if they are in its place.</summary>
    public virtual bool IsElementWise => false;

    /// <summary>The output is the memory of the input.</summary>
    public virtual bool HandsOn => false;

    /// <summary>The equations of one step, for the emitted code.</summary>
    public abstract IReadOnlyList<string> Equations { get; }

    /// <summary>The statement that packs this layer's parameters into panels; <see langword="null"/>: nothing to pack.</summary>
    public virtual IEnumerable<PackPlan> Packing => [];
}

/// <summary>A call of the runtime's packing: into panels, or into rows of <paramref name="Stride"/> floats.</summary>
internal sealed record PackPlan(
    string Method, Extent Parameters, Extent Packed, int InputSize, int Units, EquatableArray<int> Panels, int? Stride = null);
