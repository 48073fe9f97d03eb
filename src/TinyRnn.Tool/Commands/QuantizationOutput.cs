using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using TinyRnn.Tool.Quantizing;

namespace TinyRnn.Tool.Commands;

/// <summary>What <c>tinyrnn quantize</c> prints.</summary>
/// <param name="IsWhole">With the error step by step.</param>
/// <param name="IsJson">For programs.</param>
internal sealed record QuantizationOutput(bool IsWhole, bool IsJson)
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    /// <summary>Formats beside each other, then layers.</summary>
    /// <param name="file">The model.</param>
    /// <param name="data">What it was run with.</param>
    /// <param name="results">Float32 first.</param>
    /// <param name="examined">The format of the layers.</param>
    /// <param name="costs">The layers.</param>
    public void Print(string file, CalibrationData data, FormatResult[] results, FormatResult examined, IReadOnlyList<LayerCost> costs)
    {
        if (IsJson)
            PrintJson(file, data, results, examined, costs);
        else
            PrintTables(file, data, results, examined, costs);
    }

    /// <summary>A file was written.</summary>
    public void Wrote(string path, int bytes)
    {
        if (!IsJson)
            Console.WriteLine($"wrote {path} ({Counted.Of(bytes.ToString("N0", s_culture), "byte")})");
    }

    /// <summary>The written class was proven.</summary>
    public void Proven(ProofResult proof, string origin)
    {
        if (!IsJson)
            Console.WriteLine(string.Create(
                s_culture,
                $"proven: the largest error of {Counted.Of(proof.Outputs.ToString("N0", s_culture), "output")} is {proof.LargestError:G2}, allowed {proof.Bound:G2}; "
                + $"{origin}"));
    }

    private void PrintTables(string file, CalibrationData data, FormatResult[] results, FormatResult examined, IReadOnlyList<LayerCost> costs)
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            console.Profile.Width = 160;
        string size = $"{Counted.Of(data.Sequences, "sequence")} of {Counted.Of(data.Steps, "step")}";
        console.MarkupLineInterpolated($"{Path.GetFileName(file)}: {data.Origin}, {size}");
        string metric = data.Labels.Length > 0 ? "right, %" : "error against outputs";
        bool hasMetric = results[0].Metric is not null;
        Table table = new Table().AddColumns(
            ["format", "weights, bytes", "a step here, ns", "speed", "error to signal, dB", "largest error", .. hasMetric ? [metric] : Array.Empty<string>()]);
        foreach (FormatResult result in results)
        {
            table.AddRow(
            [
                Word(result), Text($"{result.PackedBytes:N0}"), Text($"{result.Nanoseconds:F0}"),
                Text($"{results[0].Nanoseconds / result.Nanoseconds:F2}"),
                result.Report is { } report ? Text($"{report.ErrorToSignal:F1}") : "",
                result.Report is { } errors ? Text($"{Largest(errors):G2}") : "",
                .. hasMetric ? [Text($"{result.Metric:G5}")] : Array.Empty<string>(),
            ]);
        }

        console.Write(table);
        foreach (WeightFormat absent in Enum.GetValues<WeightFormat>().Except(results.Select(result => result.Format)))
            console.MarkupLineInterpolated($"{Word(absent)}: none of its matrices is large enough.");
        PrintRanges(console, results);
        Table layers = new Table().AddColumns($"layer alone in {Word(examined)}", "error to signal, dB", "largest error");
        foreach (LayerCost cost in costs)
            layers.AddRow(Markup.Escape(cost.Layer), Text($"{cost.Report.ErrorToSignal:F1}"), Text($"{Largest(cost.Report):G2}"));
        console.Write(layers);
        foreach (FormatResult result in results.Where(result => IsWhole && result.Report is not null))
            Console.WriteLine($"{Word(result)}:\n{result.Report}");
    }

    private static void PrintRanges(IAnsiConsole console, FormatResult[] results)
    {
        if (results.All(result => result.Ranges.Count == 0))
            return;
        Table table = new Table().AddColumns("range of the input of", "format", "largest", "99.9 % within", "chosen");
        foreach (FormatResult result in results)
        {
            foreach (InputRange range in result.Ranges)
            {
                string[] numbers = [Text($"{range.Largest:G4}"), Text($"{range.Percentile:G4}"), Text($"{range.Chosen:G4}")];
                table.AddRow([Markup.Escape(range.Attribute), Word(result.Format), .. numbers]);
            }
        }

        console.Write(table);
    }

    private static void PrintJson(string file, CalibrationData data, FormatResult[] results, FormatResult examined, IReadOnlyList<LayerCost> costs)
    {
        using Stream output = Console.OpenStandardOutput();
        using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("calibration", data.Origin);
            json.WriteStartArray("formats");
            foreach (FormatResult result in results)
            {
                json.WriteStartObject();
                json.WriteString("format", Word(result.Format));
                json.WriteStartArray("inputRanges");
                foreach (InputRange range in result.Ranges)
                {
                    json.WriteStartObject();
                    json.WriteString("layer", range.Attribute);
                    json.WriteNumber("largest", range.Largest);
                    json.WriteNumber("percentile99_9", range.Percentile);
                    json.WriteNumber("range", range.Chosen);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteNumber("weightBytes", result.PackedBytes);
                json.WriteNumber("nanosecondsAStep", result.Nanoseconds);
                if (result.Metric is { } metric)
                    json.WriteNumber(data.Labels.Length > 0 ? "rightPercent" : "errorAgainstOutputs", metric);
                if (result.Report is { } report)
                    WriteReport(json, report);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("layersIn", Word(examined));
            json.WriteStartArray("layers");
            foreach (LayerCost cost in costs)
            {
                json.WriteStartObject();
                json.WriteString("layer", cost.Layer);
                WriteReport(json, cost.Report);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetBytes("\n"));
    }

    private static void WriteReport(Utf8JsonWriter json, QuantizationReport report)
    {
        // JSON has no infinity: no error at all has none.
        if (double.IsFinite(report.ErrorToSignal))
            json.WriteNumber("errorToSignal", report.ErrorToSignal);
        json.WriteStartArray("errors");
        foreach (QuantizationError error in report.Errors.Where(error => double.IsFinite(error.RootMeanSquare)))
        {
            json.WriteStartObject();
            json.WriteNumber("upToStep", error.Step);
            json.WriteNumber("rootMeanSquare", error.RootMeanSquare);
            json.WriteNumber("largest", error.Largest);
            json.WriteNumber("drift", error.Drift);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static double Largest(QuantizationReport report) => report.Errors.Max(error => error.Largest);

    /// <summary>What commands call a format.</summary>
    public static string Word(WeightFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>The same, and what of it.</summary>
    private static string Word(FormatResult result) => Word(result.Format) + (result.Ranges.Count > 0 ? ", inputs too" : "");

    private static string Text(FormattableString text) => text.ToString(s_culture);
}
