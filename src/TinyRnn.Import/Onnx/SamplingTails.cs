using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>
/// The ends of graphs that draw from what the network gives, or choose the largest of it: a class gives what stands in front of them, and drawing is the
/// caller's.
/// </summary>
internal sealed class SamplingTails
{
    private readonly Dictionary<string, NodeProto> _producers = [];
    private readonly Dictionary<string, List<NodeProto>> _readers = [];
    private readonly HashSet<string> _drawn = [];
    private readonly string[] _own;
    private readonly List<string> _values = [];
    private readonly List<string> _remarks = [];

    public SamplingTails(GraphProto graph)
    {
        string[] all = [.. graph.Output.Select(output => output.Name)];
        foreach (NodeProto node in GraphOrder.Of(graph, all))
        {
            foreach (string output in node.Output.Where(output => output.Length > 0))
                _producers[output] = node;
            string[] reads = [.. GraphOrder.Reads(node)];
            foreach (string read in reads)
                (_readers.TryGetValue(read, out List<NodeProto>? readers) ? readers : _readers[read] = []).Add(node);
            if (IsTail(node) || reads.Any(_drawn.Contains))
                _drawn.UnionWith(node.Output);
        }

        _own = [.. all.Where(name => !_drawn.Contains(name))];
        var cuts = all.Where(_drawn.Contains).Select(output => (Output: output, Ends: Ends(output))).ToArray();
        foreach (string output in all)
        {
            End[]? ends = cuts.FirstOrDefault(cut => cut.Output == output).Ends;
            _values.AddRange(ends is null || ends.Any(end => end.IsOpen) ? [output] : ends.SelectMany(Given));
        }

        Outputs = [.. _values.Distinct().Where(value => Instead(value) == value)];
        foreach ((string output, End[] ends) in cuts.Where(cut => !cut.Ends.Any(end => end.IsOpen)))
        {
            _remarks.AddRange(ends.Where(end => end.Tail is not null).GroupBy(end => end.Tail!.OpType).SelectMany(group => Remark(output, [.. group])));
            string beside = string.Join(", ", ends.Where(end => end.Tail is null).Select(end => Title(Instead(end.Values[0]))).Distinct());
            if (beside.Length > 0)
                _remarks.Add($"What stands beside that in '{output}' is given as it is: {beside}.");
        }

        _drawn.ExceptWith(Outputs);
    }

    /// <summary>The model's outputs.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>What was cut off.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>What comes out of an operator that draws or chooses, and all that is made of it, but for outputs that are kept all the same.</summary>
    public IReadOnlySet<string> Drawn => _drawn;

    /// <summary>What <c>inspect</c> calls the node of a value; an output of the file has its own name.</summary>
    public string Title(string value) =>
        !_own.Contains(value) && _producers.TryGetValue(value, out NodeProto? node) && node.Name.Length > 0 ? node.Name : value;

    private static bool IsTail(NodeProto node) => node.Domain is "" or "ai.onnx" && (IsNoise(node) || (IsOfScores(node) && node.Input.Count > 0));

    private static bool IsOfScores(NodeProto node) => node.OpType is "Multinomial" or "ArgMax";

    private static bool IsNoise(NodeProto node) => node.OpType is "RandomNormalLike" or "RandomNormal";

    /// <summary>Where an output begins to be drawn, and what is beside that in it.</summary>
    private End[] Ends(string output)
    {
        var ends = new List<End>();
        var seen = new HashSet<string>();
        var open = new Stack<string>([output]);
        while (open.TryPop(out string? value))
        {
            if (!seen.Add(value) || value.Length == 0)
                continue;
            if (!_drawn.Contains(value))
            {
                ends.Add(new(null, [value], []));
                continue;
            }

            NodeProto node = _producers[value];
            string[] drawn = [.. GraphOrder.Reads(node).Where(_drawn.Contains)];
            if (IsTail(node) && drawn.Length == 0)
                ends.Add(IsOfScores(node) ? new(node, [node.Input[0]], []) : Noise(node));
            else
                (node.OpType == "Concat" ? [.. node.Input] : drawn).Reverse().ToList().ForEach(open.Push);
        }

        return [.. ends];
    }

