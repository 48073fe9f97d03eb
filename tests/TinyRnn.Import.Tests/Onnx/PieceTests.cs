using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Onnx;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>
/// Cells written in pieces, in the forms that exporters have; the expected values are computed here, with the weights as they stand in the
/// graph.
/// </summary>
public class PieceTests
{
    /// <summary>More units than pieces that a vector is joined from, so that interleaved states are a vector in another order.</summary>
    private const int Units = 18, Inputs = 3, Steps = 9;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_gru_in_pieces_is_a_layer(bool resetAfter, bool subtracts)
    {
        PieceWeights w = new(3, Units, Inputs, seed: 4);
        GraphFile graph = new();
        string x = graph.Input("x", 1, Inputs), h = graph.Input("h", 1, Units);
        string wx = graph.Node("Gemm", [x, graph.Weight("W", w.Input, 3 * Units, Inputs), graph.Weight("b", w.Bias, 3 * Units)],
            ("transB", 1));
        string[] fromInput = graph.Nodes("Split", [wx, graph.Integers(Units, Units, Units)], 3, ("axis", 1));
        string Recurrent(int first, int count, string of) => graph.Node("MatMul",
            [of, graph.Weight($"U{first}", w.Turned(first * Units, count * Units), Units, count * Units)]);
        string[] gates = graph.Nodes("Split", [Recurrent(0, 2, h), graph.Integers(Units, Units)], 2, ("axis", 1));
        string r = graph.Node("Sigmoid", [graph.Node("Add", [fromInput[0], gates[0]])]);
        string z = graph.Node("Sigmoid", [graph.Node("Add", [gates[1], fromInput[1]])]);
        string reset = resetAfter
            ? graph.Node("Mul", [r, graph.Node("Add", [Recurrent(2, 1, h), graph.Weight("b2", w.Second, Units)])])
            : Recurrent(2, 1, graph.Node("Mul", [r, h]));
        string n = graph.Node("Tanh", [graph.Node("Add", [fromInput[2], reset])]);
        string next = subtracts
            ? graph.Node("Add", [n, graph.Node("Mul", [z, graph.Node("Sub", [h, n])])])
            : graph.Node("Add", [graph.Node("Mul", [graph.Node("Sub", [graph.Number(1), z]), n]), graph.Node("Mul", [h, z])]);
        graph.Name(next, "y");
        graph.Name(next, "h_next");
        graph.Output("y", 1, Units);
        graph.Output("h_next", 1, Units);

        RecurrentNode node = Only(graph.Read());
        Assert.Equal(CellKind.Gru, node.Cell);
        Assert.Equal(resetAfter, node.ResetAfter);
        Check(graph.Read(), xs => w.Gru(xs, resetAfter));
    }

    [Theory]
    [InlineData("apart")]
    [InlineData("packed")]
    [InlineData("interleaved")]
    public void An_lstm_with_one_matrix_for_input_and_state_is_a_layer(string states)
    {
        PieceWeights w = new(4, Units, Inputs, seed: 5);
        GraphFile graph = new();
        string x = graph.Input("x", 1, Inputs);
        (string h, string c) = States(graph, states);
        string both = graph.Node("Concat", [x, h], ("axis", -1));
        string sum = graph.Node("Add",
            [graph.Node("MatMul", [both, graph.Weight("W", w.Joined(), Inputs + Units, 4 * Units)]), graph.Weight("b", w.Bias, 4 * Units)]);
        string[] gates = graph.Nodes("Split", [graph.Node("Sigmoid", [sum]), graph.Integers(Units, Units, Units, Units)], 4, ("axis", 1));

        // The candidate's function is tanh, taken of its own rows.
        string g = graph.Node("Tanh",
            [graph.Node("Slice", [sum, graph.Integers(2 * Units), graph.Integers(3 * Units), graph.Integers(1)])]);
        string cell = graph.Node("Add", [graph.Node("Mul", [g, gates[0]]), graph.Node("Mul", [c, gates[1]])]);
        string hidden = graph.Node("Mul", [graph.Node("Tanh", [cell]), gates[3]]);
        graph.Name(hidden, "y");
        graph.Output("y", 1, Units);
        GiveBack(graph, states, hidden, cell);

        Assert.Equal(CellKind.Lstm, Only(graph.Read()).Cell);
        Check(graph.Read(), w.Lstm);
    }

