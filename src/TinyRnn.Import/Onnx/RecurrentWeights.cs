namespace TinyRnn.Import.Onnx;

/// <summary>The weights of a recurrent operator, in this library's order of gates: ONNX has i, o, f, c and z, r, h.</summary>
internal static class RecurrentWeights
{
    /// <summary>Block of the file for each block here.</summary>
    private static int[] Order(CellKind cell) => cell switch
    {
        CellKind.Lstm => [0, 2, 3, 1],
        CellKind.Gru => [1, 0, 2],
        _ => [0],
    };

    public static DirectionWeights[] Read(OperatorCall call, RecurrentShape shape)
    {
        SourceActivation[][] functions = RecurrentFunctions.Read(call, shape);
        return [.. Enumerable.Range(0, shape.Directions).Select(direction => Read(call, shape, direction, functions[direction]))];
    }

    private static DirectionWeights Read(OperatorCall call, RecurrentShape shape, int direction, SourceActivation[] functions)
    {
        int rows = shape.Rows;
        var weights = new DirectionWeights(
            SourceTensor.Matrix(rows, shape.Inputs,
                Blocks(shape, call.Reals(1, "W").Data.AsSpan(direction * rows * shape.Inputs), shape.Inputs)),
            SourceTensor.Matrix(rows, shape.Units,
                Blocks(shape, call.Reals(2, "R").Data.AsSpan(direction * rows * shape.Units), shape.Units)),
            null,
            null);
        if (call.Has(3))
        {
            ReadOnlySpan<float> bias = call.Reals(3, "B").Data.AsSpan(direction * 2 * rows);
            weights = weights with { InputBias = SourceTensor.Vector(Blocks(shape, bias, 1)),
                RecurrentBias = SourceTensor.Vector(Blocks(shape, bias[rows..], 1)) };
        }

        if (shape.Cell == CellKind.Lstm && call.Has(7))
            weights = weights with { Peepholes = Peepholes(call.Reals(7, "P").Data.AsSpan(direction * 3 * shape.Units), shape.Units) };
        return shape.Cell switch
        {
            CellKind.Lstm => weights with { Gate = functions[0], Candidate = functions[1], CellOutput = functions[2] },
            CellKind.Gru => weights with { Gate = functions[0], Candidate = functions[1] },
            _ => weights with { Candidate = functions[0] },
        };
    }

    private static float[] Blocks(RecurrentShape shape, ReadOnlySpan<float> values, int columns)
    {
        int[] order = Order(shape.Cell);
        int block = shape.Units * columns;
        float[] result = new float[order.Length * block];
        for (int gate = 0; gate < order.Length; gate++)
            values.Slice(order[gate] * block, block).CopyTo(result.AsSpan(gate * block));
        return result;
    }

    /// <summary>The file's order is i, o, f.</summary>
    private static SourceTensor Peepholes(ReadOnlySpan<float> values, int units)
    {
        float[] result = new float[3 * units];
        values[..units].CopyTo(result);
        values.Slice(2 * units, units).CopyTo(result.AsSpan(units));
        values.Slice(units, units).CopyTo(result.AsSpan(2 * units));
        return SourceTensor.Matrix(3, units, result);
    }
}
