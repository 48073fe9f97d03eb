namespace TinyRnn.Import.Onnx;

/// <summary>What a recurrent operator starts from: zeros, constants of the file, or values of a state.</summary>
internal static class RecurrentStart
{
    /// <summary>Puts constants into the weights of their direction.</summary>
    /// <returns>References to states for h and c, [D, B, H]; <see langword="null"/> for constants.</returns>
    public static (NdArray<Ref>? Hidden, NdArray<Ref>? Cells) Read(OperatorCall call, RecurrentShape shape, int layout, int batch,
        DirectionWeights[] directions)
    {
        NdArray<Ref>? hidden = Read(call, shape, layout, batch, 5, "initial_h", (direction, values) =>
            directions[direction] = directions[direction] with { InitialHidden = values });
        NdArray<Ref>? cells = shape.Cell != CellKind.Lstm ? null
            : Read(call, shape, layout, batch, 6, "initial_c", (direction, values) =>
                directions[direction] = directions[direction] with { InitialCell = values });
        return (hidden, cells);
    }

    private static NdArray<Ref>? Read(OperatorCall call, RecurrentShape shape, int layout, int batch, int input, string name, Action<int,
        SourceTensor> put)
    {
        if (!call.Has(input))
            return null;
        GraphValue value = call.Input(input);
        if (layout != 0 && value.Rank == 3)
            value = value.Pick(Selection.Transpose(value.Shape, [1, 0, 2]));
        if (!value.Shape.AsSpan().SequenceEqual([shape.Directions, batch, shape.Units]))
            throw new NotUnderstoodException(
                $"has {name} of sizes {Sizes.Text(value.Shape)}; [{shape.Directions}, {batch}, {shape.Units}] are expected",
                "Export the network with batch 1 or dynamic axes.");
        if (value is RefValue refs)
        {
            foreach (Ref at in refs.Data)
            {
                if (at.IsConstant || call.Graph[at.Node] is not StateNode)
                {
                    throw new NotUnderstoodException($"starts from {name} that is {call.Evaluator.Origin(call.Node.Input[input])}",
                        "A layer starts from zeros, from constants, or from a state that is fed back; cut the model, or export the start as an input.");
                }
            }

            return refs.Array;
        }

        float[] numbers = call.Reals(input, name).Data;
        for (int direction = 0; direction < shape.Directions; direction++)
        {
            ReadOnlySpan<float> rows = numbers.AsSpan(direction * batch * shape.Units, batch * shape.Units);
            ReadOnlySpan<float> first = rows[..shape.Units];
            for (int row = 1; row < batch; row++)
            {
                if (!rows.Slice(row * shape.Units, shape.Units).SequenceEqual(first))
                {
                    throw new NotUnderstoodException($"starts from a constant {name} that differs between the {batch} members of the batch",
                        "One start for every stream is supported: export the network with batch 1.");
                }
            }

            if (first.ContainsAnyExcept(0f))
                put(direction, SourceTensor.Vector(first.ToArray()));
        }

        return null;
    }
}
