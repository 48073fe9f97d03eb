namespace TinyRnn.Import.Onnx;

/// <summary>
/// Dense layers over a flattened sequence: each row has all values of all steps, in some order, which is a matter of the matrix. Where the row was made
/// (Flatten, Reshape, Transpose) is of no matter.
/// </summary>
internal static class FlattenOperator
{
    /// <summary>y = W x + b of all steps.</summary>
    /// <param name="call">The node.</param>
    /// <param name="rows">[..., I].</param>
    /// <param name="weights">[O, I].</param>
    /// <param name="bias">[O].</param>
    /// <param name="outputs">O.</param>
    /// <exception cref="NotUnderstoodException">A row is not a whole sequence.</exception>
    public static void Dense(OperatorCall call, NdArray<Ref> rows, float[] weights, float[]? bias, int outputs)
    {
        int inputs = rows.Shape[^1];
        Features features = Features.Of(call.Graph, rows, keepOrder: false, call.Name);
        int[] place = new int[inputs];
        for (int i = 0; i < features.Place.Length; i++)
        {
            (int row, int column) = (i / inputs, i % inputs);
            int at = (features.Step[i] * features.Size) + features.Place[i];
            place[column] = row == 0 ? at : place[column];
            if (features.Item[i] != features.Item[row * inputs] || place[column] != at || inputs != features.Steps * features.Size)
            {
                throw new NotUnderstoodException(
                    $"multiplies {Counted.Of(inputs, "value")} of several steps, of which there are {features.Steps} of {features.Size}, by one matrix",
                    "Only a row of all steps is understood; cut the model before it (--output NODE).", isAxes: true);
            }
        }

        int flat = call.Graph.Add(new FlattenNode(call.Name + "_flatten", [features.Node], features.Steps, features.Size), 1);
        var node = new DenseNode(call.Name, [flat],
            SourceTensor.Matrix(outputs, inputs, Tensors.ToPlaces(weights, outputs, place)), bias is null ? null : SourceTensor.Vector(bias));
        int dense = call.Graph.Add(node, 1);
        var data = new Ref[rows.Data.Length / inputs * outputs];
        for (int i = 0; i < data.Length; i++)
            data[i] = new Ref(dense, i % outputs, 0, features.Item[i / outputs * inputs]);
        call.Result(new RefValue(new([.. rows.Shape[..^1], outputs], data)));
    }
}
