using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>ONNX files.</summary>
internal sealed class OnnxReader : FormatReader
{
    public override string Format => "ONNX";

    public override bool Recognises(ReadOnlySpan<byte> head, Stream file) => OnnxFile.Recognises(head);

    public override SourceModel Read(Stream file, string name, ReadOptions options) => ReadModel(file, name, options).Model;

    /// <summary>Reads a model, and how its file is called.</summary>
    /// <exception cref="SourceFormatException">The file is damaged or contradicts itself.</exception>
    public static OnnxModel ReadModel(Stream file, string name, ReadOptions options)
    {
        ModelProto model = OnnxFile.Read(file, name);
        int opset = OnnxFile.Opset(model, name);
        bool roundsValues = FloatGraph.Make(model);
        var initialisers = new Initialisers();
        initialisers.Add(model.Graph);
        GraphInput[] inputs =
            [.. model.Graph.Input.Where(input => !initialisers.Contains(input.Name)).Select(input => GraphInput.Of(input, options))];
        var wanted = new WantedOutputs(model.Graph, options);
        var search = new InputSearch(model, opset, inputs, wanted, options, initialisers);
        GraphAttempt best = search.Find() ?? throw Open(name, inputs);
        StreamContext.Decide(best, options);
        if (best.Evaluator.Problems.Count > 0 && best.Layout.IsOpen && best.Layout.Input.Params[^1] is { Length: > 0 } open
            && best.Layout.Axes[^1] == OnnxAxis.Time)
            best.Evaluator.Remarks.Add(
                $"The file leaves '{open}' of the input '{best.Layout.Input.Name}' {best.Layout.Input} open. If it is the number of values of one step, and "
                + $"not of steps, fix it: --set {open}=NUMBER.");
        if (roundsValues)
            best.Evaluator.Remarks.Add(
                "The file rounds values to integers between its layers; the class does not, but computes with what its weights stand for. `tinyrnn quantize` "
                + "stores weights in integers.");
        OnnxModel built = ModelBuilder.Build(model, best, initialisers);
        return built with { Contract = built.Contract is { } contract ? contract with { RoundsValues = roundsValues } : null };
    }

    private static SourceFormatException Open(string name, GraphInput[] inputs)
    {
        string all = string.Join("; ", inputs.Select(input => $"'{input.Name}' {input}"));
        return new(inputs.Length == 0 ? $"{name} has no input: there is nothing to compute step by step."
            : $"{name} leaves sizes of its input open ({all}). Fix the number of values of a step by the size's name: --set NAME=SIZE, or export the network "
                + $"with it.");
    }
}
