namespace TinyRnn.Attack.Harness;

/// <summary>Makes what was found smaller.</summary>
internal static class Shrink
{
    /// <summary>Leaves items out, one after another, as long as the fault stays.</summary>
    public static List<T> Items<T>(IReadOnlyList<T> items, Func<List<T>, bool> stillFails)
    {
        List<T> smallest = [.. items];
        for (int index = smallest.Count - 1; index >= 0 && smallest.Count > 1; index--)
        {
            List<T> smaller = [.. smallest];
            smaller.RemoveAt(index);
            if (stillFails(smaller))
                smallest = smaller;
        }

        return smallest;
    }
}
