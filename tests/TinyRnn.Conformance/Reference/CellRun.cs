using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Cells;

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

/// <summary>The forms that a cell has.</summary>
internal enum CellForm
{
    /// <summary>128 bits.</summary>
    Vector128,

    /// <summary>256 bits.</summary>
    Vector256,

    /// <summary>512 bits, constants loaded where they are used.</summary>
    Vector512,

    /// <summary>512 bits, constants that cells share.</summary>
    SharedConstants,
}

/// <summary>A method of <see cref="CellMath"/> over arrays: operand after operand, 16 lanes each.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Operands">What they are, in order.</param>
/// <param name="Results">Number of results.</param>
/// <param name="Run">Computes as many lanes as a vector has: form, first lane, operands, results.</param>
internal sealed record CellRun(string Name, Operand[] Operands, int Results, Action<CellForm, int, float[], float[]> Run)
{
    public const int Lanes = 16;

    public static readonly CellRun Lstm = new("LSTM cell", [Operand.Gate, Operand.Gate, Operand.Candidate, Operand.Gate, Operand.State], 2, RunLstm);

    public static readonly CellRun Gru = new("GRU cell", [Operand.Gate, Operand.Gate, Operand.Candidate, Operand.Candidate, Operand.State], 1, RunGru);

    public static readonly CellRun GruReset = new("GRU reset", [Operand.Gate, Operand.State], 1, RunReset);

    public static readonly CellRun GruUpdate = new("GRU update", [Operand.Gate, Operand.Candidate, Operand.State], 1, RunUpdate);

    public static readonly CellRun RnnTanh = new("RNN cell", [Operand.Candidate], 1, RunRnn);

    public static IReadOnlyList<CellRun> All => [Lstm, Gru, GruReset, GruUpdate, RnnTanh];

    public static IReadOnlyList<CellForm> Forms { get; } = Enum.GetValues<CellForm>();

    /// <summary>The results of all lanes, computed in one form.</summary>
    public float[] At(CellForm form, float[] x)
    {
        int lanes = form switch { CellForm.Vector128 => 4, CellForm.Vector256 => 8, _ => 16 };
        float[] y = new float[Results * Lanes];
        for (int first = 0; first < Lanes; first += lanes)
            Run(form, first, x, y);
        return y;
    }

    private static void RunLstm(CellForm form, int first, float[] x, float[] y)
    {
        switch (form)
        {
            case CellForm.Vector128:
                Vector128<float> narrow = CellMath.LstmCell(V128(x, 0, first), V128(x, 1, first), V128(x, 2, first), V128(x, 4, first));
                CellMath.LstmHidden(V128(x, 3, first), ref narrow).CopyTo(y, first);
                narrow.CopyTo(y, Lanes + first);
                break;
            case CellForm.Vector256:
                Vector256<float> half = CellMath.LstmCell(V256(x, 0, first), V256(x, 1, first), V256(x, 2, first), V256(x, 4, first));
                CellMath.LstmHidden(V256(x, 3, first), ref half).CopyTo(y, first);
                half.CopyTo(y, Lanes + first);
                break;
            case CellForm.Vector512:
                Vector512<float> whole = CellMath.LstmCell(V512(x, 0, first), V512(x, 1, first), V512(x, 2, first), V512(x, 4, first));
                CellMath.LstmHidden(V512(x, 3, first), ref whole).CopyTo(y, first);
                whole.CopyTo(y, Lanes + first);
                break;
            default:
                Vector512<float> shared = CellMath.LstmCell(V512(x, 0, first), V512(x, 1, first), V512(x, 2, first), V512(x, 4, first), new());
                CellMath.LstmHidden(V512(x, 3, first), ref shared, new()).CopyTo(y, first);
                shared.CopyTo(y, Lanes + first);
                break;
        }
    }

    private static void RunGru(CellForm form, int first, float[] x, float[] y)
    {
        switch (form)
        {
            case CellForm.Vector128:
                CellMath.GruUpdate(V128(x, 1, first), CellMath.GruCandidate(V128(x, 0, first), V128(x, 2, first), V128(x, 3, first)), V128(x, 4, first))
                    .CopyTo(y, first);
                break;
            case CellForm.Vector256:
                CellMath.GruUpdate(V256(x, 1, first), CellMath.GruCandidate(V256(x, 0, first), V256(x, 2, first), V256(x, 3, first)), V256(x, 4, first))
                    .CopyTo(y, first);
                break;
            case CellForm.Vector512:
                CellMath.GruUpdate(V512(x, 1, first), CellMath.GruCandidate(V512(x, 0, first), V512(x, 2, first), V512(x, 3, first)), V512(x, 4, first))
                    .CopyTo(y, first);
                break;
            default:
                CellMath.GruUpdate(
                    V512(x, 1, first), CellMath.GruCandidate(V512(x, 0, first), V512(x, 2, first), V512(x, 3, first), new()), V512(x, 4, first),
                    new()).CopyTo(y, first);
                break;
        }
    }

    private static void RunReset(CellForm form, int first, float[] x, float[] y)
    {
        switch (form)
        {
            case CellForm.Vector128:
                CellMath.GruReset(V128(x, 0, first), V128(x, 1, first)).CopyTo(y, first);
                break;
            case CellForm.Vector256:
                CellMath.GruReset(V256(x, 0, first), V256(x, 1, first)).CopyTo(y, first);
                break;
            case CellForm.Vector512:
                CellMath.GruReset(V512(x, 0, first), V512(x, 1, first)).CopyTo(y, first);
                break;
            default:
                CellMath.GruReset(V512(x, 0, first), V512(x, 1, first), new()).CopyTo(y, first);
                break;
        }
    }

    private static void RunUpdate(CellForm form, int first, float[] x, float[] y)
    {
        switch (form)
        {
            case CellForm.Vector128:
                CellMath.GruUpdate(V128(x, 0, first), V128(x, 1, first), V128(x, 2, first)).CopyTo(y, first);
                break;
            case CellForm.Vector256:
                CellMath.GruUpdate(V256(x, 0, first), V256(x, 1, first), V256(x, 2, first)).CopyTo(y, first);
                break;
            case CellForm.Vector512:
                CellMath.GruUpdate(V512(x, 0, first), V512(x, 1, first), V512(x, 2, first)).CopyTo(y, first);
                break;
            default:
                CellMath.GruUpdate(V512(x, 0, first), V512(x, 1, first), V512(x, 2, first), new()).CopyTo(y, first);
                break;
        }
    }

    private static void RunRnn(CellForm form, int first, float[] x, float[] y)
    {
        switch (form)
        {
            case CellForm.Vector128:
                CellMath.RnnTanh(V128(x, 0, first)).CopyTo(y, first);
                break;
            case CellForm.Vector256:
                CellMath.RnnTanh(V256(x, 0, first)).CopyTo(y, first);
                break;
            case CellForm.Vector512:
                CellMath.RnnTanh(V512(x, 0, first)).CopyTo(y, first);
                break;
            default:
                CellMath.RnnTanh(V512(x, 0, first), new()).CopyTo(y, first);
                break;
        }
    }

    private static Vector128<float> V128(float[] x, int operand, int first) => Vector128.Create(x, (operand * Lanes) + first);

    private static Vector256<float> V256(float[] x, int operand, int first) => Vector256.Create(x, (operand * Lanes) + first);

    private static Vector512<float> V512(float[] x, int operand, int first) => Vector512.Create(x, (operand * Lanes) + first);
}
