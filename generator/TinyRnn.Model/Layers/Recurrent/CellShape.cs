using System.Globalization;

namespace TinyRnn.Model.Layers.Recurrent;

/// <summary>The point-wise half of a recurrent layer.</summary>
internal enum CellKind
{
    Lstm,
    LstmPeephole,

    /// <summary>An LSTM whose forget gate is 1 - i, with peepholes or without.</summary>
    LstmCoupled,
    GruResetAfter,
    GruResetBefore,
    RnnTanh,
    RnnRelu,
}

/// <summary>What tells one kind of cell from another, in numbers.</summary>
/// <param name="Kind">What follows the product.</param>
/// <param name="Title">For tables and comments: <c>LSTM</c>.</param>
/// <param name="Gates">Gates in weight_ih and weight_hh.</param>
/// <param name="BiasGates">Gates in the bias of the parameter block; 0: there is none.</param>
/// <param name="HasCell">There is a cell state beside the hidden state.</param>
/// <param name="SummedBiases">Leading gates whose two biases of PyTorch, bias_ih and bias_hh, are kept as their sum; the others' stand apart.</param>
/// <param name="Sigmoids">Gates that a sigmoid follows.</param>
/// <param name="Peepholes">Gates that also see the cell state, each unit its own, by a weight for each unit.</param>
internal sealed record CellShape(
    CellKind Kind, string Title, int Gates, int BiasGates, bool HasCell, int SummedBiases, EquatableArray<string> Sigmoids = default,
    EquatableArray<string> Peepholes = default)
{
    /// <summary>The functions of the gates, of the candidate and of an LSTM's cell state, and what bounds them.</summary>
    public CellFunctions Functions { get; private init; } = CellFunctions.Default;

    /// <summary>An LSTM's forget gate is 1 - i, and no gate of its own.</summary>
    public bool IsCoupled => Kind == CellKind.LstmCoupled;

    /// <summary>It is not one of the usual cells, so that nothing of its functions is folded into weights or into one another.</summary>
    public bool IsFree => Functions != CellFunctions.Default || IsCoupled;

    /// <summary>The same cell with other functions.</summary>
    public CellShape With(CellFunctions functions)
    {
        CellShape shape = this with { Functions = functions };
        if (!shape.IsFree)
            return this;
        List<string> words = [];
        if (functions.Gate != Activation.Sigmoid)
            words.Add(functions.Gate.ToString().ToLowerInvariant() + " gates");
        if (functions.Candidate != Activation.Tanh)
            words.Add(functions.Candidate.ToString().ToLowerInvariant());
        return shape with { Sigmoids = default, Title = words.Count == 0 ? Title : $"{Title} with {string.Join(", ", words)}" };
    }

    /// <summary>What bounds it, in words: <c>, cell within 3</c>.</summary>
    public string Bounds =>
        (Functions.GateClip is { } sums ? $", sums within {Number(sums)}" : "") + (Functions.CellClip is { } cell ? $", cell within {Number(cell)}" : "");

    private static string Number(float number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>All of h_t is in [-1, 1] if h_{t-1} is: a product of numbers that are, or an average of such.</summary>
    public bool IsBounded => Kind != CellKind.RnnRelu && Functions.Candidate != Activation.Relu;

    /// <summary>The same cell without biases.</summary>
    public CellShape WithoutBias() => this with { BiasGates = 0, SummedBiases = 0 };
}
