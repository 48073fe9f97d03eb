using System.CommandLine;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using TinyRnn.Tool.Proving;
using TinyRnn.Tool.Recording;

namespace TinyRnn.Tool.Commands;

/// <summary><c>tinyrnn import FILE</c>: class, weights, vectors and a test, after the class was compiled and has given what the original gave.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        Command command =
            new("import", "Writes a model as a C# class with weights and golden vectors, once it is proven that the class gives what the original gives.");
        ReadingArguments reading = new(command);
        Option<string?> name = new("--class") { Description = "The class's name. Default: the file's name." };
        Option<string?> scope = new("--namespace") { Description = "Its namespace. Default: none." };
        Option<string> folder = new("--out") { Description = "The folder to write to.", DefaultValueFactory = _ => "." };
        Option<int> steps = new("--steps") { Description = "Steps of a golden sequence. Default: 256, or three sequences of 64 for a model with one output." };
        Option<string?> vectors =
            new("--vectors") { Description = "Your own recording: a safetensors file with inputs [N, T, I] and outputs [N, T, O] or [N, O]." };
        Option<string?> test = new("--test") { Description = "Also writes a test class: xunit." };
        Option<bool> force = new("--force") { Description = "Overwrites files that are there." };
        foreach (Option option in new Option[] { name, scope, folder, steps, vectors, test, force })
            command.Add(option);
        test.AcceptOnlyFromAmong("xunit");
        CheckNames(name, scope);
        steps.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 1 << 20)
                result.AddError($"--steps must be 1 to {1 << 20}.");
        });
        command.SetAction(parsed => Failures.Guard(() => Import(
            parsed.GetRequiredValue(reading.File),
            new ImportOptions
            {
                Reading = reading.Options(parsed),
                Class = parsed.GetValue(name),
                Namespace = parsed.GetValue(scope) ?? "",
                Steps = parsed.GetValue(steps),
                Vectors = parsed.GetValue(vectors),
                HasTest = parsed.GetValue(test) is not null,
                Recorder = new OnnxRecorder(),
            },
            parsed.GetRequiredValue(folder),
            parsed.GetValue(force),
            parsed.GetValue(reading.Json))));
        return command;
    }

    /// <summary>Refuses what is no name of C#.</summary>
    /// <param name="name">A class's.</param>
    /// <param name="scope">A namespace's.</param>
    public static void CheckNames(Option<string?> name, Option<string?> scope)
    {
        name.Validators.Add(result => Identifier(result.GetValueOrDefault<string?>(), error => result.AddError(error)));
        scope.Validators.Add(result =>
        {
            foreach (string part in (result.GetValueOrDefault<string?>() ?? "A").Split('.'))
                Identifier(part, error => result.AddError(error));
        });
    }

    private static void Identifier(string? text, Action<string> refuse)
    {
        if (text is not null && !(SyntaxFacts.IsValidIdentifier(text) && SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None && text.All(char.IsAscii)))
            refuse($"'{text}' is no name for a class or a namespace: take ASCII letters, digits and _, and no keyword.");
    }

    private static int Import(string file, ImportOptions options, string folder, bool force, bool json)
    {
        ModelImport import = Activity.Show("reading, and computing vectors", () => ModelImport.Prepare(file, options));
        if (import.Problems.Count > 0)
            return json ? Report.PrintJson(file, import, Failures.Refused) : Failures.Print(file, import.Problems);
        OutputFolder.RefuseTaken(import.Files, folder, force);
        ProofResult proof =
            Activity.Show("compiling and replaying", () => ClassProof.Run(import.ClassName, import.Files[0], import.Files[1], import.Files[2], import.Source));
        OutputFolder.Write(import.Files, folder);
        if (options.Recorder is OnnxRecorder { Refusal: { } refusal })
            Console.Error.WriteLine($"note: {file} was not run in ONNX Runtime ({refusal}); its outputs were recomputed from its numbers.");
        if (json)
            return Report.PrintJson(file, import, 0, proof);
        foreach (ImportedFile made in import.Files)
            Console.WriteLine($"wrote {Path.Combine(folder, made.Name)} ({made.Content.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes)");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"proven: the largest error of {proof.Outputs:N0} outputs is {proof.LargestError:G2}, allowed {proof.Bound:G2}; {import.Origin}"));
        return 0;
    }
}
