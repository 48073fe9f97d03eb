using System.Text.RegularExpressions;

namespace TinyRnn.Generator.Tests;

/// <summary>What people write who use a model: it compiles if the class has the members that it would have, were it right.</summary>
internal static partial class UsageCode
{
    /// <summary>The source with code that uses what it declares, a model or a pair.</summary>
    public static string BesideOf(string source)
    {
        string last = source[(source.TrimEnd(';', ' ').LastIndexOf(';') + 1)..];
        Match pair = Pair().Match(last);
        string usage = pair.Success && !last.Contains("[RecurrentModel", StringComparison.Ordinal) ? OfPair(pair)
            : OfModel(pair.Success ? last : source);
        // Beside a class inside of another one it sees what is private there.
        return Container().IsMatch(source) ? $"{source.TrimEnd()[..^1]}{usage} }}" : source + usage;
    }

    private static string OfModel(string source)
    {
        string name = Model().Match(source) is { Success: true } match ? match.Groups[1].Value : "M";
        bool readsTokens = source.Contains("[OneHot(", StringComparison.Ordinal) && FirstLayer(source) == "OneHot"
            || FirstLayer(source) == "Embedding" && !EmbeddingOfColumn().IsMatch(source);
        bool isBidirectional = source.Contains("Bidirectional = true", StringComparison.Ordinal) && !StepsByItself().IsMatch(source);
        bool isStrided = Strided().IsMatch(source) && !isBidirectional && !StepsByItself().IsMatch(source)
            && !source.Contains("[Outputs", StringComparison.Ordinal);
        return Class(name.Replace("<T>", "<int>", StringComparison.Ordinal), source, readsTokens, isBidirectional, isStrided);
    }

    private static string Class(string type, string source, bool readsTokens, bool isBidirectional, bool isStrided)
    {
        string element = readsTokens ? "int" : "float";
        List<string> lines =
        [
            $"{type} net = {type}.Create(1);",
            $"net = {type}.Load(\"a.safetensors\");",
            $"{type}.State state = default;",
            $"{element}[] x = new {element}[{type}.InputSize];",
            $"float[] y = new float[{type}.OutputSize];",
            "net.Run(ref state, x, y);",
            "net.Save(\"a.safetensors\");",
            "state = default;",
            $"{type}.State[] states = [state, state];",
        ];
        if (!isBidirectional)
        {
            lines.Add(isStrided ? "if (net.Step(ref state, x, y)) net.Advance(ref state, x);" : "net.Step(ref state, x, y);");
            if (!source.Contains("OneTo", StringComparison.Ordinal))
                lines.Add("net.RunMany(states, x, y);");
        }

        if (readsTokens && !isBidirectional && !isStrided && !source.Contains("ManyToOne", StringComparison.Ordinal))
            lines.Add(source.Contains("[Outputs(", StringComparison.Ordinal) ? "" : "int count = net.Generate(ref state, 0, new int[9]);");
        else if (source.Contains("Feedback = Feedback.", StringComparison.Ordinal) && !readsTokens)
            lines.Add("net.Generate(ref state, x, y);");
        if (source.Contains("[Trainable", StringComparison.Ordinal))
        {
            bool hasLabels = source.Contains("Loss.CrossEntropy", StringComparison.Ordinal) || source.Contains("Loss.Focal", StringComparison.Ordinal);
            string targets = hasLabels ? "int" : "float";
            lines.Add($"{type}.Trainer trainer = new(net);");
            lines.Add($"float loss = trainer.TrainBatch(x, new {targets}[1]);");
            lines.Add("trainer.Publish();");
        }

        if (source.Contains("[PretrainedWeights", StringComparison.Ordinal))
            lines.Add($"net = {type}.Pretrained;");
        return Method(lines);
    }

    private static string OfPair(Match pair)
    {
        string type = pair.Groups[1].Value;
        List<string> lines =
        [
            $"{type} net = {type}.Create(1);",
            $"net = {type}.Load(\"a.safetensors\");",
            "float[] x = new float[3];",
            "net.Run(x, x, x);",
            "net.Save(\"a.safetensors\");",
        ];
        if (pair.Value.Contains("[Trainable", StringComparison.Ordinal))
        {
            lines.Add($"{type}.Trainer trainer = new(net);");
            lines.Add("trainer.Publish();");
        }

        return Method(lines);
    }

    private static string Method(IEnumerable<string> lines) => $" static class Usage {{ static void Use() {{ {string.Join(" ", lines)} }} }}";

    private static string FirstLayer(string source) => First().Match(source) is { Success: true } match ? match.Groups[1].Value : "";

    [GeneratedRegex(@"\[EncoderDecoder<[^]]*\] ?(?:\[[^]]*\] )?(?:public |internal )?partial class (\w+)")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\] (?:abstract |file )?(?:partial )?(?:class|record|struct|interface) (\w+(?:<T>)?)")]
    private static partial Regex Model();

    [GeneratedRegex(@"class [\w<>]+ \{ \[RecurrentModel")]
    private static partial Regex Container();

    [GeneratedRegex(@"\[RecurrentModel[^]]*\] \[(\w+)")]
    private static partial Regex First();

    [GeneratedRegex(@"\[RecurrentModel[^]]*\] \[Embedding\([^]]*Column")]
    private static partial Regex EmbeddingOfColumn();

    [GeneratedRegex(@"OneToMany|OneToOne|Feedback = ")]
    private static partial Regex StepsByItself();

    [GeneratedRegex(@"Pool1D|\[Conv1D[^]]*Stride = [^10]")]
    private static partial Regex Strided();
}
