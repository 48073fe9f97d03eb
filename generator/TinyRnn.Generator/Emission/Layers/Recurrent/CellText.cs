using System.Text.RegularExpressions;
using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>How the point-wise half of a cell is printed.</summary>
/// <param name="Kernel">Prefix of the kernels' names.</param>
/// <param name="Equations">One step.</param>
/// <param name="HasConstants">It takes the constants that cells share.</param>
/// <param name="Parts">
/// Each prints what waits for one quotient. Together they make of the finished sums of some units their new state: from <c>h</c> and <c>c</c> to
/// <c>next</c> and <c>c</c>.
/// </param>
internal sealed record CellText(string Kernel, IReadOnlyList<string> Equations, bool HasConstants, params Action<SourceWriter, PanelVector>[] Parts)
{
    /// <summary>The kernel of a part of a layer; by default, one pass over the panels.</summary>
    public Func<RecurrentPlan, RecurrentPart, RecurrentKernel> KernelOf { get; init; } = (layer, part) => new RecurrentKernel(layer, part);

    /// <summary>The equations of a layer without biases.</summary>
    public IReadOnlyList<string> EquationsWithoutBias => [.. Equations.Select(equation => s_bias.Replace(equation, ""))];

    /// <summary>The equations of a cell whose output is projected.</summary>
    /// <param name="equations">Those without the projection: the last one is that of h_t.</param>
    /// <param name="shown">What stands there instead of h_t.</param>
    public static IReadOnlyList<string> Projected(IReadOnlyList<string> equations, string shown) =>
        [.. equations.Take(equations.Count - 1), shown + equations[equations.Count - 1].Substring("h_t".Length)];

    /// <summary>A bias as the equations write it.</summary>
    private static readonly Regex s_bias = new(@" \+ b(_\w)?\b", RegexOptions.CultureInvariant);

    /// <summary>
    /// The cells of a tile, each part for all of its vectors before the next part: what one waits for, others fill. A processor's queues hold about one cell,
    /// and would otherwise be full of operations that wait.
    /// </summary>
    public void Emit(SourceWriter writer, IReadOnlyList<PanelVector> vectors)
    {
        writer.Line($"// {Equations[Equations.Count - 1]}");
        if (HasConstants)
            PanelVector.EmitConstants(writer, vectors);
        foreach (Action<SourceWriter, PanelVector> part in Parts)
        {
            foreach (PanelVector vector in vectors)
                part(writer, vector);
        }
    }
}
