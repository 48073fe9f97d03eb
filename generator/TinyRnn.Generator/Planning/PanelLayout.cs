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

/// <summary>How the units of a layer are cut into panels of 16, 8 and 4 lanes, and of 32 where a unit has one sum only.</summary>
internal sealed record PanelLayout(int Units, EquatableArray<PanelGroup> Groups)
{
    /// <summary>Units with the padding of the last panel.</summary>
    public int PaddedUnits => Groups.Sum(group => group.Units);

    /// <summary>Position of a group.</summary>
    public int IndexOf(PanelGroup group) => Enumerable.Range(0, Groups.Count).First(index => Groups[index].Equals(group));

    /// <summary>Width of every panel, in order.</summary>
    public IEnumerable<int> Widths => Groups.SelectMany(group => Enumerable.Repeat(group.Width, group.Count));

    /// <summary>Lanes of the widest panels of a product with several sums a unit, and of one whose bits must not depend on this choice.</summary>
    private const int Usual = 16;

    /// <summary>
    /// Lanes of the widest panels of a product with one sum a unit. Each walk over a panel broadcasts every input once, and beside one vector of weights that would be half of all loads. Still
    /// wider ones would save little more, and leave layers of middle size too few panels to walk to and fro.
    /// </summary>
    private const int Single = 32;

    /// <summary>The panels of a product.</summary>
    /// <param name="units">Units.</param>
    /// <param name="sums">Sums a unit.</param>
    /// <param name="isReproducible">The sums must have the same bits as in every other layout.</param>
    public static PanelLayout For(int units, int sums, bool isReproducible = false) => Cut(units, sums == 1 && !isReproducible ? Single : Usual);

    /// <summary>
    /// The widest panels as long as they fill, then those of 16; the rest goes to the cover with the least padding and, among those, the fewest panels: 1..4 units to a
    /// panel of 4, 5..8 to 8, 9..12 to 8 and 4, 13..15 to one more of 16.
    /// </summary>
    private static PanelLayout Cut(int units, int widest)
    {
        int widestCount = widest == Usual ? 0 : units / widest;
        int behind = units - (widestCount * widest);
        int rest = behind % Usual;
        int wide = (behind / Usual) + (rest > 12 ? 1 : 0);
        List<PanelGroup> groups = [];
        int first = 0;
        void Add(int width, int count)
        {
            if (count > 0)
                groups.Add(new PanelGroup(first, width, count));
            first += width * count;
        }

        Add(widest, widestCount);
        Add(Usual, wide);
        if (rest is > 0 and <= 12)
        {
            Add(8, rest > 4 ? 1 : 0);
            Add(4, rest is <= 4 or > 8 ? 1 : 0);
        }

        return new PanelLayout(units, new(groups));
    }
}
