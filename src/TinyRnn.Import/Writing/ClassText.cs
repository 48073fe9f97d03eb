using System.Globalization;
using System.Text;
using TinyRnn.Import.Lowering;
using TinyRnn.Import.Vectors;

namespace TinyRnn.Import.Writing;

/// <summary>The class as a careful person would write it.</summary>
internal static class ClassText
{
    private const int Columns = 120;

    /// <summary>A remark is a sentence or two of this library's own around names of the file.</summary>
    private const int LongestRemark = 1000;

    /// <summary>The source file.</summary>
    public static string Of(ClassDraft draft, ImportNames names, ModelOrigin origin, GoldenSet golden)
    {
        StringBuilder text = new();
        Line(text, "using TinyRnn;");
        Line(text, "");
        if (names.Namespace.Length > 0)
        {
            Line(text, $"namespace {names.Namespace};");
            Line(text, "");
        }

        if (draft.HasNarrowLayer)
        {
            Line(text, "#pragma warning disable TRNN3005 // The first dense layer is narrow: as one layer, both would cost more multiply-adds.");
            Line(text, "");
        }

        Documentation(text, draft, names, origin, golden);
        Line(text, $"[{Model(draft)}]");
        for (int layer = 0; layer < draft.Layers.Count; layer++)
            Line(text, $"[{draft.Formats.Attribute(draft.Layers[layer].Text, layer)}]");
        Line(text, $"[PretrainedWeights(\"{names.Weights}\")]");
        Line(text, $"public sealed partial class {names.Class};");
        return text.ToString();
    }

    private static string Model(ClassDraft draft)
    {
        List<string> arguments = draft.ReadsTokens ? [] : [draft.InputSize.ToString(CultureInfo.InvariantCulture)];
        if (draft.Mode != SequenceMode.ManyToMany)
            arguments.Add($"Mode = SequenceMode.{draft.Mode}");
        if (draft.Mode == SequenceMode.ManyToOne && !draft.IsStreaming && draft.Summary != Summary.FinalStates)
            arguments.Add($"Summary = Summary.{draft.Summary}");
        if (draft.Formats.Model != WeightFormat.Float32)
            arguments.Add(ImportedFormats.Argument(draft.Formats.Model));
        return arguments.Count == 0 ? "RecurrentModel" : $"RecurrentModel({string.Join(", ", arguments)})";
    }

    private static void Documentation(StringBuilder text, ClassDraft draft, ImportNames names, ModelOrigin origin, GoldenSet golden)
    {
        SourceModel model = origin.Model;
        string title = model.Name is { Length: > 0 } name ? $"{ForeignWords.Xml(name)}, imported" : "Imported";
        string producer = model.Producer is { } wrote ? $", written by {ForeignWords.Xml(wrote)}" : "";
        Paragraph(
            text, "summary",
            $"{title} from <c>{ForeignWords.Xml(origin.File)}</c> ({model.Format}{producer}): {Inputs(draft, model)}, {Outputs(draft, model)}.");
        Line(text, "/// <remarks>");
        Paragraph(text, "para", $"SHA-256 of the file: <c>{origin.Sha256}</c>. {License(model)}");
        if (draft.Remarks.Count > 0)
            Paragraph(text, "para", string.Join(" ", draft.Remarks.Select(remark => ForeignWords.Xml(remark, LongestRemark))));
        Paragraph(
            text, "para",
            $"Proof: <c>{names.Golden}</c> holds {golden.Sequences} x {Counted.Of(golden.Steps, "step")}, {golden.Origin}; <see cref=\"ModelProof\"/> "
            + $"replays them.");
        Line(text, "/// </remarks>");
    }

    private static string Inputs(ClassDraft draft, SourceModel model)
    {
        string name = $"<c>{ForeignWords.Xml(model.InputName)}</c>";
        return draft.ReadsTokens
            ? $"a token id below {model.Vocabulary} a step ({name})"
            : $"{draft.InputSize} {(draft.InputSize == 1 ? "number" : "numbers")} a step ({name})";
    }

    private static string Outputs(ClassDraft draft, SourceModel model)
    {
        string name = model.OutputNames.Count == 1 ? $" (<c>{ForeignWords.Xml(model.OutputNames[0])}</c>)" : "";
        return $"{draft.OutputSize} "
            + $"{(draft.OutputSize == 1 ? "output" : "outputs")}{name}{When(draft)}";
    }

    private static string When(ClassDraft draft) => (draft.Mode == SequenceMode.ManyToOne, draft.Stride > 1) switch
    {
        _ when draft.ExactSteps > 0 => $" after exactly {Counted.Of(draft.ExactSteps, "step")}",
        (true, true) => $" after the last whole {draft.Stride} steps",
        (true, false) => " after the last one",
        (false, true) => $" at the last of every {draft.Stride} steps",
        _ => "",
    };

    private static string License(SourceModel model) =>
        model.License is { Length: > 0 } license ? $"Licence, as the file names it: {ForeignWords.Xml(license)}." : "The file names no licence.";

    private static void Paragraph(StringBuilder text, string element, string content)
    {
        string open = $"<{element}>";
        string close = $"</{element}>";
        if (open.Length + content.Length + close.Length + 4 <= Columns)
        {
            Line(text, $"/// {open}{content}{close}");
            return;
        }

        Line(text, $"/// {open}");
        string line = "";
        foreach (string word in content.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + word.Length + 5 > Columns)
            {
                Line(text, $"/// {line}");
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        Line(text, $"/// {line}");
        Line(text, $"/// {close}");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
