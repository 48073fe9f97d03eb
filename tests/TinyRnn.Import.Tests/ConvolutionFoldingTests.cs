using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Lowering;

namespace TinyRnn.Import.Tests;

/// <summary>Scales and shifts beside a convolution become part of its weights, where that is the same function.</summary>
public class ConvolutionFoldingTests
{
    private const int Inputs = 4;
    private const int Outputs = 6;
    private const int Kernel = 3;
    private const int Steps = 9;

    /// <summary>Powers of two: the weights that they are multiplied into stay exact.</summary>
    private static readonly float[] s_scale = [2, 0.5f, -4, 1, 0.25f, 8];

    private static readonly float[] s_inputs = [.. Enumerable.Range(0, Steps * Inputs).Select(i => MathF.Sin(1 + (1.7f * i)))];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void Scales_on_both_sides_are_folded(int groups, bool hasShift)
    {
        SourceModel model = Model(groups, hasShift);
        SourceGraph graph = new(model);
        string[] remarks = [.. ScaleFolding.Fold(graph)];

        // Zeros in front of the first step would be the shift.
        Assert.Equal(hasShift ? 2 : 1, graph.Nodes.Count);
        Assert.Equal(hasShift ? 1 : 2, remarks.Length);
        ConvNode convolution = Assert.IsType<ConvNode>(graph.Nodes[^1]);
        Assert.Equal((2, groups), (convolution.Dilation, convolution.Groups));
        double[] expected = Run(model);
        double[] found = Run(model with { Nodes = [.. graph.Nodes], Outputs = [graph.Output] });

        // Sums of 12 products of magnitude 8, in double.
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 12 * 8 * 1.2e-16));
        Assert.True(expected.Distinct().Count() > Steps);
    }

    private static SourceModel Model(int groups, bool hasShift)
    {
        int columns = Inputs / groups * Kernel;
        SourceTensor weights = new([Outputs, Inputs / groups, Kernel], [.. Enumerable.Range(0, Outputs * columns).Select(i => ((i * 7 % 23) - 11) / 16f)]);
        float[] shift = hasShift ? [1, 0, 2, 3] : new float[Inputs];
        return new SourceModel
        {
            Format = "a test",
            InputSize = Inputs,
            InputName = "x",
            Nodes =
            [
                new ScaleShiftNode("before", [SourceNode.ModelInput], SourceTensor.Vector(s_scale[..Inputs]), SourceTensor.Vector(shift)),
                new ConvNode("conv", [0], weights, SourceTensor.Vector([0.5f, 1, -1, 2, 0.25f, 0]), 2, groups),
                new ScaleShiftNode("after", [1], SourceTensor.Vector(s_scale), SourceTensor.Vector([1, 2, 0.5f, -1, 3, 0.25f])),
            ],
            Outputs = [2],
            OutputNames = ["y"],
        };
    }

    private static double[] Run(SourceModel model) =>
        [.. new Interpreter<double>(model).Run(s_inputs).Outputs[model.Outputs[0]].SelectMany(step => step)];
}
