using System.Numerics;

namespace TinyRnn.Conformance.Reference;

/// <summary>What a recurrent layer names, as functions.</summary>
/// <param name="Gate">Of a gate's sum.</param>
/// <param name="Candidate">Of the candidate's sum.</param>
/// <param name="Cell">Of an LSTM's cell state in h.</param>
/// <param name="Bounded">Of an LSTM's cell state before it is kept.</param>
/// <param name="IsCoupled">An LSTM's forget gate is 1 - i.</param>
internal sealed record CellFunctions<T>(Func<T, T> Gate, Func<T, T> Candidate, Func<T, T> Cell, Func<T, T> Bounded, bool IsCoupled)
    where T : IBinaryFloatingPointIeee754<T>
{
    public static CellFunctions<T> Of(Recurrent layer) => new(
        x => ScalarFunctions.Apply(layer.Gate, Within(layer.GateClip, x)),
        x => ScalarFunctions.Apply(layer.Candidate, Within(layer.GateClip, x)),
        c => ScalarFunctions.Apply(layer.Candidate, c),
        c => Within(layer.CellClip, c),
        layer.IsCoupled);

    private static T Within(float bound, T x) => bound == 0 ? x : T.Clamp(x, -T.CreateChecked(bound), T.CreateChecked(bound));
}
