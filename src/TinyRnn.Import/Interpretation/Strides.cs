using System.Numerics;

namespace TinyRnn.Import.Interpretation;

/// <summary>Nodes that give an output at the last of every few steps.</summary>
internal static class Strides<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The steps at which a node gives an output.</summary>
    /// <exception cref="SourceFormatException">There is none.</exception>
    public static int[] LastSteps(SourceNode node, T[][] xs) => xs.Length < node.StepsPerOutput
        ? throw new SourceFormatException(
            $"{node.Name} gives an output every {node.StepsPerOutput} steps, but {xs.Length} reach it. Give a sequence of more steps (--steps, --vectors).")
        : [.. Enumerable.Range(1, xs.Length / node.StepsPerOutput).Select(output => (output * node.StepsPerOutput) - 1)];

    /// <summary>Of each value, the largest or the mean of each group of steps.</summary>
    public static T[][] Pooled(PoolNode node, T[][] xs) => [.. LastSteps(node, xs).Select(last => xs[last].Select((_, k) =>
    {
        IEnumerable<T> values = xs[(last + 1 - node.Steps)..(last + 1)].Select(step => step[k]);
        return node.IsMax ? values.Max() : values.Aggregate(T.Zero, (sum, value) => sum + value) / T.CreateChecked(node.Steps);
    }).ToArray())];
}
