namespace TinyRnn.Import;

/// <summary>
/// Outputs that a file makes at the end of its sequences of steps that fill no stride. A class makes none: where every output counts it has one less, and
/// where the last one counts the sequence must be filled up with zeros, if that gives the same.
/// </summary>
internal sealed class StepRests
{
    /// <summary>By the node's place: whether zeros behind the sequence give the same.</summary>
    private readonly Dictionary<int, bool> _rests = [];

    /// <summary>Notes what a convolution does with the end of the file's sequences.</summary>
    /// <param name="place">The node's place.</param>
    /// <param name="window">How it moves.</param>
    /// <param name="steps">Steps of what it reads.</param>
    /// <param name="readsInput">It reads the model's input: zeros behind that are zeros behind the model's sequence.</param>
    public void Add(int place, StepWindow window, int steps, bool readsInput)
    {
        if (window.SeenBehind(steps) is { } zeros)
            _rests[place] = zeros == 0 || readsInput;
    }

    /// <summary>What follows for the nodes that read a sequence's end.</summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="steps">Steps of each node in the file, by its place.</param>
    /// <param name="all">Steps of the file's sequences.</param>
    /// <param name="problems">Takes what cannot be said.</param>
    /// <param name="remarks">Takes what a reader of the class should know.</param>
    public void Check(IReadOnlyList<SourceNode> nodes, Func<int, int> steps, int all, List<SourceProblem> problems, List<string> remarks)
    {
        if (_rests.Count == 0)
            return;
        IReadOnlyList<int> strides = SourceModel.StepsPerOutput(nodes);
        foreach (SourceNode last in nodes.Where(node => node is LastStepNode or FlattenNode && node.Inputs[0] >= 0))
        {
            int[] behind = [.. Before(nodes, last.Inputs[0]).Where(_rests.ContainsKey)];
            foreach (int place in behind.Where(place => !_rests[place]))
            {
                problems.Add(new(
                    nodes[place].Name, $"of {Counted.Of(all, "step")} the last of its outputs sees zeros behind them, and {last.Name} reads it",
                    $"Export the network for a number of steps that its strides divide ({strides[place]})."));
            }

            long filled = (long)steps(last.Inputs[0]) * strides[last.Inputs[0]];
            string zeros = $"{Counted.Of(filled - all, "step")} of zeros";
            string remark = $"The file's sequences of {Counted.Of(all, "step")} are {filled} for the class: put {zeros} behind.";
            if (behind.Length > 0 && filled > all && !remarks.Contains(remark))
                remarks.Add(remark);
        }
    }

    /// <summary>A node and all that it needs.</summary>
    public static HashSet<int> Before(IReadOnlyList<SourceNode> nodes, int place)
    {
        HashSet<int> found = [];
        Stack<int> open = new([place]);
        while (open.TryPop(out int next))
        {
            if (next < 0 || !found.Add(next))
                continue;
            foreach (int input in nodes[next].Inputs)
                open.Push(input);
        }

        return found;
    }
}
