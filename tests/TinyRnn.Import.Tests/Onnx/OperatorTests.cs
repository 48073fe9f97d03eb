using Onnx;
using TinyRnn.Import.Onnx;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>The recurrent operators one by one: random weights, the conformance suite, and their rarer options.</summary>
public class OperatorTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "data", "onnx");

    public static TheoryData<string> Cases => [.. ((string[])["random", "suite", "exported"]).SelectMany(group =>
        Directory.GetDirectories(Path.Combine(s_folder, group)).Select(folder => $"{group}/{Path.GetFileName(folder)}"))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_the_values_of_the_operator(string name)
    {
        ModelProto file = Whole(name);
        string[] outputs = [.. file.Graph.Output.Select(output => output.Name).Where(output => output != "Y_c")];
        using var model = new OnnxCase(new GraphFile(file).Read(new ReadOptions { Outputs = outputs }), Data(name));
        Assert.Equal(outputs, model.Model.OutputNames);

        // The suite's values are float32.
        model.Check(isRounded: name.StartsWith("suite", StringComparison.Ordinal));
    }

    [Fact]
    public void All_cases_are_there() => Assert.Equal(23, Cases.Count);

    [Fact]
    public void Final_states_beside_the_sequence_are_the_models_state()
    {
        SourceModel model = new GraphFile(Whole("random/lstm_forward")).Read().Model;
        Assert.Equal(["Y"], model.OutputNames);
        Assert.Contains(model.Remarks, remark => remark.Contains("'Y_h'", StringComparison.Ordinal));
        Assert.Contains(model.Remarks, remark => remark.Contains("'Y_c'", StringComparison.Ordinal));
        SourceModel cell = new GraphFile(Whole("random/lstm_forward")).Read(new ReadOptions { Outputs = ["Y_c"] }).Model;
        Assert.Contains("is the cell of an LSTM", Assert.Single(cell.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Activations_have_numbers_of_their_own_in_each_direction()
    {
        RecurrentNode node = Read("random/lstm_bidirectional",
            ("activations", (string[])["HardSigmoid", "ScaledTanh", "Elu", "Sigmoid", "LeakyRelu", "Affine"]),
            ("activation_alpha", (float[])[0.3f, 0.4f, 0.5f, 0.6f, 0.7f]),
            ("activation_beta", (float[])[0.1f, 0.2f, 0.8f]));
        Assert.Equal(new SourceActivation(ActivationKind.HardSigmoid, 0.3f, 0.1f), node.Directions[0].Gate);
        Assert.Equal(new SourceActivation(ActivationKind.ScaledTanh, 0.4f, 0.2f), node.Directions[0].Candidate);
        Assert.Equal(new SourceActivation(ActivationKind.Elu, 0.5f), node.Directions[0].CellOutput);
        Assert.Equal(SourceActivation.Sigmoid, node.Directions[1].Gate);
        Assert.Equal(new SourceActivation(ActivationKind.LeakyRelu, 0.6f), node.Directions[1].Candidate);
        Assert.Equal(new SourceActivation(ActivationKind.Affine, 0.7f, 0.8f), node.Directions[1].CellOutput);
    }

    [Fact]
    public void Options_of_the_cell_are_kept()
    {
        RecurrentNode node = Read("random/lstm_peepholes", ("input_forget", 1), ("clip", 0.75f));
        Assert.True(node.CouplesGates);
        Assert.Equal(0.75f, node.GateClip);
        Assert.Equal([3, 5], node.Directions[0].Peepholes!.Shape.ToArray());
    }

    [Theory]
    [InlineData("activations", "Selu", "activations")]
    [InlineData("direction", "sideways", "direction 'sideways'")]
    public void Unknown_options_are_problems(string attribute, string value, string message)
    {
        ModelProto file = Whole("random/gru_lbr0");
        file.Graph.Node[0].Attribute.Add(GraphFile.Attribute(attribute, attribute == "activations" ? (string[])[value] : value));
        Assert.Contains(new GraphFile(file).Read().Model.Problems, problem => problem.What.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Lengths_that_are_those_of_the_tensor_do_not_matter_and_others_do()
    {
        Assert.Empty(WithLengths(6).Problems);
        Assert.Contains("sequence_lens", Assert.Single(WithLengths(4).Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_batch_may_come_first()
    {
        // layout 1: X [B, T, I], Y [B, T, D, H]; the numbers are those of layout 0.
        ModelProto file = Whole("random/gru_lbr1");
        file.Graph.Node[0].Attribute.Add(GraphFile.Attribute("layout", 1));
        file.Graph.Input[0].Type.TensorType.Shape.Dim.Clear();
        file.Graph.Input[0].Type.TensorType.Shape.Dim.Add(((long[])[1, 6, 3])
            .Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        OnnxModel model = new GraphFile(file).Read();
        Assert.Empty(model.Model.Problems);
        Assert.Equal([OnnxAxis.Batch, OnnxAxis.Time, OnnxAxis.Feature], model.Contract!.Sequence.Axes);
        Assert.Equal(1, model.Contract.Outputs[0].TimeAxis);
    }

    private static SourceModel WithLengths(int length)
    {
        ModelProto file = Whole("random/lstm_nobias");
        var lengths = new TensorProto { Name = "lengths", DataType = 6 };
        lengths.Dims.Add(1);
        lengths.Int32Data.Add(length);
        file.Graph.Initializer.Add(lengths);
        file.Graph.Node[0].Input.AddRange(["", "lengths"]);
        return new GraphFile(file).Read().Model;
    }

    private static RecurrentNode Read(string name, params (string Name, object Value)[] attributes)
    {
        ModelProto file = Whole(name);
        file.Graph.Node[0].Attribute.AddRange(attributes.Select(attribute => GraphFile.Attribute(attribute.Name, attribute.Value)));
        SourceModel model = new GraphFile(file).Read().Model;
        Assert.Empty(model.Problems);
        return Assert.Single(model.Nodes.OfType<RecurrentNode>());
    }

    private static string Data(string name) => Path.Combine(s_folder, name, "data.safetensors");

    /// <summary>The graph with its weights inside: all inputs but the first.</summary>
    private static ModelProto Whole(string name)
    {
        ModelProto file = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(s_folder, name, "model.onnx")));
        using SafetensorsReader data = SafetensorsReader.Open(Data(name));
        foreach (ValueInfoProto input in file.Graph.Input.Skip(1).ToArray())
        {
            TensorInfo info = data.Get("input." + input.Name);
            float[] values = new float[info.ElementCount];
            data.Read(info, values);
            var tensor = new TensorProto { Name = input.Name, DataType = 1 };
            tensor.Dims.AddRange(info.Shape.Select(size => (long)size));
            tensor.FloatData.AddRange(values);
            file.Graph.Initializer.Add(tensor);
            file.Graph.Input.Remove(input);
        }

        return file;
    }
}
