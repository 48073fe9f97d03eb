namespace TinyRnn.Formats;

/// <summary>
/// One operation on a whole sequence: it takes [T, features] of each of its inputs and gives [T / <see cref="StepsPerOutput"/>, <see cref="Size"/>] (or
/// [1, Size], after <see cref="LastStepNode"/>).
/// </summary>
/// <param name="Name">What the file calls it; unique in a model.</param>
/// <param name="Inputs">Places of its inputs among the model's nodes; <see cref="ModelInput"/> is the model's input.</param>
public abstract record SourceNode(string Name, IReadOnlyList<int> Inputs)
{
    /// <summary>The place that stands for the model's input.</summary>
    public const int ModelInput = -1;

    /// <summary>What it is, for messages and tables: "LSTM".</summary>
    public abstract string Kind { get; }

    /// <summary>Features that it gives a step.</summary>
    public abstract int Size { get; }

    /// <summary>
    /// Steps of its input from one of its outputs to the next; an output is there at the last of so many, and steps that are left over give none.
    /// </summary>
    public virtual int StepsPerOutput => 1;

    /// <summary>Its sizes and options in words for tables and messages.</summary>
    public virtual string Options => "";

    /// <summary>All its tensors.</summary>
    public virtual IEnumerable<SourceTensor> Tensors => [];
}

/// <summary>y = W x + b.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Weights">[O, I].</param>
/// <param name="Bias">[O]; none: zeros.</param>
public sealed record DenseNode(string Name, IReadOnlyList<int> Inputs, SourceTensor Weights, SourceTensor? Bias) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Dense";

    /// <inheritdoc/>
    public override int Size => Weights.Shape[0];

    /// <inheritdoc/>
    public override string Options => Bias is null ? "no bias" : "";

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => Bias is null ? [Weights] : [Weights, Bias];
}

/// <summary>
/// A causal convolution along the steps: y_t[o] = b[o] + sum_k sum_i W[o, i, k] x_{t - (K - 1 - k) dilation}[i], with zeros before the first step; i runs over
/// the inputs of o's group. With a stride S only y_{S - 1}, y_{2 S - 1}, ... are there.
/// </summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Weights">[O, I / groups, K].</param>
/// <param name="Bias">[O]; none: zeros.</param>
/// <param name="Dilation">Steps from one that is seen to the next.</param>
/// <param name="Groups">Groups, which divide inputs and outputs.</param>
/// <param name="Stride">Steps from one output to the next, S.</param>
public sealed record ConvNode(
    string Name, IReadOnlyList<int> Inputs, SourceTensor Weights, SourceTensor? Bias, int Dilation, int Groups, int Stride = 1) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override int StepsPerOutput => Stride;

    /// <summary>Steps that an output sees.</summary>
    public int Kernel => Weights.Shape[2];

    /// <inheritdoc/>
    public override string Kind => "Conv1D";

    /// <inheritdoc/>
    public override int Size => Weights.Shape[0];

    /// <inheritdoc/>
    public override string Options =>
        $"causal, kernel {Kernel}, dilation {Dilation}, {(Stride > 1 ? $"stride {Stride}, " : "")}groups {Groups}{(Bias is null ? ", no bias" : "")}";

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => Bias is null ? [Weights] : [Weights, Bias];
}

/// <summary>
/// A convolution along the positions of one step, without a memory: y[p, o] = b[o] + sum_k sum_c W[o, c, k] x[p stride + k - left, c]. A step is positions of
/// channels, position after position, and so is what comes out.
/// </summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Weights">[O, C, K].</param>
/// <param name="Bias">[O]; none: zeros.</param>
/// <param name="InputPositions">Positions of a step, without padding.</param>
/// <param name="Stride">Positions from one output's first to the next.</param>
/// <param name="PadLeft">Positions of padding in front.</param>
/// <param name="PadRight">Positions of padding behind.</param>
/// <param name="IsReflected">The padding is mirrored at the first and the last position, which are not repeated; otherwise it is zeros.</param>
public sealed record FrameConvNode(
    string Name, IReadOnlyList<int> Inputs, SourceTensor Weights, SourceTensor? Bias, int InputPositions, int Stride, int PadLeft, int PadRight,
    bool IsReflected) : SourceNode(Name, Inputs)
{
    /// <summary>Positions that an output sees.</summary>
    public int Kernel => Weights.Shape[2];

    /// <summary>Channels of an input position.</summary>
    public int InputChannels => Weights.Shape[1];

    /// <summary>Channels of an output position.</summary>
    public int Channels => Weights.Shape[0];

    /// <summary>Output positions.</summary>
    public int Positions => ((InputPositions + PadLeft + PadRight - Kernel) / Stride) + 1;

    /// <inheritdoc/>
    public override string Kind => "FrameConv1D";

    /// <inheritdoc/>
    public override int Size => Positions * Channels;

    /// <inheritdoc/>
    public override string Options =>
        $"inside a step, {Counted.Of(InputPositions, "position")} of {InputChannels} to {Positions} of {Channels}, kernel {Kernel}, stride {Stride}"
        + (PadLeft + PadRight == 0 ? "" : $", {(IsReflected ? "reflected" : "zeros")} {PadLeft} before and {PadRight} behind")
        + (Bias is null ? ", no bias" : "");

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => Bias is null ? [Weights] : [Weights, Bias];
}

