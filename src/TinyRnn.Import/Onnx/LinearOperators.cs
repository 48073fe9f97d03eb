namespace TinyRnn.Import.Onnx;

/// <summary>Products with constant matrices.</summary>
internal static class LinearOperators
{
    public static void AddTo(Dictionary<string, Action<OperatorCall>> table)
    {
        table["Gemm"] = Gemm;
        table["MatMul"] = MatMul;
        table["OneHot"] = EmbeddingOperator.OneHot;
    }

    /// <summary>y = alpha A B + beta C.</summary>
    private static void Gemm(OperatorCall call)
    {
        GraphValue a = call.Input(0);
        if (call.Int("transA", 0) != 0)
            a = a.Pick(Selection.Transpose(a.Shape, [1, 0]));
        NdArray<float> b = call.Reals(1, "the matrix");
        if (a.Rank != 2 || b.Rank != 2)
            throw new NotUnderstoodException($"multiplies {Sizes.Text(a.Shape)} and {Sizes.Text(b.Shape)}",
                "The file contradicts itself; export it again.");
        bool isTransposed = call.Int("transB", 0) != 0;
        int outputs = b.Shape[isTransposed ? 0 : 1];
        float[] weights = isTransposed ? b.Data : Tensors.Transposed(b.Data, b.Shape[0], b.Shape[1]);
        float alpha = call.Float("alpha", 1), beta = call.Float("beta", 1);
        if (alpha != 1)
            weights = Array.ConvertAll(weights, value => alpha * value);
        float[]? bias = null;
        if (call.Has(2) && beta != 0)
        {
            NdArray<float> c = call.Reals(2, "the bias");
            if (c.Data.Length != outputs && c.Data.Length != 1)
                throw new NotUnderstoodException($"adds a bias of sizes {Sizes.Text(c.Shape)} to {Counted.Of(outputs, "value")}",
                    "Only a bias for each output is supported.");
            bias = [.. Enumerable.Range(0, outputs).Select(at => beta * c.Data[c.Data.Length == 1 ? 0 : at])];
        }

        Dense(call, a, weights, bias, outputs);
    }

    private static void MatMul(OperatorCall call)
    {
        if (call.Input(0) is RealValue x && call.Input(1) is RealValue { Rank: 2 } y && x.Rank >= 1 && x.Shape[^1] == y.Shape[0])
        {
            call.Result(new RealValue(Product(x.Array, y.Array)));
            return;
        }

        if (call.Input(0) is RefValue && call.Input(1) is RefValue)
        {
            throw new NotUnderstoodException("multiplies two matrices that both depend on the input (attention?)",
                "Recurrent networks are read; cut the model before it (--output NODE).");
        }

        GraphValue a = call.Input(0), b = call.Input(1);
        if (b is RefValue)
        {
            // W x is x' W' turned back.
            Columns(call, call.Reals(0, "the matrix"), b);
            return;
        }

        NdArray<float> matrix = call.Reals(1, "the matrix");
        int[] shape = [.. matrix.Shape.SkipWhile(size => size == 1)];
        if (matrix.Rank > 2 && shape.Length <= 2)
            matrix = new([matrix.Shape[^2], matrix.Shape[^1]], matrix.Data);
        if (matrix.Rank != 2 || a.Rank < 1)
            throw new NotUnderstoodException($"multiplies {Sizes.Text(a.Shape)} and {Sizes.Text(matrix.Shape)}",
                "Only one matrix for all steps is supported.");
        Dense(call, a, Tensors.Transposed(matrix.Data, matrix.Shape[0], matrix.Shape[1]), null, matrix.Shape[1]);
    }

    private static void Columns(OperatorCall call, NdArray<float> matrix, GraphValue b)
    {
        if (matrix.Rank != 2 || b.Rank < 2)
            throw new NotUnderstoodException($"multiplies {Sizes.Text(matrix.Shape)} and {Sizes.Text(b.Shape)}",
                "Only one matrix for all steps is supported.");
        int[] turned = [.. Enumerable.Range(0, b.Rank - 2), b.Rank - 1, b.Rank - 2];
        Dense(call, b.Pick(Selection.Transpose(b.Shape, turned)), matrix.Data, null, matrix.Shape[0]);
        GraphValue result = call.Results[0]!;
        call.Result(result.Pick(Selection.Transpose(result.Shape, turned)));
    }

