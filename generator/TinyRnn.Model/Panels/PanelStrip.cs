namespace TinyRnn.Model.Panels;

/// <summary>
/// Panels whose rows are walked together: a group of equal ones, one after another, or several single ones of different widths side by side. A narrow panel
/// that is walked alone waits for its few sums, and then for its cells.
/// </summary>
/// <param name="Groups">A group of any number of panels, or groups of one panel each, widest first.</param>
internal sealed record PanelStrip(EquatableArray<PanelGroup> Groups)
{
    public PanelStrip(PanelGroup group)
        : this(new EquatableArray<PanelGroup>([group]))
    {
    }

    /// <summary>Unit in the first lane.</summary>
    public int FirstUnit => Groups[0].FirstUnit;

    /// <summary>Panels one after another.</summary>
    public int Count => Groups[0].Count;

    /// <summary>Lanes of the panels side by side.</summary>
    public int Width => Groups.Sum(group => group.Width);

    /// <summary>Units, padding included.</summary>
    public int Units => Groups.Sum(group => group.Units);

    /// <summary>The panel that a lane is in.</summary>
    public PanelGroup At(int lane) => Groups.Last(group => group.FirstUnit - FirstUnit <= lane);
}
