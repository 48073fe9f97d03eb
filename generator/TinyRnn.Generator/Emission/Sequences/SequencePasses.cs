namespace TinyRnn.Generator.Emission.Sequences;

/// <summary>A part of a step forward: a walk over panels, and what is done with the sums.</summary>
/// <param name="Plan">The product.</param>
/// <param name="Weights">The variable at its panels.</param>
/// <param name="Start">What a sum of a vector of units starts from.</param>
/// <param name="Cell">Prints what is done with the sums of a tile.</param>
internal sealed record ForwardPass(
    PanelKernelPlan Plan, string Weights, Func<string, PanelVector, string> Start, Action<SourceWriter, IReadOnlyList<PanelVector>> Cell);

/// <summary>A part of a step backward: the gradients of sums, unit by unit, and dot products of the matrix's rows with them.</summary>
/// <param name="Comment">What both compute.</param>
/// <param name="Cell">Prints what is done for a vector of units.</param>
/// <param name="Dots">The dot products.</param>
/// <param name="Weights">The variable at their matrix.</param>
/// <param name="Gradients">The variable at the vector.</param>
/// <param name="From">Place of the vector after it.</param>
/// <param name="Target">The variable at the results.</param>
/// <param name="Adds">They are added to what is there.</param>
internal sealed record BackwardPass(
    string Comment, Action<SourceWriter, PanelVector> Cell, RowDots Dots, string Weights, string Gradients, int From, string Target, bool Adds);
