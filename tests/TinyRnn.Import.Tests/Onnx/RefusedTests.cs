using TinyRnn.Import.Interpretation;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Files that are broken, or use what is rarely supported.</summary>
public class RefusedTests
{
    [Theory]
    [InlineData("onnx_weights_are_inputs", "W is the graph input 'W', R is the graph input 'R', B is the graph input 'B'")]
    [InlineData("onnx_attention", "com.microsoft.MultiHeadAttention")]
    [InlineData("onnx_lstm_sequence_lens", "the graph input 'sequence_lens'")]
    [InlineData("onnx_lstm_constant_initial_h", "initial_h that differs between the 2 members of the batch")]
    public void What_is_not_supported_is_named(string file, string message)
    {
        SourceModel model = OnnxCase.Read(At(file + ".onnx")).Model;
        Assert.Contains(model.Problems, problem => problem.What.Contains(message, StringComparison.Ordinal));
        Assert.Contains(model.Nodes, node => node is RecurrentNode or OtherNode);
    }

    [Theory]
    [InlineData("values", "makes numbers of integers that are no constants of the file")]
    [InlineData("blocks", "has a scale for each block of weights")]
    [InlineData("axis", "has 3 scales and 3 zero points for [3, 4], axis 1")]
    [InlineData("zeros", "has 4 scales and 3 zero points for [3, 4], axis 1")]
    [InlineData("no axis", "has 4 scales and 4 zero points for [3, 4], axis 7")]
    public void Integers_that_are_no_weights_are_named(string what, string message)
    {
        GraphFile graph = new();
        string x = graph.Input("x", 1, 0, 3);
        string weights = graph.Bytes(true, new int[12], 3, 4);
        string Scales(int count) => graph.Weight($"scales_{count}", new float[count], count);
        string numbers = what switch
        {
            "values" => graph.Node("DequantizeLinear", [x, graph.Number(0.1f)]),
            "blocks" => graph.Node("DequantizeLinear", [weights, Scales(4)], ("block_size", 2)),
            "axis" => graph.Node("DequantizeLinear", [weights, Scales(3)]),
            "zeros" => graph.Node("DequantizeLinear", [weights, Scales(4), graph.Bytes(true, new int[3], 3)]),
            _ => graph.Node("DequantizeLinear", [weights, Scales(4)], ("axis", 7)),
        };
        graph.Name(what == "values" ? numbers : graph.Node("MatMul", [x, numbers]), "y");
        graph.Output("y", 1, 0, 0);
        Assert.Contains(graph.Read().Model.Problems, problem => problem.What.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_layer_before_and_behind_what_is_not_known_is_shown_all_the_same()
    {
        SourceModel model = OnnxCase.Read(At("onnx_attention.onnx")).Model;
        Assert.Equal(["LSTM", "MultiHeadAttention"], model.Nodes.Select(node => node.Kind));
    }

    [Theory]
    [InlineData("truncated.onnx", "damaged or cut off")]
    [InlineData("onnx_external_data_missing.onnx", "weights.bin")]
    public void Files_that_are_not_whole_are_refused_in_a_line(string file, string message)
    {
        SourceFormatException error = Assert.Throws<SourceFormatException>(() => FormatReaders.Read(At(file)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("onnx_gru_clip")]
    [InlineData("onnx_lstm_hard_sigmoid")]
    public void Options_of_cells_are_computed_right(string file)
    {
        SourceModel model = OnnxCase.Read(At(file + ".onnx")).Model;
        Assert.Empty(model.Problems);
        using SafetensorsReader reader = SafetensorsReader.Open(At(file + ".expected.safetensors"));
        TensorInfo x = reader.Tensors.Single(tensor => tensor.Name.EndsWith('X') || tensor.Name.EndsWith('x'));
        TensorInfo y = reader.Tensors.Single(tensor => tensor.Name.EndsWith('Y') || tensor.Name.EndsWith('y'));
        float[] inputs = new float[x.ElementCount], outputs = new float[y.ElementCount];
        reader.Read(x, inputs);
        reader.Read(y, outputs);
        for (int item = 0; item < 2; item++)
        {
            // [T, B, I] and [T, D, B, H].
            float[] sequence = [.. Enumerable.Range(0, 15).Select(i => inputs[i / 3 * 6 + item * 3 + i % 3])];
            double[] expected = [.. Enumerable.Range(0, 20).Select(i => (double)outputs[i / 4 * 8 + item * 4 + i % 4])];
            double[] exact = [.. new Interpreter<double>(model).Run(sequence).Outputs[model.Outputs[0]].SelectMany(step => step)];
            double rounding = new Interpreter<float>(model).Run(sequence).Outputs[model.Outputs[0]].SelectMany(step => step)
                .Zip(exact, (a, b) => Math.Abs(a - b)).Max();
            double bound = 8 * Math.Max(rounding, expected.Max(Math.Abs) / (1 << 24));
            Assert.True(expected.Zip(exact, (a, b) => Math.Abs(a - b)).Max() <= bound);
        }
    }

    private static string At(string file) => Path.Combine(OnnxCase.Folder, "refuse", file);
}
