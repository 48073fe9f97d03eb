using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>Where the model's tensors are under other names. Shapes are compared before a name is suggested.</summary>
internal static class NameHint
{
    private const int MostPrefixes = 4;
    private const int MostNames = 6;

    /// <returns>Whether other names were suggested.</returns>
    public static bool Add(MismatchCase mismatch, List<string> hints)
    {
        if (mismatch.HasUselessPrefix)
            hints.Add(UselessPrefix(mismatch));
        if (AddPrefixes(mismatch, hints, biases: true) || AddPrefixes(mismatch, hints, biases: false))
            return true;

        // With a function for names, what the file has has got other names.
        if (mismatch.Options.Rename is null && ModuleHint.Add(mismatch, hints))
            return true;
        return AddSingleNames(mismatch, hints);
    }

    private static string UselessPrefix(MismatchCase mismatch)
    {
        List<string> names = [];
        for (int i = 0; i < mismatch.Header.Count && names.Count < MostNames; i++)
            names.Add(Excerpt.Of(mismatch.Header.Name(mismatch.Header.ByName[i])));
        return $"No tensor of the file begins with {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Prefix)}, "
            + $"\"{Excerpt.Of(mismatch.Options.Prefix)}\"; it has {Excerpt.Join(", ", names, mismatch.Header.Count - names.Count)}.";
    }

    /// <summary>What stands before all of the model's names in the file; two, for instance, where a file holds an encoder and a decoder.</summary>
    private static bool AddPrefixes(MismatchCase mismatch, List<string> hints, bool biases)
    {
        List<byte[]> fitting = [];
        List<byte[]> others = [];
        if (mismatch.Options.Prefix.Length > 0)
            Sort([]);
        for (int i = 0; i < mismatch.Header.Count && fitting.Count < MostPrefixes; i++)
        {
            ReadOnlySpan<byte> name = mismatch.Header.Name(i);
            if (EndsWithDotAnd(name, mismatch.Names[0]) && !name[..^mismatch.Names[0].Length].SequenceEqual(mismatch.Prefix))
                Sort(name[..^mismatch.Names[0].Length]);
        }

        List<byte[]> prefixes = fitting.Count > 0 ? fitting : others;
        if (prefixes.Count == 0)
            return false;
        List<string> shown = [];
        foreach (byte[] prefix in prefixes)
            shown.Add($"\"{Excerpt.Of(prefix)}\"");
        shown.Sort(StringComparer.Ordinal);
        bool isNone = shown[0] == "\"\"";
        string all = biases ? "All of them" : "All of them but the biases (bias=False in PyTorch)";
        string where = isNone ? "without a prefix" : $"with {string.Join(" or ", shown)} before their names";
        string remedy = isNone ? $"leave {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Prefix)} out"
            : $"set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Prefix)} to {(prefixes.Count == 1 ? "it" : "one of these")}";
        if (mismatch.Options.Prefix.Length > 0 && shown[0] == $"\"{Excerpt.Of(mismatch.Options.Prefix)}.\"")
            remedy += ", with its dot";
        if (!biases)
            remedy += $", and {nameof(WeightLoadOptions.AllowMissingBiases)}";
        string differences = "";
        if (prefixes.Count == 1)
        {
            mismatch.Use(prefixes[0]);
            differences = Differences(mismatch);
        }

        bool same = differences.Length == 0;
        hints.Add(
            fitting.Count > 0
                ? $"{all} are there {where}: {remedy}.{(same ? "" : $" But {differences}.")}"
                : $"{all} are there {where}, but not in the model's sizes{(same ? "" : $" ({differences})")}: it is the file of a model with other ones, or of "
                    + "another layer.");
        return true;

        void Sort(ReadOnlySpan<byte> prefix)
        {
            if (!Reach(mismatch, prefix, biases, out bool fits))
                return;
            if (fits)
                fitting.Add(prefix.ToArray());
            else if (others.Count < MostPrefixes)
                others.Add(prefix.ToArray());
        }
    }

    /// <summary>What differs although the names fit.</summary>
    private static string Differences(MismatchCase mismatch)
    {
        List<string> differences = [];
        for (int i = 0; i < mismatch.Bindings.Length; i++)
        {
            if (mismatch.Found[i] is not { } tensor)
                continue;
            if (!mismatch.Bindings[i].Fits(tensor.Sizes))
                differences.Add(TensorMatch.WrongShape(mismatch.Bindings[i], tensor));
            if (!tensor.Type.IsFloat())
                differences.Add(TensorMatch.WrongType(mismatch.Bindings[i], tensor));
        }

        return TensorMatch.List(differences);
    }

    /// <summary>Whether all names are there after a prefix, and in the model's sizes.</summary>
    private static bool Reach(MismatchCase mismatch, ReadOnlySpan<byte> prefix, bool biases, out bool fits)
    {
        fits = true;
        foreach (ModelModule module in mismatch.Modules)
        {
            for (int i = module.First; i < module.First + module.Count; i++)
            {
                bool there = mismatch.Header.Find(prefix, mismatch.Names[i]) >= 0;
                if (!there && (biases || !mismatch.IsBias(module, i)))
                    return false;
                fits &= !there || mismatch.Fits(prefix, mismatch.Names[i], mismatch.Bindings[i]);
            }
        }

        return true;
    }

    /// <summary>Names that differ by what stands before them, of tensors in the model's sizes.</summary>
    private static bool AddSingleNames(MismatchCase mismatch, List<string> hints)
    {
        List<string> names = [];
        for (int i = 0; i < mismatch.Names.Length; i++)
        {
            if (mismatch.IsMissing(i) && SingleName(mismatch, i) is { IsEmpty: false } name)
                names.Add($"'{Excerpt.Of(name)}' {mismatch.Bindings[i].ShapeText} may be the model's '{Excerpt.Of(mismatch.Bindings[i].Name)}'");
        }

        if (names.Count == 0)
            return false;
        hints.Add(
            $"Of the file, {TensorMatch.List(names)}: if so, set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} to a function from the file's "
            + $"names to the model's.");
        return true;
    }

    private static ReadOnlySpan<byte> SingleName(MismatchCase mismatch, int binding)
    {
        for (int tensor = 0; tensor < mismatch.Header.Count; tensor++)
        {
            ReadOnlySpan<byte> name = mismatch.Header.Name(tensor);
            if (!mismatch.Bindings[binding].Fits(mismatch.Header.Entry(tensor).Shape))
                continue;
            if (EndsWithDotAnd(name, mismatch.Names[binding]))
                return name;
            if (mismatch.Options.Rename is null && name.Length > mismatch.Prefix.Length && name.StartsWith(mismatch.Prefix)
                && EndsWithDotAnd(mismatch.Names[binding], name[mismatch.Prefix.Length..]))
                return name[mismatch.Prefix.Length..];
        }

        return default;
    }

    private static bool EndsWithDotAnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length > end.Length && text.EndsWith(end) && text[^(end.Length + 1)] == (byte)'.';
}
