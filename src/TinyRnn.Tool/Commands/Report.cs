using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace TinyRnn.Tool.Commands;

/// <summary>What a file holds, as tables and as JSON.</summary>
internal static class Report
{
    private const int FloatBytes = 4;

    public static int PrintTable(string file, ModelImport import, int code)
    {
        SourceModel model = import.Source;
        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            console.Profile.Width = 160;
        string producer = model.Producer is null ? "" : $", written by {model.Producer}";
        console.MarkupLineInterpolated($"{Path.GetFileName(file)}: {model.Format}{producer}");
        string input = model.Vocabulary > 0 ? $"token ids below {model.Vocabulary}"
            : model.Inputs.Count > 1 ? $"{model.InputSize} a step, {SourceInput.List(model.Inputs)}" : $"{model.InputSize} a step";
        string outputs = string.Join(", ", model.Outputs.Select(place => $"{model.Nodes[place].Name} [{model.Nodes[place].Size}]"));
        console.MarkupLineInterpolated($"input {model.InputName}: {input}; outputs: {outputs}");
        Table table = new Table().AddColumns("node", "what", "reads", "gives", "parameters", "multiply-adds a step", "state");
        long[] products = Sizes.Products(model);
        foreach ((SourceNode node, long multiplyAdds) in model.Nodes.Zip(products))
        {
            string what = node.Options.Length == 0 ? node.Kind : $"{node.Kind}, {node.Options}";
            string reads = string.Join(", ", node.Inputs.Select(place => place == SourceNode.ModelInput ? model.InputName : model.Nodes[place].Name));
            table.AddRow(
                Escaped(node.Name), Escaped(what), Escaped(reads), Text(node.Size), Text(Sizes.Parameters(node)), Text(multiplyAdds),
                Text(Sizes.State(node)));
        }

        console.Write(table);
        long parameters = model.Nodes.Sum(Sizes.Parameters);
        string weights = $"{Counted.Of(Text(parameters), "parameter")}, {Text(parameters * FloatBytes)} bytes";
        console.MarkupLineInterpolated(
            $"{weights}; {Counted.Of(Text(products.Sum()), "multiply-add")} a step; {Counted.Of(Text(model.Nodes.Sum(Sizes.State)), "number")} of state");
        foreach (string remark in import.Remarks)
            console.MarkupLineInterpolated($"note: {remark}");
        foreach (SourceProblem problem in import.Problems)
            console.MarkupLineInterpolated($"cannot be expressed: {problem.ToString()}");
        return code;
    }

    public static int PrintJson(string file, ModelImport import, int code, ProofResult? proof = null)
    {
        using Stream output = Console.OpenStandardOutput();
        using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("file", Path.GetFileName(file));
            json.WriteString("format", import.Source.Format);
            json.WriteString("producer", import.Source.Producer);
            json.WriteNumber("inputSize", import.Source.InputSize);
            json.WriteNumber("vocabulary", import.Source.Vocabulary);
            WriteInputs(json, import.Source);
            WriteNodes(json, import.Source);
            WriteTexts(json, "notes", import.Remarks);
            WriteProblems(json, import.Problems);
            WriteTexts(json, "files", import.Files.Select(made => made.Name));
            if (proof is { } proven)
                WriteProof(json, proven, import.Origin);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetBytes("\n"));
        return code;
    }

    private static void WriteInputs(Utf8JsonWriter json, SourceModel model)
    {
        json.WriteStartArray("inputs");
        foreach (SourceInput input in model.Inputs.Count > 0 ? model.Inputs : [new(model.InputName, 0, model.InputSize)])
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteNumber("first", input.First);
            json.WriteNumber("count", input.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNodes(Utf8JsonWriter json, SourceModel model)
    {
        json.WriteStartArray("nodes");
        foreach ((SourceNode node, long multiplyAdds) in model.Nodes.Zip(Sizes.Products(model)))
        {
            json.WriteStartObject();
            json.WriteString("name", node.Name);
            json.WriteString("kind", node.Kind);
            json.WriteString("options", node.Options);
            json.WriteStartArray("inputs");
            foreach (int place in node.Inputs)
                json.WriteStringValue(place == SourceNode.ModelInput ? model.InputName : model.Nodes[place].Name);
            json.WriteEndArray();
            json.WriteNumber("size", node.Size);
            json.WriteNumber("parameters", Sizes.Parameters(node));
            json.WriteNumber("multiplyAdds", multiplyAdds);
            json.WriteNumber("state", Sizes.State(node));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "outputs", model.Outputs.Select(place => model.Nodes[place].Name));
    }

    private static void WriteProblems(Utf8JsonWriter json, IReadOnlyList<SourceProblem> problems)
    {
        json.WriteStartArray("problems");
        foreach (SourceProblem problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("where", problem.Where);
            json.WriteString("what", problem.What);
            json.WriteString("remedy", problem.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProof(Utf8JsonWriter json, ProofResult proof, string origin)
    {
        json.WriteStartObject("proof");
        json.WriteNumber("largestError", proof.LargestError);
        json.WriteNumber("bound", proof.Bound);
        json.WriteNumber("outputs", proof.Outputs);
        json.WriteString("truth", origin);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Escaped(string text) => Markup.Escape(new string([.. text.Select(c => char.IsControl(c) ? '?' : c)]));

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
