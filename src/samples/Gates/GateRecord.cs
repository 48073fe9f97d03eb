namespace TinyRnn.Samples;

/// <summary>What the tape of a forward pass says about one sequence: gates and cells of all units, those that hold the number first.</summary>
internal sealed class GateRecord
{
    public const int Input = 0;
    public const int Forget = 1;
    public const int Candidate = 2;
    public const int Output = 3;

    /// <summary>A unit whose cell follows the held number like this holds it.</summary>
    private const double Holds = 0.9;
    private readonly double[][][] _gates = new double[4][][];
    private readonly bool[] _marks;

    public GateRecord(HoldNet.Trainer trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int steps = targets.Length;
        int units = trainer.CellState(0, 0).Length;
        _marks = new bool[steps];
        double[][] cells = Table(units, steps);
        for (int gate = 0; gate < _gates.Length; gate++)
            _gates[gate] = Table(units, steps);
        for (int t = 0; t < steps; t++)
        {
            _marks[t] = inputs[(2 * t) + 1] > 0;
            for (int unit = 0; unit < units; unit++)
            {
                cells[unit][t] = trainer.CellState(0, t)[unit];
                for (int gate = 0; gate < _gates.Length; gate++)
                    _gates[gate][unit][t] = trainer.Gate(0, gate, t)[unit];
            }
        }

        double[] held = new double[steps];
        for (int t = 0; t < steps; t++)
            held[t] = targets[t];
        int[] order = [.. Enumerable.Range(0, units).OrderByDescending(unit => Math.Abs(Correlation(cells[unit], held)))];
        Holding = Math.Max(1, order.Count(unit => Math.Abs(Correlation(cells[unit], held)) > Holds));
        Cells = [.. order.Select(unit => cells[unit])];
        for (int gate = 0; gate < _gates.Length; gate++)
            _gates[gate] = [.. order.Select(unit => _gates[gate][unit])];
    }

    /// <summary>[units][steps].</summary>
    public double[][] Cells { get; }

    /// <summary>Units, the first ones, that hold the number.</summary>
    public int Holding { get; }

    /// <summary>[units][steps].</summary>
    public double[][] Gate(int gate) => _gates[gate];

    /// <summary>A gate of the units that hold the number, over the steps that are marked or those that are not.</summary>
    public double Mean(int gate, bool isMarked) =>
        _gates[gate].Take(Holding).SelectMany(values => values.Where((_, t) => _marks[t] == isMarked)).Average();

    private static double[][] Table(int units, int steps) => [.. Enumerable.Range(0, units).Select(_ => new double[steps])];

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        double product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        double squares = a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB));
        return squares > 0 ? product / Math.Sqrt(squares) : 0;
    }
}
