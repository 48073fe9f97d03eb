using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using TinyRnn.Import.Writing;
using TinyRnn.Tool.Proving;

namespace TinyRnn.Tool.Quantizing;

/// <summary>The class of an import with its weights in one format, compiled and loaded.</summary>
/// <param name="Model">With its weights.</param>
/// <param name="Contract">Its <see cref="IStreamingModel{TSelf, TState, TInput}"/>.</param>
/// <param name="PackedBytes">Weights as kernels read them.</param>
internal sealed partial record CompiledFormat(object Model, Type Contract, long PackedBytes)
{
    /// <summary>Compiles it.</summary>
    /// <param name="import">The import.</param>
    /// <param name="formats">The formats.</param>
    /// <returns><see langword="null"/>: the class has nothing to store so.</returns>
    /// <exception cref="ProofFailure">It does not compile, or does not go step by step.</exception>
    public static CompiledFormat? Of(ModelImport import, ImportedFormats formats) => Of(import, import.FilesIn(formats, double.MaxValue));

    /// <summary>The first layers alone, in float32.</summary>
    /// <param name="import">The import.</param>
    /// <param name="layers">How many.</param>
    /// <exception cref="ProofFailure">They do not compile, or do not go step by step.</exception>
    public static CompiledFormat OfFirst(ModelImport import, int layers) => Of(import, import.FilesOf(layers))!;

    private static CompiledFormat? Of(ModelImport import, IReadOnlyList<ImportedFile> files)
    {
        Assembly assembly;
        string documentation;
        try
        {
            assembly = ClassCompiler.Compile(files[0], files[1], out documentation, isCollectible: false);
        }
        catch (ProofFailure failure) when (failure.Message.Contains(NothingToStore, StringComparison.Ordinal))
        {
            return null;
        }

        Type type = assembly.GetType(import.ClassName, throwOnError: true)!;
        Type contract = Array.Find(type.GetInterfaces(), found => found.IsGenericType && found.GetGenericTypeDefinition() == typeof(IStreamingModel<,,>))
            ?? throw new ProofFailure(
                $"{import.ClassName} reads whole sequences or has a stride, and formats are compared of models with an output at every step. Import it with "
                + "`tinyrnn import`, add Weights = WeightFormat.Int8 to its class, and compare both in a test of your own.");
        Match bytes = PackedWeights().Match(documentation);
        object pretrained = type.GetProperty("Pretrained")!.GetValue(null)!;
        return new(pretrained, contract, long.Parse(bytes.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
    }

    /// <summary>The generator's word for a setting without effect.</summary>
    private const string NothingToStore = "TRNN3011";

    [GeneratedRegex("Packed weights: ([0-9,]+) bytes")]
    private static partial Regex PackedWeights();
}
