using System.CommandLine;
using System.Globalization;
using TinyRnn.Import.Writing;
using TinyRnn.Tool.Proving;
using TinyRnn.Tool.Quantizing;
using TinyRnn.Tool.Recording;

namespace TinyRnn.Tool.Commands;

/// <summary><c>tinyrnn quantize FILE</c>: what integer weights would do to a model, and, if a format is chosen, the class with them.</summary>
internal static class QuantizeCommand
{
    private static readonly WeightFormat[] s_formats = [WeightFormat.Int8, WeightFormat.Int8x16, WeightFormat.Int16];

    public static Command Create()
    {
        Command command = new(
            "quantize", "Shows what integer weights do to a model: error, size, speed here, and which layer costs most. Writes the class with --format.");
        ReadingArguments reading = new(command);
        Option<string?> calibrate = new("--calibrate")
        {
            Description = "Inputs as the model will see them: a safetensors file with inputs [N, T, I], and labels or outputs if known. Default: noise.",
        };
        Option<string?> format = new("--format") { Description = "Writes the class with its weights in this format: int8, int8x16 or int16." };
        Option<bool> inputs = new("--inputs")
        {
            Description = "With --format and --calibrate: stores products with inputs that nothing bounds in integers, too, over the ranges that were found.",
        };
        Option<string?> name = new("--class") { Description = "The class's name. Default: the file's name." };
        Option<string?> scope = new("--namespace") { Description = "Its namespace. Default: none." };
        Option<string> folder = new("--out") { Description = "The folder to write to.", DefaultValueFactory = _ => "." };
        Option<bool> report = new("--report") { Description = "Prints the error step by step as well, for every format." };
        Option<bool> force = new("--force") { Description = "Overwrites files that are there." };
        foreach (Option option in new Option[] { calibrate, format, inputs, name, scope, folder, report, force })
            command.Add(option);
        format.AcceptOnlyFromAmong([.. s_formats.Select(QuantizationOutput.Word)]);
        ImportCommand.CheckNames(name, scope);
        command.SetAction(parsed => Failures.Guard(() => Quantize(
            parsed.GetRequiredValue(reading.File),
            new ImportOptions
            {
                Reading = reading.Options(parsed),
                Class = parsed.GetValue(name),
                Namespace = parsed.GetValue(scope) ?? "",
                Recorder = new OnnxRecorder(),
            },
            parsed.GetValue(calibrate),
            new QuantizationOutput(parsed.GetValue(report), parsed.GetValue(reading.Json)),
            parsed.GetValue(format) is not { } word ? null
                : new(
                    Array.Find(s_formats, known => QuantizationOutput.Word(known) == word), parsed.GetValue(inputs), parsed.GetRequiredValue(folder),
                    parsed.GetValue(force)))));
        return command;
    }

    /// <summary>What is to be written.</summary>
    private sealed record Writing(WeightFormat Format, bool HasInputs, string Folder, bool Overwrites)
    {
        /// <summary>As options have it.</summary>
        public string Words => QuantizationOutput.Word(Format) + (HasInputs ? " with --inputs" : "");

        /// <summary>This is what is to be written.</summary>
        public bool Is(FormatResult result) => result.Format == Format && (result.Ranges.Count > 0) == HasInputs;
    }

    private static int Quantize(string file, ImportOptions options, string? calibration, QuantizationOutput output, Writing? writing)
    {
        ModelImport import = Activity.Show("reading, and computing vectors", () => ModelImport.Prepare(file, options));
        if (import.Problems.Count > 0)
            return output.IsJson ? Report.PrintJson(file, import, Failures.Refused) : Failures.Print(file, import.Problems);
        CalibrationData data = calibration is null ? CalibrationData.Noise(import.Source) : CalibrationData.Read(calibration, import.Source);
        if (writing is not null)
            OutputFolder.RefuseTaken(import.Files, writing.Folder, writing.Overwrites);
        Activity.Show(
            "compiling and replaying", () => ClassProof.Run(import.ClassName, import.Files[0], import.Files[1], import.Files[2], import.Source));
        (FormatComparison comparison, FormatResult[] results) = Activity.Show("comparing formats", () =>
        {
            FormatComparison comparison = new(import, data);
            return (comparison, s_formats.SelectMany(comparison.Of).ToArray());
        });
        if (results.Length == 0 || (writing is not null && !results.Any(writing.Is)))
        {
            throw new SourceFormatException(
                $"{file} has nothing to store in {writing?.Words ?? "integers"}: they are for large matrices that are multiplied with values in [-1, 1], or in a "
                + "range that --calibrate finds, and float32 is as fast for the others. Import it with `tinyrnn import`.");
        }

        FormatResult examined = writing is null ? results[0] : results.First(writing.Is);
        IReadOnlyList<LayerCost> costs = Activity.Show("comparing layers", () => comparison.Layers(examined));
        output.Print(file, data, [comparison.Float32, .. results], examined, costs);
        if (writing is not null)
            Write(import, examined, writing, output);
        return 0;
    }

    /// <summary>The class, and golden vectors of the original with a bound of twice the error that this format has on them.</summary>
    private static void Write(ModelImport import, FormatResult examined, Writing writing, QuantizationOutput output)
    {
        ImportedFormats formats = examined.Formats;
        IReadOnlyList<ImportedFile> open = import.FilesIn(formats, float.MaxValue);
        ImportedFile weights = import.WeightsIn(IntegerWeights.Of(import, CompiledFormat.Of(import, formats)!, examined.Format));
        ProofResult measured = ClassProof.Run(import.ClassName, open[0], weights, open[2]);
        double bound = Math.Max(2 * measured.LargestError, measured.LargestError + 1e-6);
        string remark = string.Create(
            CultureInfo.InvariantCulture,
            $"Weights in {QuantizationOutput.Word(writing.Format)}: outputs of the golden vectors are within {measured.LargestError:G2} of the original's, and allowed {bound:G2}.");
        ImportedFile[] files = [.. import.FilesIn(formats, bound, remark)];
        files[1] = weights;
        ProofResult proof = ClassProof.Run(import.ClassName, files[0], files[1], files[2]);
        OutputFolder.Write(files, writing.Folder);
        foreach (ImportedFile made in files)
            output.Wrote(Path.Combine(writing.Folder, made.Name), made.Content.Length);

        output.Proven(proof, import.Origin);
    }
}
