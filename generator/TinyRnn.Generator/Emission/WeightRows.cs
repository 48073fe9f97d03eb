namespace TinyRnn.Generator.Emission;

/// <summary>
/// How the rows of a panel are loaded and added to the sums, in one format of weights: a new format is a class beside
/// <see cref="Float32Rows"/> and a line here.
/// </summary>
internal abstract class WeightRows
{
    /// <summary>The variables at the rows of a tile's panels go on to what follows some rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="vectors">The tile's.</param>
    /// <param name="floats">Floats of a unit in these rows.</param>
    public static void MoveOn(SourceWriter writer, IReadOnlyList<PanelVector> vectors, long floats)
    {
        foreach (PanelVector v in PanelVector.FirstOfPanels(vectors))
            writer.Line($"{v.Row} = ref Unsafe.Add(ref {v.Row}, {floats * v.PanelWidth});");
    }

    /// <param name="format">How weights are stored.</param>
    /// <param name="target">The processor.</param>
    /// <param name="places">Where inputs lie that have no variable of their own.</param>
    /// <param name="methods">Rows that are printed as methods.</param>
    public static WeightRows Of(WeightFormat format, VectorTarget target, ArrayPlaces places, RowMethods methods) => format switch
    {
        WeightFormat.Float32 => new Float32Rows(target, places, methods),
        _ => IntegerRows.For(target, format),
    };

    /// <summary>The rows of a block: from <c>w</c>, which moves on to what follows them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="vectors">The sums.</param>
    /// <param name="block">The rows.</param>
    /// <param name="loop">How they are walked.</param>
    /// <param name="ends">Where the sums that a gate is split into begin and end.</param>
    public abstract void Emit(
        SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, LoopPlan loop, ChainEnds ends);
}

/// <summary>Whether the sums that a gate is split into begin with a block, and are added up after it.</summary>
internal readonly record struct ChainEnds(bool Begins, bool Ends);
