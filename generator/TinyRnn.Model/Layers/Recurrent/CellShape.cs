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
    /// <summary>The gates' function.</summary>
    public Activation Gate { get; private init; } = Activation.Sigmoid;

    /// <summary>The candidate's function, and that of an LSTM's cell state.</summary>
    public Activation Candidate { get; private init; } = Activation.Tanh;

    /// <summary>Its functions are others than sigmoid and tanh, so that nothing of them is folded into weights or into one another.</summary>
    public bool HasOwnFunctions => Gate != Activation.Sigmoid || Candidate != Activation.Tanh;

    /// <summary>The same cell with other functions.</summary>
    public CellShape With(CellFunctions functions)
    {
        CellShape shape = this with { Gate = functions.Gate, Candidate = functions.Candidate };
        if (!shape.HasOwnFunctions)
            return this;
        List<string> words = [];
        if (functions.Gate != Activation.Sigmoid)
            words.Add(functions.Gate.ToString().ToLowerInvariant() + " gates");
        if (functions.Candidate != Activation.Tanh)
            words.Add(functions.Candidate.ToString().ToLowerInvariant());
        return shape with { Sigmoids = default, Title = $"{Title} with {string.Join(", ", words)}" };
    }

    /// <summary>The same cell without biases.</summary>
    public CellShape WithoutBias() => this with { BiasGates = 0, SummedBiases = 0 };
}
