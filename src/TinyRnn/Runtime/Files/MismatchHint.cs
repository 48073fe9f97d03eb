using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>Causes of a mismatch that are easy to see, each with its remedy.</summary>
internal static class MismatchHint
{
    /// <summary>A sentence for each cause.</summary>
    public static List<string> All(MismatchCase mismatch)
    {
        List<string> hints = [];

        // Where nothing is missing, a second set of the same names is somebody else's, and advice would lead to the wrong one.
        bool missing = Array.Exists(mismatch.Found, tensor => tensor is null);
        if (!mismatch.Options.HasFixedNames)
        {
            OriginHint.Add(mismatch, missing, hints);
            bool named = missing && NameHint.Add(mismatch, hints);
            LayerHint.Add(mismatch, hints);
            if (missing && !named)
                LayerHint.AddTied(mismatch, hints);
            AddStrangers(mismatch, named, hints);
        }

        ShapeHint.Add(mismatch, hints);
        if (missing && hints.Count == 0 && !mismatch.Options.HasFixedNames)
            hints.Add("What the file holds, tinyrnn inspect shows, and tinyrnn import writes a class for it.");
        return hints;
    }

    /// <summary>
    /// Passing over what the model does not know is a remedy where nothing else is wrong, or together with the names that are advised: alone, it would only
    /// shorten the next message.
    /// </summary>
    private static void AddStrangers(MismatchCase mismatch, bool named, List<string> hints)
    {
        if (mismatch.Options.IgnoreUnexpected)
            return;
        const string option = $"{nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.IgnoreUnexpected)}";
        if (named && mismatch.LeavesStrangers())
            hints.Add($"The file has more than that: set {option} as well, which passes over what the model does not know.");
        else if (mismatch.HasAll && !mismatch.HasOwnUnexpected && hints.Count == 0)
            hints.Add($"The file has all that the model needs: set {option} to pass over the rest.");
    }
}
