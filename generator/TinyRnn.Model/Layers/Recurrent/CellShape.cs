namespace TinyRnn.Model.Layers.Recurrent;

/// <summary>The point-wise half of a recurrent layer.</summary>
internal enum CellKind
{
    Lstm,
    LstmPeephole,
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
    /// <summary>The same cell without biases.</summary>
    public CellShape WithoutBias() => this with { BiasGates = 0, SummedBiases = 0 };
}
