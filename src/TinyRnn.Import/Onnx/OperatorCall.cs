using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>One node of the graph with the values of its inputs.</summary>
internal sealed class OperatorCall(GraphEvaluator evaluator, NodeProto node, GraphValue?[] inputs, string name)
{
    public GraphEvaluator Evaluator { get; } = evaluator;

    public LiftedGraph Graph => Evaluator.Graph;

    public int Opset => Evaluator.Opset;

    public NodeProto Node { get; } = node;

    /// <summary>What messages and the lifted nodes call it.</summary>
    public string Name { get; } = name;

    public GraphValue?[] Inputs { get; } = inputs;

    public GraphValue?[] Results { get; } = new GraphValue?[node.Output.Count];

    public bool Has(int input) => input < Inputs.Length && Inputs[input] is not null;

    /// <summary>An input that must be there.</summary>
    public GraphValue Input(int input) => Has(input) ? Inputs[input]!
        : throw new NotUnderstoodException($"has no input {input}", "The file contradicts itself; export it again.");

    /// <summary>Whether an output is read by anything.</summary>
    public bool Wants(int output) => output < Node.Output.Count && Node.Output[output].Length > 0;

    public void Result(GraphValue value) => Results[0] = value;

    public void Result(int output, GraphValue value)
    {
        if (output < Results.Length)
            Results[output] = value;
    }

    public AttributeProto? Attribute(string key) => Node.Attribute.FirstOrDefault(attribute => attribute.Name == key);

    public long Int(string key, long otherwise) => Attribute(key)?.I ?? otherwise;

    public float Float(string key, float otherwise) => Attribute(key)?.F ?? otherwise;

    public string Text(string key, string otherwise) => Attribute(key)?.S.ToStringUtf8() ?? otherwise;

    public long[]? Ints(string key) => Attribute(key) is { } attribute ? [.. attribute.Ints] : null;

    /// <summary>Integers that are an attribute in old opsets and an input in new ones.</summary>
    public long[]? Ints(string key, int input) => Has(input) ? Ints(input) : Ints(key);

    /// <summary>Constant integers of an input.</summary>
    public long[] Ints(int input) => Input(input) switch
    {
        IntValue value => value.Data,
        RealValue value => Array.ConvertAll(value.Data, number => (long)number),
        _ => throw new NotUnderstoodException($"input {input} depends on the model's input",
            "Shapes and positions must be fixed; export the network without data-dependent shapes."),
    };

    /// <summary>Constant numbers of an input.</summary>
    public NdArray<float> Reals(int input, string what) => Input(input) switch
    {
        RealValue value => value.Array,
        IntValue value => new(value.Shape, Array.ConvertAll(value.Data, number => (float)number)),
        _ => throw new NotUnderstoodException($"{what} is not a constant of the file but {Evaluator.Origin(Node.Input[input])}",
            "Export the network with its weights inside (keep_initializers_as_inputs=False)."),
    };

    /// <summary>The references of an input that depends on the model's input.</summary>
    public NdArray<Ref> Refs(int input) => Input(input).AsRefs();

    /// <summary>The input as one vector a step.</summary>
    public Features Features(int input, bool keepOrder = false) => Onnx.Features.Of(Graph, Refs(input), keepOrder, Name);
}
