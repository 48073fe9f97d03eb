using System.Globalization;

namespace TinyRnn.Formats;

/// <summary>Cells of recurrent layers.</summary>
public enum CellKind
{
    /// <summary>h' = f(W x + U h + b).</summary>
    Rnn,

    /// <summary>Gates r, z and candidate n.</summary>
    Gru,

    /// <summary>Gates i, f, g, o.</summary>
    Lstm,
}

/// <summary>The weights of one direction. Gates in the order i, f, g, o (LSTM), r, z, n (GRU).</summary>
/// <param name="InputWeights">[G * H, I].</param>
/// <param name="HiddenWeights">[G * H, H], or [G * H, P] with a projection.</param>
/// <param name="InputBias">[G * H]; none: zeros. A file's single bias stands here.</param>
/// <param name="RecurrentBias">[G * H]; none: zeros.</param>
public sealed record DirectionWeights(SourceTensor InputWeights, SourceTensor HiddenWeights, SourceTensor? InputBias, SourceTensor? RecurrentBias)
{
    /// <summary>LSTM only: the cell's weights in the gates, [3, H], for i, f, o.</summary>
    public SourceTensor? Peepholes { get; init; }

    /// <summary>LSTM only: h = W o f(c), [P, H]; none: h = o f(c).</summary>
    public SourceTensor? Projection { get; init; }

    /// <summary>h of a fresh stream, [H], or [P] with a projection; none: zeros.</summary>
    public SourceTensor? InitialHidden { get; init; }

    /// <summary>c of a fresh stream, [H]; none: zeros.</summary>
    public SourceTensor? InitialCell { get; init; }

    /// <summary>The gates' function: i, f, o of an LSTM, r and z of a GRU.</summary>
    public SourceActivation Gate { get; init; } = SourceActivation.Sigmoid;

    /// <summary>The candidate's function: g of an LSTM, n of a GRU, h of an RNN.</summary>
    public SourceActivation Candidate { get; init; } = SourceActivation.Tanh;

    /// <summary>LSTM only: the function of the cell in h = o f(c).</summary>
    public SourceActivation CellOutput { get; init; } = SourceActivation.Tanh;
}

/// <summary>A recurrent layer over the whole sequence; with two directions its output is [forward, backward].</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Directions">Forward, or forward and backward.</param>
public sealed record RecurrentNode(string Name, IReadOnlyList<int> Inputs, CellKind Cell, IReadOnlyList<DirectionWeights> Directions) : SourceNode(Name, Inputs)
{
    /// <summary>GRU only: <see langword="true"/> (PyTorch): n = f(W x + b + r (U h + b')); <see langword="false"/>: n = f(W x + U (r h) + b + b').</summary>
    public bool ResetAfter { get; init; } = true;

    /// <summary>Reads the sequence backwards, with one direction; its output is in the order of time.</summary>
    public bool IsReverse { get; init; }

    /// <summary>LSTM only: f = 1 - i; the weights of f are there and have no effect.</summary>
    public bool CouplesGates { get; init; }

    /// <summary>Bound of the gates before their functions; 0: none.</summary>
    public float GateClip { get; init; }

    /// <summary>Bound of the cell; 0: none.</summary>
    public float CellClip { get; init; }

    /// <summary>Units H of the cell.</summary>
    public int Units => Directions[0].HiddenWeights.Shape[0] / Gates;

    /// <summary>Numbers of h: H, or P with a projection.</summary>
    public int HiddenSize => Directions[0].HiddenWeights.Shape[1];

    /// <summary>Gates of the cell.</summary>
    public int Gates => Cell switch
    {
        CellKind.Lstm => 4,
        CellKind.Gru => 3,
        _ => 1,
    };

    /// <inheritdoc/>
    public override string Kind => (Cell switch
    {
        CellKind.Lstm => "LSTM",
        CellKind.Gru => "GRU",
        _ => "RNN",
    }) + (Directions.Count == 2 ? ", bidirectional" : IsReverse ? ", reverse" : "");

    /// <inheritdoc/>
    public override int Size => HiddenSize * Directions.Count;

    /// <inheritdoc/>
    public override string Options => Cell == CellKind.Gru && !ResetAfter ? "reset before"
        : Directions[0].Projection is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(Units, "unit")}, projected");

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => Directions.SelectMany(All);

    private static IEnumerable<SourceTensor> All(DirectionWeights weights) =>
        new[] { weights.InputWeights, weights.HiddenWeights, weights.InputBias, weights.RecurrentBias, weights.Peepholes, weights.Projection,
            weights.InitialHidden, weights.InitialCell }.OfType<SourceTensor>();
}
