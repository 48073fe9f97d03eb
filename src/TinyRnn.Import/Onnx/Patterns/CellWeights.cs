namespace TinyRnn.Import.Onnx;

/// <summary>
/// The weights of a cell in pieces, gate by gate: what is multiplied with the state before is recurrent, all else is input.
/// </summary>
internal sealed class CellWeights
{
    private readonly LiftedGraph _graph;
    private readonly int _units;
    private readonly List<(float[] Input, float[] Hidden, float[]? InputBias, float[]? RecurrentBias)> _gates = [];
    private List<int>? _sources;

    public CellWeights(LiftedGraph graph, int units) => (_graph, _units) = (graph, units);

    /// <summary>Values of states that the gates read, by the unit that they belong to.</summary>
    public List<(int Node, int Feature)>? Hidden { get; private set; }

    /// <summary>The input of the layer.</summary>
    public int Input => _sources!.Count == 1 ? _sources[0]
        : _graph.Concatenate(_sources, _sources.Sum(source => _graph[source].Size), "cell_input");

    /// <summary>Adds a gate's rows.</summary>
    /// <param name="terms">Its sum of products.</param>
    /// <param name="hidden">Further products that are recurrent: the candidate of a GRU that is reset afterwards.</param>
    /// <returns>Whether it is of the same sources as the gates before it.</returns>
    public bool Add(GateTerms? terms, GateTerms? hidden = null)
    {
        if (terms is null)
            return false;
        var sources = new List<int>();
        var columns = new List<float[]>();
        float[] recurrent = new float[_units * _units];
        float[]? inputBias = null, recurrentBias = null;
        bool hasHidden = false;
        foreach ((int source, float[] weights, float[]? bias) in terms.Products.Concat(hidden?.Products ?? []))
        {
            List<int> parts = _graph[source] is CombineNode { How: Combination.Concatenate } joined ? [.. joined.Inputs] : [source];
            int width = _graph[source].Size, at = 0;
            var states = new List<((int Node, int Feature) Value, int Column)>();
            foreach (int part in parts)
            {
                int size = _graph[part].Size;
                if (Elements.AreState(_graph, part))
                {
                    states.AddRange(Elements.Of(_graph, part).Select((value, column) => (value, at + column)));
                }
                else
                {
                    sources.Add(part);
                    columns.Add(Columns(weights, width, at, size));
                }

                at += size;
            }

            hasHidden |= states.Count > 0;
            if (states.Count > 0 && !AddHidden(states, weights, width, recurrent))
                return false;
            bool isAllHidden = states.Count == width;
            if (bias is not null && !(isAllHidden ? Put(ref recurrentBias, bias) : Put(ref inputBias, bias)))
                return false;
        }

        foreach (float[] constant in terms.Constants)
        {
            if (!Put(ref inputBias, constant) && !Put(ref recurrentBias, constant))
                return false;
        }

        foreach (float[] constant in hidden?.Constants ?? [])
        {
            if (!Put(ref recurrentBias, constant))
                return false;
        }

        _sources ??= sources;
        if (!hasHidden || sources.Count == 0 || !_sources.SequenceEqual(sources))
            return false;
        _gates.Add((Beside(columns), recurrent, inputBias, recurrentBias));
        return true;
    }

    /// <summary>The gates below one another.</summary>
    public DirectionWeights Weights()
    {
        int rows = _gates.Count * _units;
        return new(
            SourceTensor.Matrix(rows, _gates[0].Input.Length / _units, [.. _gates.SelectMany(gate => gate.Input)]),
            SourceTensor.Matrix(rows, _units, [.. _gates.SelectMany(gate => gate.Hidden)]),
            Bias(gate => gate.InputBias),
            Bias(gate => gate.RecurrentBias));
    }

    private SourceTensor? Bias(Func<(float[], float[], float[]? InputBias, float[]? RecurrentBias), float[]?> which) =>
        _gates.TrueForAll(gate => which(gate) is null) ? null
            : SourceTensor.Vector([.. _gates.SelectMany(gate => which(gate) ?? new float[_units])]);

    /// <summary>Units are in the order of the state's values; <see cref="StateFinder"/> confirms it by what is fed back.</summary>
    private bool AddHidden(List<((int Node, int Feature) Value, int Column)> states, float[] weights, int width, float[] recurrent)
    {
        if (states.Count != _units)
            return false;
        Hidden ??= [.. states.Select(state => state.Value).Order()];
        foreach (((int, int) value, int column) in states)
        {
            int unit = Hidden.IndexOf(value);
            if (unit < 0)
                return false;
            for (int row = 0; row < _units; row++)
                recurrent[row * _units + unit] += weights[row * width + column];
        }

        return true;
    }

    private float[] Columns(float[] weights, int width, int first, int count)
    {
        float[] result = new float[_units * count];
        for (int row = 0; row < _units; row++)
            weights.AsSpan(row * width + first, count).CopyTo(result.AsSpan(row * count));
        return result;
    }

    private float[] Beside(List<float[]> columns) =>
        columns.Count == 1 ? columns[0]
            : [.. Enumerable.Range(0, _units)
            .SelectMany(row => columns.SelectMany(block => block.Skip(row * (block.Length / _units)).Take(block.Length / _units)))];

    private static bool Put(ref float[]? bias, float[] value)
    {
        if (bias is not null)
            return false;
        bias = value;
        return true;
    }
}
