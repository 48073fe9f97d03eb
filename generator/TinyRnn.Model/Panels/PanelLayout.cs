
namespace TinyRnn.Model.Panels;

/// <summary>Neighbouring panels of one width.</summary>
/// <param name="FirstUnit">Unit in lane 0 of the first panel.</param>
/// <param name="Width">Lanes of a panel.</param>
/// <param name="Count">Number of panels.</param>
internal sealed record PanelGroup(int FirstUnit, int Width, int Count)
{
    public int Units => Width * Count;
}

/// <summary>
/// How the units of a layer are cut into panels of 16, 8 and 4 lanes, and of 32 where a walk over the rows should serve as many units as it can.
/// </summary>
internal sealed record PanelLayout(int Units, EquatableArray<PanelGroup> Groups)
{
    /// <summary>Units with the padding of the last panel.</summary>
    public int PaddedUnits => Groups.Sum(group => group.Units);

    /// <summary>Width of every panel, in order.</summary>
    public IEnumerable<int> Widths => Groups.SelectMany(group => Enumerable.Repeat(group.Width, group.Count));

    /// <summary>What a core's first-level cache holds of the weights, beside the state; 32 KB is the smallest in use.</summary>
    public const int FirstLevelCache = 28 * 1024;

    /// <summary>From so many units on, four more weigh less than what they save.</summary>
    private const int MostPadded = 64;

    /// <summary>The narrowest vector.</summary>
    private const int Step = 4;

    /// <summary>Lanes of a panel where nothing speaks for wider ones.</summary>
    private const int Usual = 16;

    /// <summary>
    /// Lanes of a wide panel. Each walk over a panel broadcasts every input once, and beside one vector of weights that would be half of all loads. Still wider
    /// ones would save little more, and leave layers of middle size too few panels to walk to and fro.
    /// </summary>
    private const int Wide = 32;

    /// <summary>The panels of a product.</summary>
    /// <param name="units">Units.</param>
    /// <param name="product">What is computed. Wide panels are for products with one sum a unit, and for those whose weights stay in the first-level cache:
    /// there loads and the latency of sums decide, and two vectors of 512 bits a gate have half of the broadcasts and twice the sums under way. Of larger ones,
    /// the panels are the steps of a walk to and fro, and small ones keep more of the weights in the cache. Where the sums must have the same bits everywhere,
    /// they do not depend on this choice.</param>
    /// <param name="isCell">The units are those of a cell that keeps its padding to itself: four units and more of it are allowed. Outputs have other values
    /// behind them.</param>
    /// <param name="hasSecond">The panels serve a second pass as well, of one sum a unit. Where cells are padded, equal panels are one walk in the code, and of
    /// two different ones with four streams NEON's compiler kept sums in memory.</param>
    public static PanelLayout For(int units, ProductPlan product, bool isCell = false, bool hasSecond = false)
    {
        // The bits of reproducible models are those of files that are there; integers are loaded and added by other instructions, which gained nothing.
        bool pads = isCell && !product.IsReproducible && !product.HasIntegers;
        PanelLayout usual = Cut(units, Usual, pads);
        bool isWide = product.Sums.Count == 1 || StaysInFirstLevelCache(usual.PaddedUnits, product);
        return isWide && !product.IsReproducible && !(hasSecond && usual.PaddedUnits - units >= Step) ? Cut(units, Wide, pads) : usual;
    }

    /// <summary>Whether a step finds all weights where the step before has left them.</summary>
    /// <param name="units">Units, padding included.</param>
    /// <param name="product">What is computed.</param>
    public static bool StaysInFirstLevelCache(int units, ProductPlan product) =>
        product.PlacesReadPerUnit * units * WeightFormats.PlaceBytes <= FirstLevelCache;

    /// <summary>
    /// The widest panels as long as they fill, then those of 16; the rest goes to the cover with the least padding and, among those, the fewest panels: 1..4
    /// units to a panel of 4, 5..8 to 8, 9..12 to 8 and 4, 13..15 are padded to 16. With <paramref name="pads"/>, 9..12 units beside a few whole panels are
    /// padded as well: with 512 bits, a vector of 4 lanes takes as long as one of 16, and one less of them in each row and each cell is a quarter of the time
    /// of 28 units, and still a tenth of that of 60; with 128 bits a fourth vector of 4 costs less than that.
    /// </summary>
    private static PanelLayout Cut(int units, int widest, bool pads)
    {
        int rest = units % Usual;
        if (rest > 12 || (rest > 8 && pads && units is > Usual and < MostPadded))
            rest = 0;
        int whole = rest == 0 ? (units + Usual - 1) / Usual * Usual : units - rest;
        List<PanelGroup> groups = [];
        int first = 0;
        void Add(int width, int count)
        {
            if (count > 0)
                groups.Add(new PanelGroup(first, width, count));
            first += width * count;
        }

        Add(widest, whole / widest);
        Add(Usual, (whole - first) / Usual);
        Add(8, rest > 4 ? 1 : 0);
        Add(4, rest is (> 0 and <= 4) or > 8 ? 1 : 0);
        return new PanelLayout(units, new(groups));
    }
}
