using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>The functions of a cell in training: of its gates, and of its candidate.</summary>
internal interface ICellFunctions
{
    TFloats Gate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;

    /// <summary>The gate's derivative: <paramref name="y"/> is its result.</summary>
    TFloats GateSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats>;

    TFloats Candidate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;

    /// <summary>The candidate's derivative: <paramref name="y"/> is its result.</summary>
    TFloats CandidateSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats>;

    /// <summary>What of an LSTM's cell state is shown: the candidate's function, of no sum that could be bounded.</summary>
    TFloats Cell<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;

    /// <summary>Its derivative: <paramref name="y"/> is its result.</summary>
    TFloats CellSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats>;
}
