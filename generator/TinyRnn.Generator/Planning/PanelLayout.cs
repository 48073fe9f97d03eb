using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>Neighbouring panels of one width.</summary>
/// <param name="FirstUnit">Unit in lane 0 of the first panel.</param>
/// <param name="Width">Lanes of a panel.</param>
/// <param name="Count">Number of panels.</param>
internal sealed record PanelGroup(int FirstUnit, int Width, int Count)
{
    public int Units => Width * Count;
}

/// <summary>How the units of a layer are cut into panels of 16, 8 and 4 lanes.</summary>
internal sealed record PanelLayout(int Units, EquatableArray<PanelGroup> Groups)
{
    /// <summary>Units with the padding of the last panel.</summary>
    public int PaddedUnits => Groups.Sum(group => group.Units);

    /// <summary>Position of a group.</summary>
    public int IndexOf(PanelGroup group) => Enumerable.Range(0, Groups.Count).First(index => Groups[index].Equals(group));

    /// <summary>Width of every panel, in order.</summary>
    public IEnumerable<int> Widths => Groups.SelectMany(group => Enumerable.Repeat(group.Width, group.Count));

    /// <summary>
    /// Panels of 16 as long as they fill; the rest goes to the cover with the least padding and, among those, the fewest panels: 1..4 units to a
    /// panel of 4, 5..8 to 8, 9..12 to 8 and 4, 13..15 to one more of 16.
    /// </summary>
    public static PanelLayout For(int units)
    {
        int rest = units % 16;
        int wide = (units / 16) + (rest > 12 ? 1 : 0);
        List<PanelGroup> groups = [];
        int first = 0;
        void Add(int width, int count)
        {
            if (count > 0)
                groups.Add(new PanelGroup(first, width, count));
            first += width * count;
        }

        Add(16, wide);
        if (rest is > 0 and <= 12)
        {
            Add(8, rest > 4 ? 1 : 0);
            Add(4, rest is <= 4 or > 8 ? 1 : 0);
        }

        return new PanelLayout(units, new(groups));
    }
}
