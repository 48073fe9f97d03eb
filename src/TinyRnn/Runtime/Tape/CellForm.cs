using System.ComponentModel;

namespace TinyRnn.Runtime.Tape;

/// <summary>What a cell has that the usual ones have not. For emitted code.</summary>
/// <param name="gate">Function of the gates.</param>
/// <param name="candidate">Function of the candidate and of an LSTM's cell state.</param>
/// <param name="gateClip">Bound of what goes into the functions of the gates and of the candidate; infinity: none.</param>
/// <param name="cellClip">Bound of an LSTM's cell state; infinity: none.</param>
/// <param name="isCoupled">An LSTM's forget gate is 1 - i: there are three gates, i, g and o.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CellForm(Activation gate, Activation candidate, float gateClip, float cellClip, bool isCoupled)
{
    internal Activation Gate => gate;

    internal Activation Candidate => candidate;

    internal float GateClip => gateClip;

    internal float CellClip => cellClip;

    internal bool IsCoupled => isCoupled;

    /// <summary>Its functions are sigmoid and tanh, of sums without a bound.</summary>
    internal bool HasStandardFunctions => gate == Activation.Sigmoid && candidate == Activation.Tanh && float.IsPositiveInfinity(gateClip);

    /// <summary>Gates of an LSTM.</summary>
    internal int LstmGates => isCoupled ? 3 : 4;
}
