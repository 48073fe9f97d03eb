using TinyRnn.Benchmarks.Machine;

namespace TinyRnn.Benchmarks.Table;

/// <summary>One table: the same network in several sizes (columns) by several implementations (rows).</summary>
/// <param name="Title">Heading.</param>
/// <param name="Sizes">Hidden sizes H.</param>
/// <param name="Weights">The weights of a size, which all rows share.</param>
/// <param name="Cost">What a step of a size must read and compute.</param>
/// <param name="Rows">In the order of printing. A batched implementation is one more row: see <see cref="ISequence.Streams"/>.</param>
/// <param name="Subject">Name of the row that the bound is divided by.</param>
internal sealed record Section(
    string Title, IReadOnlyList<int> Sizes, Func<int, CellWeights> Weights, Func<int, StepCost> Cost, IReadOnlyList<Row> Rows, string Subject);

/// <summary>One implementation.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Family">What <c>--only</c> selects.</param>
/// <param name="Create">Builds it for given weights.</param>
internal sealed record Row(string Name, string Family, Func<CellWeights, ISequence> Create);

/// <summary>What a section's contest came to.</summary>
/// <param name="Section">What was measured.</param>
/// <param name="Bound">What the machine did beside it.</param>
/// <param name="Share">The share of the time in which the process had the processor.</param>
/// <param name="Rows">In the section's order.</param>
internal sealed record SectionResult(Section Section, MachineBound Bound, double Share, IReadOnlyList<RowResult> Rows)
{
    public RowResult? Find(string name) => Rows.FirstOrDefault(row => row.Name == name);
}

/// <param name="Name">Of the row.</param>
/// <param name="Nanoseconds">A step, of each size.</param>
internal sealed record RowResult(string Name, IReadOnlyList<double> Nanoseconds);
