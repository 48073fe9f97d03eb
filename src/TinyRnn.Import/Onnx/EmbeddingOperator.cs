namespace TinyRnn.Import.Onnx;

/// <summary>Rows of a table by token ids: an embedding. (A one-hot vector has its own operator.)</summary>
internal static class EmbeddingOperator
{
    private const string Remedy = "Only tables of rows, [V, E], gathered by the model's token ids are supported.";

    public static void Run(OperatorCall call)
    {
        if (call.Input(0) is not RealValue { Rank: 2 } table || call.Int("axis", 0) != 0)
            throw new NotUnderstoodException(
                $"looks up values in {Sizes.Text(call.Input(0).Shape)} by {call.Evaluator.Origin(call.Node.Input[1])}", Remedy);
        Features ids = Ids(call, 1);
        int node = call.Graph.Add(new EmbeddingNode(call.Name, [ids.Node], Tensors.Of(table.Array)), ids.Steps);
        call.Result(new RefValue(Rows(ids, node, call.Input(1).Shape, table.Shape[1])));
    }

    /// <summary>Token ids as vectors of 0 and 1.</summary>
    public static void OneHot(OperatorCall call)
    {
        long depth = call.Ints(1)[0];
        float[] values = call.Reals(2, "the values").Data;
        int[] shape = call.Input(0).Shape;
        long axis = call.Int("axis", -1);
        if (values is not [0, 1] || depth is < 1 or > 1 << 20 || (axis != -1 && axis != shape.Length))
            throw new NotUnderstoodException($"makes vectors of {Counted.Of(depth, "value")} along axis {axis}",
                "Only vectors of 0 and 1 along the last axis are supported.");
        Features ids = Ids(call, 0);
        int node = call.Graph.Add(new OneHotNode(call.Name, [ids.Node], (int)depth), ids.Steps);
        call.Result(new RefValue(Rows(ids, node, shape, (int)depth)));
    }

    private static Features Ids(OperatorCall call, int input)
    {
        Features ids = call.Features(input, keepOrder: true);
        return ids.Size == 1 ? ids : throw new NotUnderstoodException($"reads {ids.Size} token ids a step", "One id a step is supported.");
    }

    private static NdArray<Ref> Rows(Features ids, int node, int[] shape, int size)
    {
        int[] result = [.. shape, size];
        var data = new Ref[Sizes.Count(result)];
        for (int i = 0; i < data.Length; i++)
            data[i] = new Ref(node, i % size, ids.Step[i / size], ids.Item[i / size]);
        return new(result, data);
    }
}
