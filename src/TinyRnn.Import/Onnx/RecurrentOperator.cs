namespace TinyRnn.Import.Onnx;

/// <summary>LSTM, GRU and RNN as operators of their own.</summary>
internal static class RecurrentOperator
{
    private const string Damaged = "The file contradicts itself; export it again.";

    public static void Run(OperatorCall call)
    {
        CellKind cell = call.Node.OpType switch
        {
            "LSTM" => CellKind.Lstm,
            "GRU" => CellKind.Gru,
            _ => CellKind.Rnn,
        };
        RecurrentShape shape = RecurrentShape.Of(call, cell);
        DirectionWeights[] directions = RecurrentWeights.Read(call, shape);
        int node;
        if (call.Input(0) is UnknownValue unknown)
        {
            call.Graph.Add(Layer(call, shape, unknown.Node, directions), 1);
            Array.Fill(call.Results, new UnknownValue(call.Graph.Count - 1));
            return;
        }

        int layout = (int)call.Int("layout", 0);
        GraphValue x = call.Input(0);
        if (x.Rank != 3)
            throw new NotUnderstoodException($"reads a tensor of {Sizes.Axes(x.Rank)}", Damaged);
        if (layout != 0)
            x = x.Pick(Selection.Transpose(x.Shape, [1, 0, 2]));
        (int steps, int batch) = (x.Shape[0], x.Shape[1]);
        Features features = Features.Of(call.Graph, x.AsRefs(), keepOrder: false, call.Name);
        int[] place = Columns(features, steps, batch, shape.Inputs);
        Lengths(call, steps);
        DirectionWeights[] placed = Array.ConvertAll(directions, weights => weights with
        {
            InputWeights = SourceTensor.Matrix(shape.Rows, shape.Inputs, Tensors.ToPlaces(weights.InputWeights.Values, shape.Rows, place)),
        });
        (NdArray<Ref>? hidden, NdArray<Ref>? cells) = RecurrentStart.Read(call, shape, layout, batch, placed);
        node = call.Graph.Add(Layer(call, shape, features.Node, placed), features.Steps);
        if (hidden is not null)
            call.Evaluator.Links.Add(new StateLink(node, false, hidden));
        if (cells is not null)
            call.Evaluator.Links.Add(new StateLink(node, true, cells));
        Give(call, shape, node, layout, steps, batch);
    }

    private static RecurrentNode Layer(OperatorCall call, RecurrentShape shape, int input, DirectionWeights[] directions) =>
        new(call.Name, [input], shape.Cell, directions)
    {
        ResetAfter = shape.Cell != CellKind.Gru || call.Int("linear_before_reset", 0) != 0,
        IsReverse = shape.IsReverse,
        CouplesGates = shape.Cell == CellKind.Lstm && call.Int("input_forget", 0) != 0,
        GateClip = call.Float("clip", 0),
    };

    /// <summary>The operator's axes must be what they are here: steps in their order, members of the batch, values.</summary>
    private static int[] Columns(Features features, int steps, int batch, int inputs)
    {
        if (features.Size != inputs)
            throw new NotUnderstoodException($"reads {Counted.Of(features.Size, "value")} a step with weights for {inputs}",
                "The file contradicts itself, or this importer takes an axis for another one.", isAxes: true);
        if (features.Steps != steps)
            throw new NotUnderstoodException($"runs over {Counted.Of(steps, "step")} where {features.Steps} are taken for its time axis",
                "This importer takes an axis for another one; export the network with fixed sizes or with dynamic axes named 'batch' and 'time'.",
                isAxes: true);
        int[] place = features.Place[..inputs];
        for (int i = 0; i < features.Place.Length; i++)
        {
            (int step, int item) = (i / inputs / batch, i / inputs % batch);
            if (features.Step[i] != step || features.Item[i] != item || features.Place[i] != place[i % inputs])
                throw new NotUnderstoodException("reads its steps in another order than the model's input has",
                    "Sequences that are turned around or mixed are not supported: use direction 'reverse', or export it in another way.",
                    isAxes: true);
        }

        return place;
    }

    /// <summary>Lengths of sequences only matter where they differ from the tensor's.</summary>
    private static void Lengths(OperatorCall call, int steps)
    {
        if (!call.Has(4))
            return;
        if (call.Input(4) is not IntValue lengths)
            throw new NotUnderstoodException($"has lengths of sequences (sequence_lens) from {call.Evaluator.Origin(call.Node.Input[4])}",
                "Sequences of different lengths are not supported: export the network without sequence_lens; feed each sequence on its own.");
        if (lengths.Data.Any(length => length != steps))
            throw new NotUnderstoodException(
                $"has lengths of sequences (sequence_lens) [{string.Join(", ", lengths.Data)}] where {Counted.Of(steps, "step")} are given",
                "Export the network without sequence_lens; feed each sequence on its own.");
    }

    /// <summary>Y [T, D, B, H], Y_h and Y_c [D, B, H]; with layout 1 [B, T, D, H] and [B, D, H].</summary>
    private static void Give(OperatorCall call, RecurrentShape shape, int node, int layout, int steps, int batch)
    {
        (int directions, int units) = (shape.Directions, shape.Units);
        var y = new NdArray<Ref>([steps, directions, batch, units], Make(steps * directions * batch * units, at =>
            new Ref(node, at / units / batch % directions * units + at % units, at / units / batch / directions, at / units % batch)));
        GraphValue sequence = new RefValue(y);
        call.Result(0, layout == 0 ? sequence : sequence.Pick(Selection.Transpose(y.Shape, [2, 0, 1, 3])));
        if (call.Wants(1))
            call.Result(1, Final(call.Graph.Last(node, LastStepKind.FinalStates)));
        if (call.Wants(2) && shape.Cell == CellKind.Lstm)
            call.Result(2, Final(call.Graph.Add(new FinalCellNode(call.Name + "_cell", [node], directions * units), 1)));

        GraphValue Final(int of)
        {
            Ref[] values = Make(directions * batch * units, at =>
                new Ref(of, at / units / batch * units + at % units, 0, at / units % batch));
            GraphValue final = new RefValue(new NdArray<Ref>([directions, batch, units], values));
            return layout == 0 ? final : final.Pick(Selection.Transpose(final.Shape, [1, 0, 2]));
        }
    }

    private static Ref[] Make(int count, Func<int, Ref> at) => [.. Enumerable.Range(0, count).Select(at)];
}