    /// <summary>y = W x + b along the last axis.</summary>
    /// <param name="call">The node.</param>
    /// <param name="a">[..., I].</param>
    /// <param name="weights">[O, I].</param>
    /// <param name="bias">[O].</param>
    /// <param name="outputs">O.</param>
    public static void Dense(OperatorCall call, GraphValue a, float[] weights, float[]? bias, int outputs)
    {
        int inputs = a.Shape[^1];
        if (inputs > 0 && weights.Length != (long)inputs * outputs && a is RefValue row && row.Data[0].Step != row.Data[inputs - 1].Step)
            throw new NotUnderstoodException(
                $"multiplies {Counted.Of(inputs, "value")} of all steps (a flattened sequence) by a matrix of "
                + Counted.Of(weights.Length / Math.Max(1, outputs), "column"),
                "It belongs to one number of steps: if the file leaves that open, fix it by its name (--set NAME=STEPS).", isAxes: true);
        if (inputs == 0 || weights.Length != (long)inputs * outputs)
            throw new NotUnderstoodException(
                $"multiplies vectors of {Counted.Of(inputs, "value")} by a matrix of {Counted.Of(weights.Length / Math.Max(1, outputs), "column")}",
                "The file contradicts itself, or this importer takes an axis for another one.", isAxes: true);
        NdArray<Ref> values = a.AsRefs();
        if (Enumerable.Range(0, inputs).Any(at => values.Data[at].Step != values.Data[0].Step))
        {
            FlattenOperator.Dense(call, values, weights, bias, outputs);
            return;
        }

        Features features = Features.Of(call.Graph, values, keepOrder: false, call.Name);
        int[] shape = [.. a.Shape[..^1], outputs];
        int rows = Sizes.Count(a.Shape.AsSpan(0, a.Rank - 1));
        if (features.Size == inputs && Columns(features, rows, inputs) is { } place)
        {
            var node = new DenseNode(call.Name, [features.Node],
                SourceTensor.Matrix(outputs, inputs, Tensors.ToPlaces(weights, outputs, place)), bias is null ? null
                : SourceTensor.Vector(bias));
            call.Result(new RefValue(Rows(features, call.Graph.Add(node, features.Steps), shape, inputs, outputs, 1)));
            return;
        }

        int times = features.Size / inputs;
        if (features.Size % inputs != 0)
            throw new NotUnderstoodException($"multiplies {Counted.Of(inputs, "value")} out of {features.Size} of a step",
                "This use of axes is not supported; export the network with batch 1.");
        SourceTensor[] tensors = [SourceTensor.Matrix(outputs, inputs, weights), .. bias is null ? Array.Empty<SourceTensor>()
            : [SourceTensor.Vector(bias)]];
        int other = call.Graph.Add(
            new OtherNode(call.Name, [features.Node], "Dense along an axis inside a step", times * outputs,
            $"{times} times {inputs} to {outputs}", tensors), features.Steps);
        call.Result(new RefValue(Rows(features, other, shape, inputs, outputs, times)));
    }

    /// <summary>The vector's place of each column, if every row is one whole step.</summary>
    private static int[]? Columns(Features features, int rows, int inputs)
    {
        int[] place = features.Place[..inputs];
        for (int row = 0; row < rows; row++)
        {
            int start = row * inputs;
            for (int column = 0; column < inputs; column++)
            {
                if (features.Place[start + column] != place[column] || features.Step[start + column] != features.Step[start]
                    || features.Item[start + column] != features.Item[start])
                    return null;
            }
        }

        return place;
    }

    private static NdArray<Ref> Rows(Features features, int node, int[] shape, int inputs, int outputs, int times)
    {
        var data = new Ref[Sizes.Count(shape)];
        var rows = new Dictionary<(int, int), int>();
        for (int row = 0; row < data.Length / outputs; row++)
        {
            (int step, int item) = (features.Step[row * inputs], features.Item[row * inputs]);
            int first = 0;
            if (times > 1)
            {
                first = rows.GetValueOrDefault((step, item));
                rows[(step, item)] = first + 1;
            }

            for (int output = 0; output < outputs; output++)
                data[row * outputs + output] = new Ref(node, first * outputs + output, step, item);
        }

        return new(shape, data);
    }

    private static NdArray<float> Product(NdArray<float> a, NdArray<float> b)
    {
        int inner = b.Shape[0], columns = b.Shape[1];
        int[] shape = [.. a.Shape[..^1], columns];
        float[] result = new float[Sizes.Count(shape)];
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < inner; k++)
                sum += (double)a.Data[i / columns * inner + k] * b.Data[k * columns + i % columns];
            result[i] = (float)sum;
        }

        return new(shape, result);
    }
}
