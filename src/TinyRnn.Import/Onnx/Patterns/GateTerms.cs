namespace TinyRnn.Import.Onnx;

/// <summary>The sum of products before a gate's function: matrices of sources, and biases.</summary>
internal sealed class GateTerms
{
    /// <summary>A gate's sum has a few terms; a chain or a tree of thousands is no gate.</summary>
    private const int Deepest = 32, Most = 32;

    /// <summary>A source and its rows of a matrix, [H, size].</summary>
    public List<(int Source, float[] Weights, float[]? Bias)> Products { get; } = [];

    /// <summary>Constants that are added on their own, [H].</summary>
    public List<float[]> Constants { get; } = [];

    /// <summary>Takes rows of a node apart.</summary>
    /// <returns><see langword="null"/> if it is no sum of products.</returns>
    public static GateTerms? Of(LiftedGraph graph, int place, int first, int count)
    {
        var terms = new GateTerms();
        return terms.Add(graph, place, first, count, Deepest) && terms.Products.Count > 0 ? terms : null;
    }

    private bool Add(LiftedGraph graph, int place, int first, int count, int depth)
    {
        if (depth == 0 || Products.Count + Constants.Count > Most)
            return false;
        switch (graph[place])
        {
            case SliceNode slice:
                return Add(graph, slice.Inputs[0], slice.First + first, count, depth - 1);
            case DenseNode dense:
                int columns = dense.Weights.Shape[1];
                Products.Add((dense.Inputs[0], dense.Weights.Values.Slice(first * columns, count * columns).ToArray(),
                    dense.Bias?.Values.Slice(first, count).ToArray()));
                return true;
            case CombineNode { How: Combination.Add } sum:
                return sum.Inputs.All(input => Add(graph, input, first, count, depth - 1));
            case ScaleShiftNode shift when !shift.Scale.Values.ContainsAnyExcept(1f):
                Constants.Add(shift.Shift.Values.Slice(first, count).ToArray());
                return Add(graph, shift.Inputs[0], first, count, depth - 1);
            case CombineNode { How: Combination.Concatenate } joined:
                foreach (int input in joined.Inputs)
                {
                    int size = graph[input].Size;
                    if (first < size)
                        return first + count <= size && Add(graph, input, first, count, depth - 1);
                    first -= size;
                }

                return false;
            default:
                return false;
        }
    }
}
