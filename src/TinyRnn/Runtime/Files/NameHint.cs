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
        if (SingleName(mismatch) is not { } name)
            return false;
        hints.Add(name);
        return true;
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
        List<string> fitting = [];
        List<string> others = [];
        if (mismatch.Options.Prefix.Length > 0)
            Sort([]);
        for (int i = 0; i < mismatch.Header.Count && fitting.Count < MostPrefixes; i++)
        {
            ReadOnlySpan<byte> name = mismatch.Header.Name(i);
            if (EndsWithDotAnd(name, mismatch.Names[0]) && !name[..^mismatch.Names[0].Length].SequenceEqual(mismatch.Prefix))
                Sort(name[..^mismatch.Names[0].Length]);
        }

        List<string> prefixes = fitting.Count > 0 ? fitting : others;
        if (prefixes.Count == 0)
            return false;
        prefixes.Sort(StringComparer.Ordinal);
        string all = biases ? "All of them" : "All of them but the biases (bias=False in PyTorch)";
        string where = prefixes[0].Length == 0 ? "without a prefix" : $"with {string.Join(" or ", prefixes)} before their names";
        string remedy = prefixes[0].Length == 0 ? $"leave {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Prefix)} out"
            : $"set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Prefix)} to {(prefixes.Count == 1 ? "it" : "one of these")}";
        if (!biases)
            remedy += $", and {nameof(WeightLoadOptions.AllowMissingBiases)}";
        hints.Add(
            fitting.Count > 0
                ? $"{all} are there {where}: {remedy}."
                : $"{all} are there {where}, but not in the model's sizes: it is the file of a model with other ones, or of another layer.");
        return true;

        void Sort(ReadOnlySpan<byte> prefix)
        {
            if (!Reach(mismatch, prefix, biases, out bool fits))
                return;
            string text = prefix.IsEmpty ? "" : $"\"{Excerpt.Of(prefix)}\"";
            if (fits)
                fitting.Add(text);
            else if (others.Count < MostPrefixes)
                others.Add(text);
        }
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

    /// <summary>One name that differs by what stands before it.</summary>
    private static string? SingleName(MismatchCase mismatch)
    {
        for (int i = 0; i < mismatch.Names.Length; i++)
        {
            if (!mismatch.IsMissing(i))
                continue;
            for (int tensor = 0; tensor < mismatch.Header.Count; tensor++)
            {
                ReadOnlySpan<byte> name = mismatch.Header.Name(tensor);
                if (!mismatch.Bindings[i].Fits(mismatch.Header.Entry(tensor).Shape))
                    continue;
                if (EndsWithDotAnd(name, mismatch.Names[i]))
                    return Rename(mismatch, name, i);
                if (mismatch.Options.Rename is null && name.Length > mismatch.Prefix.Length && name.StartsWith(mismatch.Prefix)
                    && EndsWithDotAnd(mismatch.Names[i], name[mismatch.Prefix.Length..]))
                    return Rename(mismatch, name[mismatch.Prefix.Length..], i);
            }
        }

        return null;
    }

    private static string Rename(MismatchCase mismatch, ReadOnlySpan<byte> file, int binding) =>
        $"The file's '{Excerpt.Of(file)}' may be the model's '{Excerpt.Of(mismatch.Bindings[binding].Name)}': if so, set "
        + $"{nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} "
        + "to a function from the file's names to the model's.";

    private static bool EndsWithDotAnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length > end.Length && text.EndsWith(end) && text[^(end.Length + 1)] == (byte)'.';
}