    /// <summary>Noise times a deviation, added to a mean.</summary>
    private End Noise(NodeProto noise)
    {
        string value = noise.Output[0];
        string? deviation = null;
        while (_readers.TryGetValue(value, out List<NodeProto>? readers) && readers is [{ OpType: "Mul" or "Add", Input.Count: 2 } reader])
        {
            string other = reader.Input[0] == value ? reader.Input[1] : reader.Input[0];
            if (_drawn.Contains(other))
                break;
            if (reader.OpType == "Add")
                return new(noise, deviation is null ? [other] : [other, deviation], Behind(reader.Output[0]));
            if (deviation is not null)
                break;
            (deviation, value) = (other, reader.Output[0]);
        }

        return new(noise, [], []) { IsOpen = true };
    }

    /// <summary>What the file makes of a sum, by the names of operators.</summary>
    private string[] Behind(string sum)
    {
        var operators = new List<string>();
        while (_readers.TryGetValue(sum, out List<NodeProto>? readers) && readers is [{ OpType: not "Concat" } reader])
        {
            if (reader.OpType is not ("Identity" or "Cast"))
                operators.Add(reader.OpType);
            sum = reader.Output[0];
        }

        return [.. operators];
    }

    /// <summary>What is given instead of what is drawn: nothing where an output of the file has the mean without noise.</summary>
    private string[] Given(End end) => end.Tail is not null && IsNoise(end.Tail) && Twin(end) is not null ? [] : end.Values;

    private string? Twin(End end) => _own.FirstOrDefault(output => Needs(output, end.Values[0]));

    private bool Needs(string output, string value)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([output]);
        while (open.TryPop(out string? name))
        {
            if (name == value)
                return true;
            if (seen.Add(name) && _producers.TryGetValue(name, out NodeProto? node))
                GraphOrder.Reads(node).ToList().ForEach(open.Push);
        }

        return false;
    }

    /// <summary>The output that holds what a value holds: itself, its logarithm, or what it is the logarithm of if that is an output of the file.</summary>
    private string Instead(string value)
    {
        if (_own.Contains(value))
            return value;
        string source = Source(value);
        return _own.FirstOrDefault(own => Source(own) == source)
            ?? _own.FirstOrDefault(own => LogOf(own) == source) ?? _values.FirstOrDefault(other => LogOf(other) == source)
            ?? (LogOf(value) is { } plain ? _own.FirstOrDefault(own => Source(own) == plain || LogOf(own) == plain) : null)
            ?? value;
    }

    /// <summary>The value past what only gives it another name.</summary>
    private string Source(string value)
    {
        while (_producers.TryGetValue(value, out NodeProto? node) && node is { OpType: "Identity" } or { OpType: "Concat", Input.Count: 1 })
            value = node.Input[0];
        return value;
    }

    private string? LogOf(string value) => _producers.TryGetValue(Source(value), out NodeProto? node) && node.OpType == "Log" ? Source(node.Input[0]) : null;

    private IEnumerable<string> Remark(string output, End[] ends)
    {
        string titles = string.Join(", ", ends.SelectMany(end => end.Values.Take(1)).Select(Instead).Distinct().Select(Title));
        NodeProto tail = ends[0].Tail!;
        if (!IsNoise(tail))
        {
            yield return tail.OpType == "ArgMax"
                ? $"'{output}' is the place of the largest value (ArgMax): the model ends in the values, {titles}."
                : $"'{output}' is drawn from the scores by Multinomial: the model ends in these, {titles}.";
            yield break;
        }

        foreach (End end in ends)
        {
            string mean = Title(end.Values[0]);
            string behind = end.Behind.Length == 0 ? "" : $", and then {string.Join(", ", end.Behind)}";
            string given = end.Values.Length > 1 ? $"in the mean, {mean}, and the deviation, {Title(end.Values[1])}" : $"in the mean, {mean}";
            string sum = end.Values.Length > 1 ? "a mean plus a deviation times noise" : "a mean plus noise";
            yield return Twin(end) is { } twin
                ? $"'{output}' is {sum} ({tail.OpType}){behind}; it is left out: '{twin}' has the same mean, {mean}, without noise."
                : $"'{output}' is {sum} ({tail.OpType}){behind}: the model ends {given}.";
        }
    }

    /// <summary>One end of an output.</summary>
    /// <param name="Tail">The operator that draws; <see langword="null"/>: none, the value stands beside what is drawn.</param>
    /// <param name="Values">What stands in front of it: scores, or mean and deviation.</param>
    /// <param name="Behind">Operators behind a sum with noise.</param>
    private sealed record End(NodeProto? Tail, string[] Values, string[] Behind)
    {
        /// <summary>Whether it was not understood: then the operator is refused by name.</summary>
        public bool IsOpen { get; init; }
    }
}
