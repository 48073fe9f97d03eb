using static TinyRnn.Import.Tests.Onnx.GraphZoo;
using static TinyRnn.Import.Tests.Onnx.StrideTests;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Strides and pools that no class has: each is named, alone, with the number found and what helps.</summary>
public sealed class StrideRefusalTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-stride-{Guid.NewGuid():N}.onnx");

    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        { "looks ahead", "its outputs see 1 step after their own, with 2 zeros in front", "Put 3 zeros in front and none behind" },
        { "no zeros", "its outputs see 3 steps after their own, with 0 zeros in front", "a stream has no later steps" },
        { "looks ahead, every step", "its outputs see 1 step after their own, with 1 zeros in front", "Put 2 zeros in front" },
        { "too many zeros", "with 1 zeros in front and 2 behind there are more outputs than one every 2 steps", "Put 1 zeros in front" },
        { "too many zeros, every step", "with 2 zeros in front and 1 behind there are more outputs than steps", "Put 2 zeros in front" },
        { "between dilated weights", "its window ends 1 step before its stride of 2 does, which is no multiple of its dilation of 2", "Put 3 zeros in front" },
        { "a wide window", "its outputs would see 300 steps", "kernels of up to 256 steps" },
        { "a stride of all steps", "it would leave one output every 90000 steps", "at most 65536 together" },
        { "pool that overlaps", "pools groups of 3 steps that begin every 2 (strides)", "strides = kernel_shape" },
        { "pool without strides", "pools groups of 3 steps that begin every 1 (strides)", "strides = kernel_shape" },
        { "padded pool", "pads [1, 0] steps around its groups (pads)", "without padding" },
        { "pool of a rest", "gives an output of an incomplete group, too (ceil_mode)", "ceil_mode=False" },
        { "dilated pool", "leaves out steps of its groups (dilations [2])", "stand side by side" },
        { "pool padded by itself", "pads its groups (auto_pad SAME_UPPER)", "without padding" },
        { "pool with places", "gives the places of its maxima too", "return_indices=False" },
        { "pool of channels", "pools [1, 61, 3] along another axis than that of the steps", "along the steps" },
        { "pool of two axes", "pools [1, 1, 3, 61] in groups of [1, 2]", "[N, C, T]" },
        { "two branches", "it reads the model's input, which there is every step, where there is one every 2 steps", "read values from behind it only" },
        { "both directions", "it gives an output every 2 steps in a model whose GRU_", "one direction only" },
        { "two outputs", "it gives an output every 2 steps in a model with the outputs y and z", "--output NODE" },
        { "a state", "gives an output every 2 steps of a call, while other layers keep their state", "without its states" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_no_class_has_is_named(string name, string what, string remedy)
    {
        File.WriteAllBytes(_path, Wrong(name).Bytes());
        SourceProblem problem = Assert.Single(ModelImport.Inspect(_path).Problems);
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_stands_in_the_way_is_said_at_once()
    {
        GraphFile graph = Graph(
            (g, x) =>
            {
                string early = Conv(g, g.Node("MaxPool", [x], Shape(2), Strides(2)), 5, Strides(2), Pads(2, 2));
                string both = g.Node("Transpose", [g.Node("GRU", [g.Node("Transpose", [early], ("perm", (int[])[2, 0, 1])),
                    W(g, 2, 6, 3), W(g, 2, 6, 2)], ("hidden_size", 2), ("direction", "bidirectional"))], ("perm", (int[])[2, 0, 1, 3]));
                return g.Node("Reshape", [both, g.Integers(1, -1, 4)]);
            },
            0);
        File.WriteAllBytes(_path, graph.Bytes());
        string[] problems = [.. ModelImport.Inspect(_path).Problems.Select(problem => problem.What)];
        Assert.Equal(2, problems.Length);
        Assert.Contains(problems, what => what.Contains("its outputs see 1 step after", StringComparison.Ordinal));
        Assert.Contains(problems, what => what.Contains("reads both directions", StringComparison.Ordinal));
    }

    public void Dispose() => File.Delete(_path);

    private static GraphFile Wrong(string name) => name switch
    {
        "two outputs" => TwoOutputs(),
        "a state" => WithState(),
        _ => Graph((g, x) => Wrong(g, x, name), 0),
    };

    private static string Wrong(GraphFile g, string x, string name) => name switch
    {
        "looks ahead" => Conv(g, x, 5, Strides(2), Pads(2, 2)),
        "no zeros" => Conv(g, x, 5, Strides(2)),
        "looks ahead, every step" => Conv(g, x, 3, Pads(1, 1)),
        "too many zeros" => Conv(g, x, 3, Strides(2), Pads(1, 2)),
        "too many zeros, every step" => Conv(g, x, 3, Pads(2, 1)),
        "between dilated weights" => Conv(g, x, 3, Strides(2), Pads(4, 0), Dilations(2)),
        "a wide window" => Conv(g, x, 200, Strides(101), Pads(199, 0)),
        "a stride of all steps" => g.Node("MaxPool", [g.Node("MaxPool", [x], Shape(300), Strides(300))], Shape(300), Strides(300)),
        "pool that overlaps" => g.Node("MaxPool", [x], Shape(3), Strides(2)),
        "pool without strides" => g.Node("AveragePool", [x], Shape(3)),
        "padded pool" => g.Node("MaxPool", [x], Shape(2), Strides(2), Pads(1, 0)),
        "pool of a rest" => g.Node("AveragePool", [x], Shape(2), Strides(2), ("ceil_mode", 1)),
        "dilated pool" => g.Node("MaxPool", [x], Shape(2), Strides(2), Dilations(2)),
        "pool padded by itself" => g.Node("MaxPool", [x], Shape(2), Strides(2), ("auto_pad", "SAME_UPPER")),
        "pool with places" => g.Nodes("MaxPool", [x], 2, Shape(2), Strides(2))[0],
        "pool of channels" => Turned(g, g.Node("MaxPool", [Turned(g, x)], Shape(3), Strides(3))),
        "pool of two axes" => g.Node("Squeeze", [g.Node("MaxPool",
            [g.Node("Unsqueeze", [x, g.Integers(1)])], ("kernel_shape", (int[])[1, 2]), ("strides", (int[])[1, 2])), g.Integers(1)]),
        "two branches" => g.Node("Add", [Conv(g, x, 2, Strides(2)), Conv(g, x, 2, Strides(2))]),
        "both directions" => g.Node("Reshape", [g.Node("Transpose", [g.Node("GRU", [g.Node("Transpose", [Conv(g, x, 2, Strides(2))],
            ("perm", (int[])[2, 0, 1])), W(g, 2, 6, 3), W(g, 2, 6, 2)], ("hidden_size", 2), ("direction", "bidirectional"))],
            ("perm", (int[])[2, 0, 1, 3])), g.Integers(1, -1, 4)]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such graph"),
    };

    private static string Conv(GraphFile g, string x, int kernel, params (string, object)[] attributes) =>
        g.Node("Conv", [x, W(g, 3, 3, kernel), W(g, 3)], attributes);

    private static GraphFile TwoOutputs()
    {
        GraphFile graph = new();
        string first = Conv(graph, graph.Input("x", 1, 3, 0), 2, Strides(2));
        graph.Name(graph.Node("Relu", [first]), "y");
        graph.Name(graph.Node("Tanh", [first]), "z");
        graph.Output("y", 1, 3, 0);
        graph.Output("z", 1, 3, 0);
        return graph;
    }

    private static GraphFile WithState()
    {
        GraphFile graph = new();
        string x = Turned(graph, Conv(graph, graph.Input("x", 1, 3, 8), 2, Strides(2)));
        string[] results = graph.Nodes(
            "GRU", [graph.Node("Transpose", [x], ("perm", (int[])[1, 0, 2])), W(graph, 1, 12, 3), W(graph, 1, 12, 4), "", "", graph.Input("h", 1, 1, 4)], 2,
            ("hidden_size", 4));
        graph.Name(graph.Node("Squeeze", [results[0], graph.Integers(1)]), "y");
        graph.Name(results[1], "hn");
        graph.Output("y", 4, 1, 4);
        graph.Output("hn", 1, 1, 4);
        return graph;
    }
}
