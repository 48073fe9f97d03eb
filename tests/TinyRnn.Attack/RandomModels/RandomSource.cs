using System.Text;

namespace TinyRnn.Attack.RandomModels;

/// <summary>Source text of some models, whose attributes can be left out one by one.</summary>
internal sealed record RandomSource
{
    /// <summary>Usings, types beside the models and the like, before everything else.</summary>
    public required string Preamble { get; init; }

    /// <summary>Empty for the global one.</summary>
    public required string Namespace { get; init; }

    public required IReadOnlyList<RandomClass> Classes { get; init; }

    /// <summary>What the project says of its weight files; <see langword="null"/>: nothing.</summary>
    public string? WeightNames { get; init; }

    /// <summary>The project checks arithmetic.</summary>
    public bool ChecksOverflow { get; init; }

    public IReadOnlyList<(int Class, int Attribute)> Attributes =>
        [.. Classes.SelectMany((each, index) => each.Attributes.Select((_, attribute) => (index, attribute)))];

    /// <summary>With these attributes only.</summary>
    public RandomSource With(IReadOnlyCollection<(int Class, int Attribute)> attributes) => this with
    {
        Classes = [.. Classes.Select((each, index) =>
            each with { Attributes = [.. each.Attributes.Where((_, attribute) => attributes.Contains((index, attribute)))] })],
    };

    public override string ToString()
    {
        StringBuilder text = new(Preamble);
        text.Append(Namespace.Length > 0 ? $"\nnamespace {Namespace} {{\n" : "\n");
        foreach (RandomClass each in Classes)
            text.Append(each.Open).Append(string.Concat(each.Attributes.Select(attribute =>
                $"[{attribute}] "))).Append(each.Declaration).Append(each.Close).Append('\n');
        return text.Append(Namespace.Length > 0 ? "}\n" : "").ToString();
    }
}

/// <param name="Open">Types around it.</param>
/// <param name="Attributes">Without brackets.</param>
/// <param name="Declaration">Modifiers, name and body.</param>
/// <param name="Close">Ends the types around it.</param>
/// <param name="IsModel">It asks for a generated half.</param>
internal sealed record RandomClass(string Open, IReadOnlyList<string> Attributes, string Declaration, string Close, bool IsModel);
