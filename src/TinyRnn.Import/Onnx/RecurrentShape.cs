namespace TinyRnn.Import.Onnx;

/// <summary>Sizes of a recurrent operator, from its weights.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Directions">1 or 2.</param>
/// <param name="IsReverse">One direction, backwards.</param>
/// <param name="Gates">Gates of the cell.</param>
/// <param name="Units">H.</param>
/// <param name="Inputs">I.</param>
internal sealed record RecurrentShape(CellKind Cell, int Directions, bool IsReverse, int Gates, int Units, int Inputs)
{
    public int Rows => Gates * Units;

    public static RecurrentShape Of(OperatorCall call, CellKind cell)
    {
        Constants(call);
        int gates = cell switch
        {
            CellKind.Lstm => 4,
            CellKind.Gru => 3,
            _ => 1,
        };
        string direction = call.Text("direction", "forward");
        int directions = direction switch
        {
            "forward" or "reverse" => 1,
            "bidirectional" => 2,
            _ => throw new NotUnderstoodException($"has the direction '{direction}'", "forward, reverse and bidirectional are read."),
        };
        int[] w = call.Input(1).Shape, r = call.Input(2).Shape;
        if (w.Length != 3 || r.Length != 3 || w[0] != directions || r[0] != directions || w[1] != r[1] || w[1] != gates * r[2])
            throw new NotUnderstoodException(
                $"has weights W {Sizes.Text(w)} and R {Sizes.Text(r)}; {directions} x {Counted.Of(gates, "gate")} of one size are expected",
                "The file contradicts itself; export it again.");
        int units = r[2];
        if (call.Int("hidden_size", units) != units)
            throw new NotUnderstoodException($"says hidden_size {call.Int("hidden_size", units)} and has weights for {units}",
                "The file contradicts itself; export it again.");
        Expect(call, 3, "B", [directions, 2 * gates * units]);
        if (cell == CellKind.Lstm)
            Expect(call, 7, "P", [directions, 3 * units]);
        return new(cell, directions, direction == "reverse", gates, units, w[2]);
    }

    /// <summary>All weights that are not in the file, at once.</summary>
    private static void Constants(OperatorCall call)
    {
        string[] names = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"];
        string[] open = [.. names.Where((name, at) => name is "W" or "R" or "B" or "P" && call.Has(at) && call.Input(at) is not RealValue)];
        if (open.Length > 0)
        {
            string[] origins = [.. open.Select(name => call.Evaluator.Origin(call.Node.Input[Array.IndexOf(names, name)]))];
            throw new NotUnderstoodException(
                $"has weights that are not in the file: {string.Join(", ", open.Zip(origins, (name, origin) => $"{name} is {origin}"))}",
                "Export the network with its weights inside (keep_initializers_as_inputs=False, and no weights as inputs).");
        }

        _ = call.Input(0);
    }

    private static void Expect(OperatorCall call, int input, string name, int[] shape)
    {
        if (call.Has(input) && !call.Input(input).Shape.AsSpan().SequenceEqual(shape))
            throw new NotUnderstoodException($"has {name} of sizes {Sizes.Text(call.Input(input).Shape)}; {Sizes.Text(shape)} are expected",
                "The file contradicts itself; export it again.");
    }
}
