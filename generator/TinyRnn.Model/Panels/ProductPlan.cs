
namespace TinyRnn.Model.Panels;

/// <summary>Rows of a panel that multiply one vector.</summary>
/// <param name="Source">Variable that holds the vector: <c>x</c>, <c>h</c>.</param>
/// <param name="Count">Number of rows; <see langword="null"/>: only known at run time, in <c>rows</c>.</param>
/// <param name="Gates">The gate sums that a row adds to, in the row's order.</param>
/// <param name="IsOneHot">The vector is one-hot and <paramref name="Source"/> holds the index of its 1: of the rows, only that one is read.</param>
/// <param name="From">Place of the vector after <paramref name="Source"/>: several blocks can read parts of one piece of memory.</param>
/// <param name="IsDiagonal">A single row, in which each unit has a weight for a value of its own: of unit u, that at u.</param>
internal sealed record RowBlock(
    string Source, int? Count, EquatableArray<string> Gates, bool IsOneHot = false, int From = 0, bool IsDiagonal = false)
{
    /// <summary>Rows that the product reads; <see langword="null"/>: only known at run time.</summary>
    public int? RowsRead => IsOneHot ? 1 : Count;

    /// <summary>
    /// The sums that a gate is split into go on from the block to the next one of the kind, or from the one before: their additions are spared in between.
    /// </summary>
    public bool IsChained { get; init; }

    /// <summary>How its weights are stored.</summary>
    public WeightFormat Format { get; init; }

    /// <summary>Of integers: the largest magnitude that a value can have, or is taken to have.</summary>
    public float Range { get; init; } = 1;

    /// <summary>Tells the vectors of one product apart: where several lie in one piece of memory, by their places.</summary>
    public string Vector => Source + (From == 0 ? "" : From.ToString());

    /// <summary>Both.</summary>
    public BlockFormat Stored => new(Format, Range);

    /// <summary>The same rows, stored in another way.</summary>
    public RowBlock In(BlockFormat format) => this with { Format = format.Weights, Range = format.Range };

    /// <summary>The vector is followed by zeros up to a whole number of vectors, as hidden states are, and not what a model or a layer is given.</summary>
    public bool IsPadded => Source != "x";

    /// <summary>Rows of places that a walk reads one after another; <see langword="null"/>: only known at run time.</summary>
    public int? Walked => RowsRead is { } rows ? Format.Walked(rows) : null;

    /// <summary>Places that a unit has in its panel.</summary>
    /// <param name="stored">Rows that a panel holds if <see cref="Count"/> is open.</param>
    public long PlacesPerUnit(int stored) => (long)Format.Stored(Count ?? stored) * Gates.Count;
}

/// <summary>The product that a panel kernel computes: sums = start + rows . vectors.</summary>
/// <param name="Sums">All gate sums, in the order of the bias row.</param>
/// <param name="HasBias">The panel begins with a bias row; otherwise the kernel says where the sums start.</param>
/// <param name="Blocks">The rows after it.</param>
/// <param name="StoredRows">Rows that a panel holds of a block whose <see cref="RowBlock.Count"/> is open.</param>
/// <param name="Sigmoids">Gates that a sigmoid follows.</param>
/// <param name="PointwiseGates">
/// Gates that have a weight for each unit, which the cell multiplies with a value of the same unit: a row at the end of the panel.
/// </param>
/// <param name="IsReproducible">The sums have the same bits on every processor: one order of additions, and no fused multiply-add.</param>
internal sealed record ProductPlan(
    EquatableArray<string> Sums,
    bool HasBias,
    EquatableArray<RowBlock> Blocks,
    int StoredRows = 0,
    EquatableArray<string> Sigmoids = default,
    EquatableArray<string> PointwiseGates = default,
    bool IsReproducible = false)
{
    /// <summary>Places that a unit has in its panel, so that the panel of unit u begins at u times as many.</summary>
    public long PlacesPerUnit => (HasBias ? Sums.Count : 0) + Blocks.Sum(block => block.PlacesPerUnit(StoredRows)) + PointwiseGates.Count;

    /// <summary>
    /// The first sums of integers are added to the bias before any product of floats, so that both kinds of sums are in registers one after another. Not where
    /// the first block is also computed by itself, for several steps, and the rest goes on from there: all ways add in one order.
    /// </summary>
    public bool BeginsWithIntegers { get; init; }

    /// <summary>Some of its sums are sums of integers.</summary>
    public bool HasIntegers => IntegerFormat is not null;

    /// <summary>Their format, which is one; <see langword="null"/>: there are none.</summary>
    public WeightFormat? IntegerFormat => Blocks.Where(block => block.Format.IsInteger).Select(block => (WeightFormat?)block.Format).FirstOrDefault();

    /// <summary>Places that the integers of one input take on the stack while it is multiplied: all digits, and the signs where they have some.</summary>
    public long IntegerPlaces => Blocks.Where(block => block.Format.IsInteger).Sum(block => ((block.Format.Digits + 1L) * (block.Walked ?? 0)) + 1);

    /// <summary>The same, for the bias and the first blocks.</summary>
    public long PlacesPerUnitBefore(int block) =>
        block == 0 ? 0 : (HasBias ? Sums.Count : 0) + Blocks.Take(block).Sum(earlier => earlier.PlacesPerUnit(StoredRows));

    /// <summary>Of <see cref="PlacesPerUnit"/>, what the product reads.</summary>
    public long PlacesReadPerUnit =>
        (HasBias ? Sums.Count : 0)
        + Blocks.Sum(block => block.IsOneHot ? block.Gates.Count : block.PlacesPerUnit(StoredRows)) + PointwiseGates.Count;

    /// <summary>Rows read of the longest walk without a break; <see langword="null"/> if one is only known at run time.</summary>
    public int? LongestBlock =>
        Blocks.Any(block => block.Count is null) ? null
        : Blocks.All(block => block.IsChained) ? Blocks.Sum(block => block.RowsRead)
        : Blocks.Max(block => block.RowsRead);

    /// <summary>
    /// Sums a unit. A row of a GRU adds to three of its four. Where bits must be the same everywhere they stay those of files that are there, whose sums were
    /// split as if each row added to all.
    /// </summary>
    public RowSums RowSums => new(
        Sums.Count, IsReproducible || Blocks.Count == 0 ? Sums.Count : Blocks.OrderByDescending(block => block.RowsRead ?? int.MaxValue).First().Gates.Count);

    /// <summary>The same product with its weights stored in other formats, block by block.</summary>
    public ProductPlan With(params BlockFormat[] formats) =>
        this with { Blocks = new(Blocks.Zip(formats, (block, format) => block.In(format))) };

    /// <summary>The same product with a first vector that is one-hot.</summary>
    public ProductPlan WithOneHotInput() => this with { Blocks = new([Blocks[0] with { IsOneHot = true }, .. Blocks.Skip(1)]) };
}
