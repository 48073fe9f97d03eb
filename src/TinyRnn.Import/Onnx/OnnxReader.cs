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
        var initialisers = new Initialisers();
        initialisers.Add(model.Graph);
        GraphInput[] inputs =
            [.. model.Graph.Input.Where(input => !initialisers.Contains(input.Name)).Select(input => GraphInput.Of(input, options))];
        GraphAttempt? best = null;
        foreach ((InputLayout layout, GraphInput[] others) in Meanings(model, inputs, options))
        {
            GraphAttempt attempt = Follow(model, opset, layout, others, options, initialisers);
            if (best is null || attempt.Doubt < best.Doubt)
                best = attempt;
            if (best.Doubt == 0)
                break;
        }

        best = Known(model, opset, inputs, options, initialisers, best) ?? best ?? throw Open(name, inputs);
        StreamContext.Decide(best, options);
        if (best.Evaluator.Problems.Count > 0 && best.Layout.IsOpen && best.Layout.Input.Params[^1] is { Length: > 0 } open
            && best.Layout.Axes[^1] == OnnxAxis.Time)
            best.Evaluator.Remarks.Add(
                $"The file leaves '{open}' of the input '{best.Layout.Input.Name}' {best.Layout.Input} open. If it is the number of values of one step, and "
                + $"not of steps, fix it: --set {open}=NUMBER.");
        return ModelBuilder.Build(model, best, initialisers);
    }

    /// <summary>The graph with one meaning of its input's axes; where the file leaves the length open, with one that all strides divide.</summary>
    private static GraphAttempt Follow(
        ModelProto model, int opset, InputLayout layout, GraphInput[] others, ReadOptions options, Initialisers initialisers)
    {
        while (true)
        {
            var attempt = new GraphAttempt(model, opset, layout, others, options, initialisers);
            attempt.Run();
            if (!layout.IsOpen || layout.Steps % attempt.Evaluator.Whole == 0)
                return attempt;
            layout = layout.Whole(attempt.Evaluator.Whole);
        }
    }

    /// <summary>The graph with the length that is known of it, where the file leaves that open and it makes no sense otherwise.</summary>
    private static GraphAttempt? Known(
        ModelProto model, int opset, GraphInput[] inputs, ReadOptions options, Initialisers initialisers, GraphAttempt? best)
    {
        if (best is { Evaluator.Problems.Count: 0 })
            return null;
        foreach (GraphInput candidate in inputs.Where(input => !options.Values.ContainsKey(input.Name)))
        {
            GraphInput[] others = [.. inputs.Where(input => input != candidate)];
            foreach (InputLayout layout in StreamContext.Layouts(candidate))
            {
                var attempt = new GraphAttempt(model, opset, layout, others, options, initialisers);
                attempt.Run();
                if (StreamContext.IsKnown(attempt))
                    return attempt;
            }
        }

        return null;
    }

    /// <summary>Which input is the sequence, and what its axes are.</summary>
    private static IEnumerable<(InputLayout, GraphInput[])> Meanings(ModelProto model, GraphInput[] inputs, ReadOptions options)
    {
        HashSet<string> asked = [.. model.Graph.Node.SelectMany(node => node.OpType is "LSTM" or "GRU" or "RNN" ? node.Input.Skip(1) : [])];
        GraphInput[] candidates =
            [.. inputs.Where(input => !options.Values.ContainsKey(input.Name) && (inputs.Length == 1 || !input.IsScalar))
            .OrderBy(input => asked.Contains(input.Name) ? 2 : StateNames.Looks(input.Name) ? 1 : 0)];
        foreach (GraphInput candidate in candidates)
        {
            foreach (InputLayout layout in InputLayout.Of(candidate))
                yield return (layout, [.. inputs.Where(input => input != candidate)]);
        }
    }

    private static SourceFormatException Open(string name, GraphInput[] inputs)
    {
        string all = string.Join("; ", inputs.Select(input => $"'{input.Name}' {input}"));
        return new(inputs.Length == 0 ? $"{name} has no input: there is nothing to compute step by step."
            : $"{name} leaves sizes of its input open ({all}). Fix the number of values of a step by the size's name: --set NAME=SIZE, or export the network "
                + $"with it.");
    }
}
