namespace TinyRnn.Tensors;

/// <summary>Compares the shape of a tensor with the one that a call asks for. What fits costs comparisons only; what does not is said by name.</summary>
internal static class Shape
{
    /// <exception cref="ArgumentException">Another number of dimensions, another length, or more values than a span can hold.</exception>
    public static void Require<TModel>(ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<Dimension> asked, string name, string verb)
    {
        if (lengths.Length != asked.Length)
            throw Misfit(typeof(TModel), lengths, asked, name, verb, $"{Counted.Of(asked.Length, "dimension")}, not {lengths.Length}");
        // In 128 bits no product of three lengths wraps around.
        Int128 count = 1;
        for (int index = 0; index < asked.Length; index++)
        {
            if (!asked[index].Takes(lengths[index]))
                throw Misfit(typeof(TModel), lengths, asked, name, verb, $"the {Place(index, asked.Length)} is {asked[index].Meaning}");
            if (lengths[index] > int.MaxValue)
                throw TooLarge(lengths, name);
            count *= lengths[index];
        }

        if (count > int.MaxValue)
            throw TooLarge(lengths, name);
    }

    /// <summary>Lengths for a message: <c>[12, 3]</c>.</summary>
    public static string Text(ReadOnlySpan<nint> lengths)
    {
        string[] texts = new string[lengths.Length];
        for (int index = 0; index < texts.Length; index++)
            texts[index] = $"{lengths[index]}";
        return $"[{string.Join(", ", texts)}]";
    }

    private static ArgumentException Misfit(
        Type model, ReadOnlySpan<nint> lengths, ReadOnlySpan<Dimension> asked, string name, string verb, string difference)
    {
        string[] texts = new string[asked.Length];
        for (int index = 0; index < texts.Length; index++)
            texts[index] = asked[index].ToString();
        return new($"{name} has the shape {Text(lengths)}; {model.Name} {verb} [{string.Join(", ", texts)}]: {difference}.", name);
    }

    private static ArgumentException TooLarge(ReadOnlySpan<nint> lengths, string name) =>
        new($"{name} has the shape {Text(lengths)}, which is more than {int.MaxValue} values. Pass it in parts.", name);

    private static string Place(int index, int count) => count == 1
        ? "only dimension"
        : index == 0 ? "first dimension" : index == count - 1 ? "last dimension" : "second dimension";
}
