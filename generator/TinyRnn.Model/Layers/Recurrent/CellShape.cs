namespace TinyRnn.Model.Layers.Recurrent;

/// <summary>The point-wise half of a recurrent layer.</summary>
internal enum CellKind
{
    Lstm,
    GruResetAfter,
    GruResetBefore,
    RnnTanh,
    RnnRelu,
}

/// <summary>What tells one kind of cell from another, in numbers.</summary>
/// <param name="Kind">What follows the product.</param>
/// <param name="Title">For tables and comments: <c>LSTM</c>.</param>
/// <param name="Gates">Gates in weight_ih and weight_hh.</param>
/// <param name="BiasGates">Gates in the bias of the parameter block.</param>
/// <param name="HasCell">There is a cell state beside the hidden state.</param>
/// <param name="RecurrentBiasRole">What the file's bias_hh is to the parameter block's bias.</param>
/// <param name="PackMethod">The runtime's packing.</param>
internal sealed record CellShape(
    CellKind Kind, string Title, int Gates, int BiasGates, bool HasCell, string RecurrentBiasRole, string PackMethod);
