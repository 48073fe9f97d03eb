using System.Text;
using TinyRnn.Import.Lowering;
using TinyRnn.Import.Vectors;
using TinyRnn.Import.Writing;
using TinyRnn.Weights;

namespace TinyRnn.Import;

/// <summary>One import: what the file holds, what it becomes, and the files to write. Nothing is written here.</summary>
public sealed class ModelImport
{
    private readonly ClassDraft? _draft;
    private Written? _written;

    private ModelImport(SourceModel source, ClassDraft? draft, IReadOnlyList<SourceProblem> problems)
    {
        Source = source;
        _draft = draft;
        Problems = problems;
    }

    /// <summary>What the file holds.</summary>
    public SourceModel Source { get; }

    /// <summary>Everything that stands in the way; empty if the model can be imported.</summary>
    public IReadOnlyList<SourceProblem> Problems { get; }

    /// <summary>What the reader and the import folded, assumed or left out, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => _draft?.Remarks ?? Source.Remarks;

    /// <summary>The class's full name.</summary>
    public string ClassName { get; private set; } = "";

    /// <summary>Whether the class goes step by step.</summary>
    public bool IsStreaming => _draft is { IsStreaming: true };

    /// <summary>Whether it reads token ids.</summary>
    public bool ReadsTokens => _draft is { ReadsTokens: true };

    /// <summary>Class, weights, golden vectors and, if asked for, a test; empty if there are problems.</summary>
    public IReadOnlyList<ImportedFile> Files { get; private set; } = [];

    /// <summary>The layers' attributes, as the class has them.</summary>
    internal IReadOnlyList<string> Layers => _draft is null ? [] : [.. _draft.Layers.Select(layer => layer.Text)];

    /// <summary>What the file says of the model besides its weights, as far as it fits the class: the weight file holds it.</summary>
    public ModelMetadata Metadata => _draft is null ? ModelMetadata.None : new SourceMetadata(Source, _draft).Fitting;

    /// <summary>Where the golden vectors come from.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Reads a file and sees what it would become, without computing vectors.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="options">What the caller fixes.</param>
    /// <exception cref="SourceFormatException">The file cannot be read.</exception>
    public static ModelImport Inspect(string path, ReadOptions? options = null)
    {
        SourceModel source = FormatReaders.Read(path, options);
        ClassDraft? draft = ModelLowering.TryLower(source, out IReadOnlyList<SourceProblem> problems);
        if (draft is not null)
            draft = draft with { Remarks = [.. draft.Remarks, .. new SourceMetadata(source, draft).Remarks] };
        return new(source, draft, problems);
    }

    /// <summary>Reads a file and makes all that is to be written.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="options">What the caller wants.</param>
    /// <exception cref="SourceFormatException">The file cannot be read, or its model gives no numbers.</exception>
    public static ModelImport Prepare(string path, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ModelImport import = Inspect(path, options.Reading);
        if (import._draft is { } draft && import.Problems.Count == 0)
            import.Write(draft, path, options);
        return import;
    }

    /// <summary>
    /// Class, weights and golden vectors once more, of a class whose weights have other formats. Vectors are the original's, with a bound for the outputs, and
    /// without states.
    /// </summary>
    /// <param name="formats">The formats.</param>
    /// <param name="bound">How far outputs may be from the original's.</param>
    /// <param name="remark">A sentence for the class's documentation.</param>
    internal IReadOnlyList<ImportedFile> FilesIn(ImportedFormats formats, double bound, string? remark = null)
    {
        Written written = _written ?? throw new InvalidOperationException("There are no files: the import has problems, or was only looked at.");
        ClassDraft draft = _draft! with { Formats = formats, Remarks = remark is null ? _draft.Remarks : [.. _draft.Remarks, remark] };
        GoldenTensor outputs = written.Golden.Tensors[0] with { Bound = bound };
        return
        [
            new(written.Names.Source, Encoding.UTF8.GetBytes(ClassText.Of(draft, written.Names, written.Origin, written.Golden))),
            Files[1],
            new(written.Names.Golden, WeightFile.Golden(written.Golden with { Tensors = [outputs] }, written.Origin.Line)),
        ];
    }

    /// <summary>
    /// The number of the value that a layer reads: 0 is the model's input, k + 1 what layer k gives.
    /// </summary>
    internal int InputOf(int layer)
    {
        IReadOnlyList<LayerDraft> layers = _draft!.Layers;
        if (layers[layer].From is not { } from)
            return layer;
        for (int earlier = layer - 1; earlier >= 0; earlier--)
        {
            if (layers[earlier].Name == from)
                return earlier + 1;
        }

        return 0;
    }

    /// <summary>Class and weights of the first layers alone, which give at every step what the last of them gives.</summary>
    /// <param name="layers">How many.</param>
    internal IReadOnlyList<ImportedFile> FilesOf(int layers)
    {
        Written written = _written ?? throw new InvalidOperationException("There are no files: the import has problems, or was only looked at.");
        ClassDraft draft = _draft! with { Layers = [.. _draft.Layers.Take(layers)], Mode = SequenceMode.ManyToMany };
        return
        [
            new(written.Names.Source, Encoding.UTF8.GetBytes(ClassText.Of(draft, written.Names, written.Origin, written.Golden))),
            new(written.Names.Weights, WeightFile.Weights(draft, written.Origin.Line, ModelMetadata.None)),
        ];
    }

    /// <summary>The weights, some of them as integers.</summary>
    internal ImportedFile WeightsIn(IReadOnlyDictionary<string, IntegerTensor> integers)
    {
        Written written = _written ?? throw new InvalidOperationException("There are no files: the import has problems, or was only looked at.");
        return new(written.Names.Weights, WeightFile.Weights(_draft!, written.Origin.Line, Metadata, integers));
    }

    /// <summary>A layer's tensors, under the names of the weight file.</summary>
    internal IReadOnlyList<NamedTensor> TensorsOf(int layer) => _draft!.Layers[layer].Tensors;

    /// <summary>Multiply-adds of a layer's step.</summary>
    internal long ProductsOf(int layer) => _draft!.Layers[layer].Products;

    private void Write(ClassDraft draft, string path, ImportOptions options)
    {
        ModelOrigin origin = ModelOrigin.Of(path, Source);
        string name = options.Class ?? ImportNames.ClassName(origin.File);
        ImportNames names = new(name, options.Namespace, ImportNames.FileStem(name));
        GoldenSet golden = GoldenSets.Make(path, ModelLowering.Pruned(Source), draft, options);
        List<ImportedFile> files =
        [
            new(names.Source, Encoding.UTF8.GetBytes(ClassText.Of(draft, names, origin, golden))),
            new(names.Weights, WeightFile.Weights(draft, origin.Line, Metadata)),
            new(names.Golden, WeightFile.Golden(golden, origin.Line)),
        ];
        if (options.HasTest)
            files.Add(new(names.Test, Encoding.UTF8.GetBytes(TestText.Of(draft, names))));
        Files = files;
        _written = new(names, origin, golden);
        Origin = golden.Origin;
        ClassName = names.Namespace.Length == 0 ? names.Class : $"{names.Namespace}.{names.Class}";
    }

    /// <summary>What the files were written with.</summary>
    private sealed record Written(ImportNames Names, ModelOrigin Origin, GoldenSet Golden);
}
