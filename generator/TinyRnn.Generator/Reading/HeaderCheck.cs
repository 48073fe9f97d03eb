using System.Globalization;
using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Runtime.Files;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// Compares the tensors of an embedded weight file with those of its class, as <c>TensorMatch</c> does at run time with the attribute's names: every tensor of
/// either side must be the other's, with its sizes and of a float type. A file whose header is not known is not checked.
/// </summary>
internal static class HeaderCheck
{
    /// <summary>Of so many differences the message tells.</summary>
    private const int MostTold = 6;

    private static readonly string[] s_floats = ["F64", "F32", "F16", "BF16"];

    private static readonly string[] s_integers = ["I8", "I16"];

    public static Diagnostic? Check(
        AttributeData data, INamedTypeSymbol type, EquatableArray<EmbeddedHeader> headers, EquatableArray<ExpectedWeights> all)
    {
        if (headers.Count == 0 || data.ConstructorArguments.FirstOrDefault().Value is not string resource)
            return null;
        string hintName = TypeReader.Read(type).HintName;
        if (Find(EmbeddedNames.Forward(resource), headers) is not { } header
            || all.FirstOrDefault(each => each.HintName == hintName) is not { } expected)
            return null;
        (List<HeaderTensor> tensors, string? twice) = Named(header, expected.File);
        List<string> differences = twice is null ? Differences(tensors, expected) : [twice];
        if (differences.Count == 0)
            return null;
        string told = string.Join(", ", differences.Take(MostTold));
        if (differences.Count > MostTold)
            told += $" and {(differences.Count - MostTold).ToString(CultureInfo.InvariantCulture)} more";
        return Message.Create(
            Descriptors.WeightsDoNotFit, new AttributeReader(data, new DiagnosticSink()).ArgumentLocation(0, "resource"), resource, type.Name, told,
            Remedy(header, expected));
    }

    /// <summary>As <c>WeightFile.OpenResource</c>: the whole name before an end, and none where two fit.</summary>
    private static EmbeddedHeader? Find(string name, EquatableArray<EmbeddedHeader> headers)
    {
        EmbeddedHeader[] found = [.. headers.Where(header => header.Resource == name)];
        if (found.Length == 0)
            found = [.. headers.Where(header => EmbeddedNames.Fits(name, header.Resource))];
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>The tensors under the names that the loader gives them, and the difference that ends it: two of one name.</summary>
    private static (List<HeaderTensor> Tensors, string? Twice) Named(EmbeddedHeader header, PretrainedSpec file)
    {
        List<HeaderTensor> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        string[] rules = [.. file.Rename.Select(rule => rule.Raw)];
        HeaderTensor[] prefixed = [.. header.Tensors.Where(tensor => tensor.Name.StartsWith(file.Prefix.Raw, StringComparison.Ordinal))];
        int length = file.Prefix.Raw.Length;

        // As TensorMatch.Prefix: the dot may be left out where it is what everything goes on with.
        if (length > 0 && prefixed.All(tensor => tensor.Name.Length > length && tensor.Name[length] == '.'))
            length++;
        foreach (HeaderTensor tensor in prefixed)
        {
            if (header.Tensors.Any(each => IsScaleOf(tensor, each)))
                continue;
            string name = NameRules.Apply(rules, tensor.Name.Substring(length));
            if (name.Length == 0)
                continue;
            if (!names.Add(name))
                return (tensors, $"Rename gives {tensor.Name} the name {name}, which another tensor has");
            bool isScaled = header.Tensors.Any(each => IsScaleOf(each, tensor));
            tensors.Add(tensor with { Name = name, Type = isScaled ? ScaledType : tensor.Type });
        }

        return (tensors, null);
    }

    private static List<string> Differences(List<HeaderTensor> tensors, ExpectedWeights expected)
    {
        List<string> differences = [];
        Dictionary<string, HeaderTensor> found = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (TensorPlan tensor in expected.Tensors)
        {
            string name = tensor.Name.Raw;
            if (!found.TryGetValue(name, out HeaderTensor? there))
            {
                if (IsTied(tensor, expected, name => tensors.Any(each => each.Name == name)))
                    continue;
                differences.Add($"it lacks {name} {Text(Sizes(tensor))}");
                continue;
            }

            found.Remove(name);
            if (!Fits(tensor, there))
                differences.Add($"{name} is {Text(there.Sizes)} instead of {Text(Sizes(tensor))}");
            if (!s_floats.Contains(there.Type))
                differences.Add($"{name} is {there.Type} instead of F32, F16, BF16 or F64");
        }

        HashSet<string> names = [.. expected.Tensors.Select(tensor => tensor.Name.Raw)];
        bool IsCounter(HeaderTensor tensor) => BatchCounters.VarianceBeside(tensor.Name) is { } variance && names.Contains(variance);
        differences.AddRange(tensors.Where(tensor => found.ContainsKey(tensor.Name) && !IsCounter(tensor))
            .Select(tensor => $"the class has no {tensor.Name} {Text(tensor.Sizes)}"));
        return differences;
    }

    /// <summary>As <c>TensorInfo.Scale</c>: a number for each row of integers, or one for all.</summary>
    private static bool IsScaleOf(HeaderTensor scale, HeaderTensor integers)
    {
        if (!scale.Name.EndsWith("_scale", StringComparison.Ordinal) || scale.Name != integers.Name + "_scale")
            return false;
        long count = scale.Sizes.Aggregate(1L, (product, size) => product * size);
        return s_integers.Contains(integers.Type) && s_floats.Contains(scale.Type) && integers.Sizes.Count > 0
            && (count == 1 || count == integers.Sizes[0]);
    }

    /// <summary>What integers with scales are read as.</summary>
    private const string ScaledType = "F32";

    /// <summary>It is there under the other name of the same matrix.</summary>
    private static bool IsTied(TensorPlan tensor, ExpectedWeights expected, Func<string, bool> isThere) => tensor.TiedTo is { } other
        ? isThere(other.Raw)
        : expected.Tensors.Any(each => each.TiedTo == tensor.Name && isThere(each.Name.Raw));

    /// <summary>As <c>TensorBinding.Fits</c>: a convolution of one step, [O, I, 1], is a matrix.</summary>
    private static bool Fits(TensorPlan tensor, HeaderTensor there)
    {
        int rank = tensor.Sizes.Count;
        return there.Sizes.Take(rank).SequenceEqual(Sizes(tensor))
            && (there.Sizes.Count == rank || (rank == 2 && there.Sizes.Skip(rank).All(size => size == 1)));
    }

    private static string Remedy(EmbeddedHeader header, ExpectedWeights expected)
    {
        string first = expected.Tensors.Count > 0 ? expected.Tensors[0].Name.Raw : "";
        foreach (HeaderTensor tensor in header.Tensors.Where(tensor => tensor.Name.EndsWith("." + first, StringComparison.Ordinal)))
        {
            string prefix = tensor.Name.Substring(0, tensor.Name.Length - first.Length);
            if (expected.Tensors.All(each => header.Tensors.Any(other => other.Name == prefix + each.Name.Raw && Fits(each, other))))
                return $"all of its names fit after '{prefix}': say [PretrainedWeights(..., Prefix = \"{prefix}\")], or save it without";
        }

        return "correct sizes and layers, give a layer the file's name for it (Name = \"...\", or Rename of [PretrainedWeights]), "
            + "or let 'tinyrnn import' write the class from the file";
    }

    private static IEnumerable<long> Sizes(TensorPlan tensor) => tensor.Sizes.Select(size => (long)size);

    private static string Text(IEnumerable<long> sizes) =>
        $"[{string.Join(", ", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";
}
