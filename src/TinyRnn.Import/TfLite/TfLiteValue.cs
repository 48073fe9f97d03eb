namespace TinyRnn.Import.TfLite;

/// <summary>A value of the graph that is computed.</summary>
/// <param name="Place">Place of the node that gives it.</param>
/// <param name="Shape">Sizes of the tensor; -1: left open.</param>
/// <param name="TimeAxis">The axis along which steps lie; -1: it is one step.</param>
internal sealed record TfLiteValue(int Place, int[] Shape, int TimeAxis)
{
    /// <summary>Values of one step.</summary>
    public int Features => Shape.Length == 0 ? 1 : Shape[^1];

    /// <summary>Steps; -1: left open.</summary>
    public int Steps => TimeAxis < 0 ? 1 : Shape[TimeAxis];

    /// <summary>What has [.., T, .., F] and [.., F] in mind: the steps lie along the only axis that is not 1, but for the last.</summary>
    public static int AxisOf(int[] shape, int steps)
    {
        for (int axis = shape.Length - 2; axis >= 0; axis--)
        {
            if (shape[axis] == steps)
                return axis;
        }

        return -1;
    }

    public override string ToString() => $"[{string.Join(", ", Shape)}]";
}
