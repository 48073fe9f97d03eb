using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Cells;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Conformance;

/// <summary>The cells against their equations in double precision, within the bounds that <see cref="CellMath"/> documents.</summary>
internal static class CellChecks
{
    private const int Lanes = CellRun.Lanes;

    /// <summary>A state nearer to 0 may be 0.</summary>
    private static readonly double Silence = Math.ScaleB(1, -63);

    // Of gates and candidates before the scaling; the cell holds a sigmoid from 2^-63 on.
    private static readonly float[] s_grid = [-50, -43.7f, -20, -8, -3, -1, -0.25f, 0, 0.1f, 0.5f, 2, 7.9f, 30, 50];
    private static readonly float[] s_states = [-40, -1, -0.3f, -1E-6f, 0, 1E-30f, 0.01f, 0.7f, 1, 12];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("LSTM cell: the documented errors hold on a grid", () => Grid(CellRun.Lstm, CheckLstm)),
        new("LSTM cell: the documented errors hold for random inputs", () => Noise(CellRun.Lstm, CheckLstm)),
        new("GRU update: the documented error holds on a grid", () => Grid(CellRun.GruUpdate, CheckUpdate)),
        new("GRU update: the documented error holds for random inputs", () => Noise(CellRun.GruUpdate, CheckUpdate)),
        new("GRU reset: the documented error holds for gates at a stride through all floats", ResetSweep),
        new("GRU reset: the documented error holds for random inputs", () => Noise(CellRun.GruReset, CheckReset)),
        new("GRU cell is its reset, a sum and its update, bit by bit", () => Noise(CellRun.Gru, CheckGru)),
        new("RNN cell: the documented error holds for random inputs", () => Noise(CellRun.RnnTanh, CheckRnn)),
        .. CellRun.All.Select(cell => new Check($"{cell.Name}: the same bits in every form", () => Noise(cell, (_, x, y) => SameBits(cell, x, y)))),
        .. CellRun.All.Select(cell => new Check($"{cell.Name}: NaN in any input gives NaN in its lane only", () => NaN(cell))),
        .. CellRun.All.Select(cell => new Check($"{cell.Name}: a state of zeros stays exactly zero whatever the gates", () => Zeros(cell))),
        new("LSTM cell: infinite gates and candidates saturate", () => Infinities(CellRun.Lstm, CheckLstm)),
        new("GRU update: infinite gates and candidates saturate", () => Infinities(CellRun.GruUpdate, CheckUpdate)),
        new("GRU reset: infinite gates saturate", () => Infinities(CellRun.GruReset, CheckReset)),
        new("RNN cell: infinite sums saturate", () => Infinities(CellRun.RnnTanh, CheckRnn)),
        new("LSTM cell: a tiny state keeps its relative accuracy until it is 0", TinyState),
    ];

    private delegate void Checking(CellRun cell, float[] x, float[] y);

    private static double CellBound => InstructionSet.HasFma ? 11.7 : 12.6;

    private static double HiddenBound => InstructionSet.HasFma ? 11.2 : 12.1;

    private static double ResetBound => InstructionSet.HasFma ? 5.5 : 5.6;

    // The documented error of VectorMath.Tanh.
    private static double TanhBound => InstructionSet.HasFma ? 5.0 : 5.8;

    private static double UpdateBound => InstructionSet.HasFma ? 7.7 : 9.5;

    private static void CheckLstm(CellRun cell, float[] x, float[] y)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            double kept = Sigmoid(x[Lanes + lane]) * x[(4 * Lanes) + lane];
            double written = Sigmoid(x[lane]) * Math.Tanh(x[(2 * Lanes) + lane]);
            Within(CellBound, kept + written, y[Lanes + lane], Math.Abs(kept) + Math.Abs(written), "c", cell, x, lane);
            double hidden = Sigmoid(x[(3 * Lanes) + lane]) * Math.Tanh(y[Lanes + lane]);
            Within(HiddenBound, hidden, y[lane], hidden, "h", cell, x, lane);
        }
    }

    private static void CheckReset(CellRun cell, float[] x, float[] y)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            double expected = Sigmoid(x[lane]) * x[Lanes + lane];
            Within(ResetBound, expected, y[lane], expected, "r * h", cell, x, lane);
        }
    }

    private static void CheckUpdate(CellRun cell, float[] x, float[] y)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            double candidate = Math.Tanh(x[Lanes + lane]);
            double hidden = x[(2 * Lanes) + lane];
            double expected = candidate + (Sigmoid(x[lane]) * (hidden - candidate));
            Within(UpdateBound, expected, y[lane], Math.Abs(candidate) + Math.Abs(hidden), "h", cell, x, lane);
        }
    }

    private static void CheckRnn(CellRun cell, float[] x, float[] y)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            double expected = Math.Tanh(x[lane]);
            Within(TanhBound, expected, y[lane], expected, "h", cell, x, lane);
            Verify.That(Math.Abs(y[lane]) <= 1, Describe("|h|, which is above 1", cell, x, lane));
        }
    }

    private static void CheckGru(CellRun cell, float[] x, float[] y)
    {
        // r and m; then z, n + r * m and h.
        float[] product = CellRun.GruReset.At(CellForm.Vector128, [.. x.AsSpan(0, Lanes), .. x.AsSpan(3 * Lanes, Lanes)]);
        float[] candidate = new float[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
            candidate[lane] = x[(2 * Lanes) + lane] + product[lane];
        float[] expected = CellRun.GruUpdate.At(CellForm.Vector128, [.. x.AsSpan(Lanes, Lanes), .. candidate, .. x.AsSpan(4 * Lanes, Lanes)]);
        for (int lane = 0; lane < Lanes; lane++)
            Verify.Equal(Bits(expected[lane]), Bits(y[lane]), Describe("h", cell, x, lane));
    }

    private static void SameBits(CellRun cell, float[] x, float[] y)
    {
        foreach (CellForm form in CellRun.Forms)
        {
            float[] other = cell.At(form, x);
            for (int at = 0; at < y.Length; at++)
                Verify.Equal(Bits(y[at]), Bits(other[at]), Describe(form.ToString(), cell, x, at % Lanes));
        }
    }

    private static void NaN(CellRun cell)
    {
        RandomState random = new(4);
        float[] x = Inputs(cell, ref random);
        foreach (CellForm form in CellRun.Forms)
        {
            float[] clean = cell.At(form, x);
            for (int at = 0; at < x.Length; at++)
            {
                float before = x[at];
                x[at] = float.NaN;
                float[] y = cell.At(form, x);
                x[at] = before;
                for (int result = 0; result < y.Length; result++)
                {
                    // The new cell state alone does not depend on the output gate.
                    bool hit = result % Lanes == at % Lanes && !(cell == CellRun.Lstm && result >= Lanes && at / Lanes == 3);
                    if (hit)
                        Verify.That(float.IsNaN(y[result]), $"{cell.Name}: NaN in operand {at / Lanes} was lost");
                    else
                        Verify.Equal(Bits(clean[result]), Bits(y[result]), $"{cell.Name}: NaN in another lane or in a gate that is not used");
                }
            }
        }
    }

    private static void Zeros(CellRun cell)
    {
        // What pads a panel: zero weights give zero sums. Gates need not be zero for it.
        RandomState random = new(5);
        for (int round = 0; round < 1000; round++)
        {
            float[] x = new float[cell.Operands.Length * Lanes];
            for (int at = 0; at < x.Length && round > 0; at++)
            {
                if (cell.Operands[at / Lanes] == Operand.Gate)
                    x[at] = round == 1 ? float.PositiveInfinity : round == 2 ? float.NegativeInfinity : Gate(ref random);
            }

            foreach (CellForm form in CellRun.Forms)
            {
                foreach (float value in cell.At(form, x))
                    Verify.Equal(0u, Bits(value), $"{cell.Name}: bits of a state that was zero");
            }
        }
    }

    private static void Infinities(CellRun cell, Checking check)
    {
        RandomState random = new(6);
        for (int round = 0; round < 1000; round++)
        {
            float[] x = Inputs(cell, ref random);
            for (int at = 0; at < x.Length; at++)
            {
                if (cell.Operands[at / Lanes] != Operand.State && random.NextSingle() < 0.5f)
                    x[at] = random.NextSingle() < 0.5f ? float.PositiveInfinity : float.NegativeInfinity;
            }

            foreach (CellForm form in CellRun.Forms)
                check(cell, x, cell.At(form, x));
        }
    }

    private static void ResetSweep()
    {
        float[] x = new float[2 * Lanes];
        x.AsSpan(Lanes).Fill(1);
        uint bits = 0;
        for (int batch = 0; batch < 40_000; batch++)
        {
            for (int lane = 0; lane < Lanes; lane++, bits += 6701)
                x[lane] = BitConverter.UInt32BitsToSingle(bits);

            // A stride over all 2^32 patterns comes to NaNs, which have their own check.
            if (!Array.Exists(x, float.IsNaN))
                CheckReset(CellRun.GruReset, x, CellRun.GruReset.At(CellForm.Vector128, x));
        }
    }

    /// <summary>A state that decays loses no digits until it is 0, which it is below 2^-63 and not above.</summary>
    private static void TinyState()
    {
        // With a candidate of zero c_t = f * c_{t-1} and h_t = o * tanh(c_t).
        RandomState random = new(7);
        float[] x = new float[5 * Lanes];
        for (int batch = 0; batch < 10_000; batch++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                x[lane] = Gate(ref random);
                x[Lanes + lane] = Gate(ref random);
                x[(3 * Lanes) + lane] = Gate(ref random);
                x[(4 * Lanes) + lane] = ((2 * random.NextSingle()) - 1) * MathF.ScaleB(1, (int)(-149 * random.NextSingle()));
            }

            float[] y = CellRun.Lstm.At(CellForm.Vector128, x);
            for (int lane = 0; lane < Lanes; lane++)
            {
                double kept = Sigmoid(x[Lanes + lane]) * x[(4 * Lanes) + lane];
                float c = y[Lanes + lane];
                if (c == 0)
                {
                    Verify.That(Math.Abs(kept) < 1.00001 * Silence, Describe("c, which is 0", CellRun.Lstm, x, lane));
                    Verify.Equal(0u, Bits(y[lane]), Describe("h", CellRun.Lstm, x, lane));
                    continue;
                }

                Verify.That(Math.Abs(c) >= Silence, Describe("c, which is not 0", CellRun.Lstm, x, lane));
                Within(CellBound, kept, c, Math.Abs(kept), "c", CellRun.Lstm, x, lane);
                double hidden = Sigmoid(x[(3 * Lanes) + lane]) * Math.Tanh(c);
                Within(HiddenBound, hidden, y[lane], hidden, "h", CellRun.Lstm, x, lane);
            }
        }
    }

    /// <summary>Every combination of the grid's values.</summary>
    private static void Grid(CellRun cell, Checking check)
    {
        float[][] values = [.. cell.Operands.Select(operand => operand switch
        {
            Operand.Gate => Array.ConvertAll(s_grid, Scaled),
            Operand.Candidate => s_grid,
            _ => s_states,
        })];
        float[] x = new float[values.Length * Lanes];
        int[] digits = new int[values.Length];
        int lane = 0;
        for (bool more = true; more;)
        {
            for (int operand = 0; operand < values.Length; operand++)
                x[(operand * Lanes) + lane] = values[operand][digits[operand]];
            more = Next(digits, values);
            if (++lane < Lanes && more)
                continue;
            check(cell, x, cell.At(CellForm.Vector128, x));
            lane = 0;
        }
    }

    private static bool Next(int[] digits, float[][] values)
    {
        for (int at = 0; at < digits.Length; at++)
        {
            if (++digits[at] < values[at].Length)
                return true;
            digits[at] = 0;
        }

        return false;
    }

    private static void Noise(CellRun cell, Checking check)
    {
        RandomState random = new(3);
        for (int batch = 0; batch < 40_000; batch++)
        {
            float[] x = Inputs(cell, ref random);
            check(cell, x, cell.At(CellForm.Vector128, x));
        }
    }

    private static float[] Inputs(CellRun cell, ref RandomState random)
    {
        float[] x = new float[cell.Operands.Length * Lanes];
        for (int at = 0; at < x.Length; at++)
        {
            x[at] = cell.Operands[at / Lanes] switch
            {
                Operand.Gate => Gate(ref random),
                Operand.Candidate => Candidate(ref random),
                _ => random.NextSingle() < 0.5f ? Candidate(ref random) : ((2 * random.NextSingle()) - 1) * MathF.Exp((random.NextSingle() * 16) - 12),
            };
        }

        return x;
    }

    /// <summary>A scaled gate: from the whole range, from where it is not saturated, or from where a search found the largest errors of 1 + E.</summary>
    private static float Gate(ref RandomState random) => random.NextSingle() switch
    {
        < 0.3f => Scaled((100 * random.NextSingle()) - 50),
        < 0.6f => Scaled((8 * random.NextSingle()) - 4),
        _ => 24 + (random.NextSingle() / 2),
    };

    /// <summary>The same for what a tanh follows.</summary>
    private static float Candidate(ref RandomState random)
    {
        float magnitude = random.NextSingle() switch
        {
            < 0.2f => 50 * random.NextSingle(),
            < 0.6f => 2 * random.NextSingle(),
            _ => 0.06f + (0.1f * random.NextSingle()),
        };
        return random.NextSingle() < 0.5f ? magnitude : -magnitude;
    }

    /// <summary>What <see cref="PanelPacking"/> makes of a gate's sum.</summary>
    private static float Scaled(float x) => (float)(-Math.Log2(Math.E) * x);

    /// <summary>The sigmoid of a scaled gate, held as the cells document.</summary>
    private static double Sigmoid(double scaled) => 1 / (1 + Math.Pow(2, Math.Clamp(scaled, -63, 63)));

    private static void Within(double bound, double expected, float actual, double size, string what, CellRun cell, float[] x, int lane)
    {
        double error = actual == 0 && Math.Abs(expected) <= 2 * Silence ? 0 : Math.Abs(expected - actual) / Ulp(size);
        if (!(error <= bound))
            throw new CheckFailedException($"{Describe(what, cell, x, lane)}: expected {expected:R}, found {actual:R}, {error:F2} ulp apart, allowed {bound}");
    }

    private static string Describe(string what, CellRun cell, float[] x, int lane) =>
        $"{what} of "
        + $"{cell.Name}({string.Join(", ", Enumerable.Range(0, cell.Operands.Length).Select(operand => x[(operand * Lanes) + lane].ToString("R", null)))})";

    /// <summary>The spacing of floats at a value; at 1, where tanh and sigmoid saturate, that of the binade below.</summary>
    private static double Ulp(double value)
    {
        double magnitude = Math.Abs(value);
        int exponent = magnitude == 0 ? -126 : magnitude == 1 ? -1 : Math.ILogB(magnitude);
        return Math.ScaleB(1, Math.Max(exponent, -126) - 23);
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