    [Fact]
    public void A_simple_cell_in_pieces_is_a_layer()
    {
        PieceWeights w = new(1, Units, Inputs, seed: 6);
        GraphFile graph = new();
        string x = graph.Input("x", 1, Inputs), h = graph.Input("state", 1, Units);
        string sum = graph.Node("Add",
            [graph.Node("Gemm", [x, graph.Weight("W", w.Input, Units, Inputs), graph.Weight("b", w.Bias, Units)], ("transB", 1)),
            graph.Node("MatMul", [h, graph.Weight("U", w.Turned(0, Units), Units, Units)])]);
        string next = graph.Node("Relu", [sum]);
        graph.Name(next, "y");
        graph.Name(next, "state_out");
        graph.Output("y", 1, Units);
        graph.Output("state_out", 1, Units);
        Assert.Equal(ActivationKind.Relu, Only(graph.Read()).Directions[0].Candidate.Kind);
        Check(graph.Read(), xs => w.Rnn(xs));
    }

    [Fact]
    public void A_state_that_is_fed_back_changed_is_no_layers_state()
    {
        PieceWeights w = new(1, Units, Inputs, seed: 7);
        GraphFile graph = new();
        string x = graph.Input("x", 1, Inputs), h = graph.Input("state", 1, Units);
        string next = graph.Node("Tanh",
            [graph.Node("Add", [graph.Node("MatMul", [x, graph.Weight("W", [.. w.Input], Inputs, Units)]),
            graph.Node("MatMul", [h, graph.Weight("U", w.Turned(0, Units), Units, Units)])])]);
        graph.Name(next, "y");
        graph.Name(graph.Node("Mul", [next, graph.Number(0.5f)]), "state_out");
        graph.Output("y", 1, Units);
        graph.Output("state_out", 1, Units);
        SourceProblem problem = Assert.Single(graph.Read().Model.Problems);
        Assert.Equal("input 'state'", problem.Where);
    }

    private static (string H, string C) States(GraphFile graph, string states)
    {
        if (states == "apart")
            return (graph.Input("h", 1, Units), graph.Input("c", 1, Units));
        string state = states == "packed" ? graph.Input("state", 2, 1, Units) : graph.Input("state", 1, Units, 2);
        int axis = states == "packed" ? 0 : 2;
        return (Part(0), Part(1));
        string Part(int at) =>
            graph.Node("Squeeze",
            [graph.Node("Slice", [state, graph.Integers(at), graph.Integers(at + 1), graph.Integers(axis)]), graph.Integers(axis)]);
    }

    private static void GiveBack(GraphFile graph, string states, string hidden, string cell)
    {
        if (states == "apart")
        {
            graph.Name(hidden, "h_out");
            graph.Name(cell, "c_out");
            graph.Output("c_out", 1, Units);
            graph.Output("h_out", 1, Units);
            return;
        }

        int axis = states == "packed" ? 0 : 2;
        string all = graph.Node("Concat",
            [graph.Node("Unsqueeze", [hidden, graph.Integers(axis)]), graph.Node("Unsqueeze", [cell, graph.Integers(axis)])],
            ("axis", axis));
        graph.Name(all, "state_out");
        graph.Output("state_out", 2, 1, Units);
    }

    private static RecurrentNode Only(OnnxModel model)
    {
        Assert.Empty(model.Model.Problems);
        return Assert.IsType<RecurrentNode>(Assert.Single(model.Model.Nodes));
    }

    private static void Check(OnnxModel model, Func<float[][], double[][]> expected)
    {
        var random = new Random(8);
        float[][] xs = [.. Enumerable.Range(0, Steps)
            .Select(_ => Enumerable.Range(0, Inputs).Select(_ => random.NextSingle() * 2 - 1).ToArray())];
        double[][] actual = new Interpreter<double>(model.Model).Run([.. xs.SelectMany(x => x)]).Outputs[model.Model.Outputs[0]];

        // Both in double from the same float32 weights: a rounding a term, carried over the steps.
        double bound = Steps * (Inputs + Units + 3) / (double)(1L << 52);
        Assert.All(expected(xs).SelectMany(y => y).Zip(actual.SelectMany(y => y)), pair => Assert.Equal(pair.First, pair.Second, bound));
        Assert.Equal(1, model.Contract!.StepsPerCall);
    }
}
