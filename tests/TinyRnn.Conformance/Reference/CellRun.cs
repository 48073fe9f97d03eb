using System.Runtime.Intrinsics;
using TinyRnn.Runtime;

namespace TinyRnn.Conformance.Reference;

/// <summary>What an operand of a cell is.</summary>
internal enum Operand
{
    /// <summary>A scaled sum, which a sigmoid follows.</summary>
    Gate,

    /// <summary>A sum, which a tanh follows.</summary>
    Candidate,

    /// <summary>Of the step before.</summary>
    State,
}

/// <summary>A method of <see cref="Cells"/> over arrays: operand after operand, 16 lanes each.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Operands">What they are, in order.</param>
/// <param name="Results">Number of results.</param>
/// <param name="Run">Computes as many lanes as a vector has: lanes, first lane, operands, results.</param>
internal sealed record CellRun(string Name, Operand[] Operands, int Results, Action<int, int, float[], float[]> Run)
{
    public const int Lanes = 16;

    public static readonly CellRun Lstm = new("LSTM cell", [Operand.Gate, Operand.Gate, Operand.Candidate, Operand.Gate, Operand.State], 2, RunLstm);

    public static readonly CellRun Gru = new("GRU cell", [Operand.Gate, Operand.Gate, Operand.Candidate, Operand.Candidate, Operand.State], 1, RunGru);

    public static readonly CellRun GruReset = new("GRU reset", [Operand.Gate, Operand.State], 1, RunReset);

    public static readonly CellRun GruUpdate = new("GRU update", [Operand.Gate, Operand.Candidate, Operand.State], 1, RunUpdate);

    public static IReadOnlyList<CellRun> All => [Lstm, Gru, GruReset, GruUpdate];

    /// <summary>The results of all lanes, computed with vectors of so many.</summary>
    public float[] At(int lanes, float[] x)
    {
        float[] y = new float[Results * Lanes];
        for (int first = 0; first < Lanes; first += lanes)
            Run(lanes, first, x, y);
        return y;
    }

    private static void RunLstm(int lanes, int first, float[] x, float[] y)
    {
        if (lanes == 4)
        {
            Vector128<float> cell = Cells.LstmCell(V128(x, 0, first), V128(x, 1, first), V128(x, 2, first), V128(x, 4, first));
            Cells.LstmHidden(V128(x, 3, first), ref cell).CopyTo(y, first);
            cell.CopyTo(y, Lanes + first);
        }
        else if (lanes == 8)
        {
            Vector256<float> cell = Cells.LstmCell(V256(x, 0, first), V256(x, 1, first), V256(x, 2, first), V256(x, 4, first));
            Cells.LstmHidden(V256(x, 3, first), ref cell).CopyTo(y, first);
            cell.CopyTo(y, Lanes + first);
        }
        else
        {
            Vector512<float> cell = Cells.LstmCell(V512(x, 0, first), V512(x, 1, first), V512(x, 2, first), V512(x, 4, first), new());
            Cells.LstmHidden(V512(x, 3, first), ref cell, new()).CopyTo(y, first);
            cell.CopyTo(y, Lanes + first);
        }
    }

    private static void RunGru(int lanes, int first, float[] x, float[] y)
    {
        if (lanes == 4)
            Cells.GruUpdate(V128(x, 1, first), Cells.GruCandidate(V128(x, 0, first), V128(x, 2, first), V128(x, 3, first)), V128(x, 4, first)).CopyTo(y, first);
        else if (lanes == 8)
            Cells.GruUpdate(V256(x, 1, first), Cells.GruCandidate(V256(x, 0, first), V256(x, 2, first), V256(x, 3, first)), V256(x, 4, first)).CopyTo(y, first);
        else
            Cells.GruUpdate(V512(x, 1, first), Cells.GruCandidate(V512(x, 0, first), V512(x, 2, first), V512(x, 3, first), new()), V512(x, 4, first), new()).CopyTo(y, first);
    }

    private static void RunReset(int lanes, int first, float[] x, float[] y)
    {
        if (lanes == 4)
            Cells.GruReset(V128(x, 0, first), V128(x, 1, first)).CopyTo(y, first);
        else if (lanes == 8)
            Cells.GruReset(V256(x, 0, first), V256(x, 1, first)).CopyTo(y, first);
        else
            Cells.GruReset(V512(x, 0, first), V512(x, 1, first), new()).CopyTo(y, first);
    }

    private static void RunUpdate(int lanes, int first, float[] x, float[] y)
    {
        if (lanes == 4)
            Cells.GruUpdate(V128(x, 0, first), V128(x, 1, first), V128(x, 2, first)).CopyTo(y, first);
        else if (lanes == 8)
            Cells.GruUpdate(V256(x, 0, first), V256(x, 1, first), V256(x, 2, first)).CopyTo(y, first);
        else
            Cells.GruUpdate(V512(x, 0, first), V512(x, 1, first), V512(x, 2, first), new()).CopyTo(y, first);
    }

    private static Vector128<float> V128(float[] x, int operand, int first) => Vector128.Create(x, (operand * Lanes) + first);

    private static Vector256<float> V256(float[] x, int operand, int first) => Vector256.Create(x, (operand * Lanes) + first);

    private static Vector512<float> V512(float[] x, int operand, int first) => Vector512.Create(x, (operand * Lanes) + first);
}