/// <summary>Magnitudes of complex numbers: of each position's real parts and then imaginary ones, sqrt(re^2 + im^2).</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Positions">Positions of a step.</param>
/// <param name="Bins">Complex numbers of a position.</param>
public sealed record MagnitudeNode(string Name, IReadOnlyList<int> Inputs, int Positions, int Bins) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Magnitude";

    /// <inheritdoc/>
    public override int Size => Positions * Bins;

    /// <inheritdoc/>
    public override string Options => $"{Counted.Of(Positions, "position")} of {Bins}";
}

/// <summary>The mean over the positions of a step, of each channel.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Positions">Positions of a step.</param>
/// <param name="Channels">Channels of a position.</param>
public sealed record FrameMeanNode(string Name, IReadOnlyList<int> Inputs, int Positions, int Channels) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "FrameMean";

    /// <inheritdoc/>
    public override int Size => Channels;

    /// <inheritdoc/>
    public override string Options => $"over {Counted.Of(Positions, "position")} of {Channels}";
}

/// <summary>The last values of the step before and then this step: y_t = [end of x_{t-1}, x_t], zeros before the first step.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Values">Values of the step before.</param>
/// <param name="InputSize">Values of a step.</param>
public sealed record ContextNode(string Name, IReadOnlyList<int> Inputs, int Values, int InputSize) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Context";

    /// <inheritdoc/>
    public override int Size => Values + InputSize;

    /// <inheritdoc/>
    public override string Options => $"the last {Values} of the step before";
}

/// <summary>A row of a table for each token id.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Table">[V, E].</param>
public sealed record EmbeddingNode(string Name, IReadOnlyList<int> Inputs, SourceTensor Table) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Embedding";

    /// <inheritdoc/>
    public override int Size => Table.Shape[1];

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => [Table];
}

/// <summary>A token id as a vector that is 1 at the id and 0 elsewhere.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Vocabulary">Tokens.</param>
public sealed record OneHotNode(string Name, IReadOnlyList<int> Inputs, int Vocabulary) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "OneHot";

    /// <inheritdoc/>
    public override int Size => Vocabulary;
}

/// <summary>y_k = scale_k x_k + shift_k: batch normalisation, gains, normalised inputs.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Scale">[C].</param>
/// <param name="Shift">[C].</param>
public sealed record ScaleShiftNode(string Name, IReadOnlyList<int> Inputs, SourceTensor Scale, SourceTensor Shift) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "ScaleShift";

    /// <inheritdoc/>
    public override int Size => Scale.Count;

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => [Scale, Shift];
}

/// <summary>Values <paramref name="First"/> to First + Count - 1 of each step.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="First">First value.</param>
/// <param name="Count">Number of values.</param>
public sealed record SliceNode(string Name, IReadOnlyList<int> Inputs, int First, int Count) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Slice";

    /// <inheritdoc/>
    public override int Size => Count;

    /// <inheritdoc/>
    public override string Options => $"values {First} to {First + Count - 1}";
}

/// <summary>How a <see cref="CombineNode"/> joins its inputs.</summary>
public enum Combination
{
    /// <summary>Value by value; all of one size.</summary>
    Add,

    /// <summary>Value by value; all of one size.</summary>
    Multiply,

    /// <summary>Side by side.</summary>
    Concatenate,
}

/// <summary>Two or more inputs joined.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="How">How they are joined.</param>
/// <param name="Features">Features that it gives.</param>
public sealed record CombineNode(string Name, IReadOnlyList<int> Inputs, Combination How, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => How.ToString();

    /// <inheritdoc/>
    public override int Size => Features;
}

/// <summary>Both meanings of "the last step" of a sequence.</summary>
public enum LastStepKind
{
    /// <summary>The output of step T - 1.</summary>
    LastOutput,

    /// <summary>The final state of each direction: forward after step T - 1, backward after step 0 (only after a recurrent node).</summary>
    FinalStates,
}

/// <summary>One step of a sequence: what a many-to-one head reads.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="What">Which step.</param>
/// <param name="Features">Features that it gives.</param>
public sealed record LastStepNode(string Name, IReadOnlyList<int> Inputs, LastStepKind What, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "LastStep";

    /// <inheritdoc/>
    public override int Size => Features;

    /// <inheritdoc/>
    public override string Options => What == LastStepKind.LastOutput ? "output of the last step" : "final state of each direction";
}

/// <summary>An operation that is read, and that this library has no layer for. It says why, and stands in the model so that tables show it.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Operator">What the file calls it: "Conv1D".</param>
/// <param name="Features">Features that it gives a step; 0 if that is not known.</param>
/// <param name="Details">Sizes and options in words.</param>
/// <param name="Numbers">Its tensors.</param>
public sealed record OtherNode(string Name, IReadOnlyList<int> Inputs, string Operator, int Features, string Details, IReadOnlyList<SourceTensor> Numbers)
    : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => Operator;

    /// <inheritdoc/>
    public override int Size => Features;

    /// <inheritdoc/>
    public override string Options => Details;

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => Numbers;
}
