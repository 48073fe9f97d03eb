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
        }

        ShapeHint.Add(mismatch, hints);
        if (missing && hints.Count == 0 && !mismatch.Options.HasFixedNames)
            hints.Add("What the file holds, tinyrnn inspect shows, and tinyrnn import writes a class for it.");
        return hints;
    }
}
