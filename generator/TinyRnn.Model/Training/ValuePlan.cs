namespace TinyRnn.Model.Training;

/// <summary>
/// A value on the tape: a row for each step and sequence, row <c>t * batch + b</c>, and its gradient of the same shape. Rows are padded to a multiple of four
/// floats; the padding is 0.
/// </summary>
/// <param name="Size">Numbers in a row.</param>
/// <param name="Offset">Place on the tape.</param>
/// <param name="Gradient">Place of the gradient on the tape.</param>
/// <param name="MaxRows">Rows that there is room for.</param>
/// <param name="EarlierSteps">Steps kept from before the first one: 1 for a hidden state, whose first rows are the initial state.</param>
internal sealed record ValuePlan(int Size, int Offset, int Gradient, int MaxRows, int EarlierSteps = 0)
{
    /// <summary>Floats from row to row.</summary>
    public int Stride => Pad(Size);

    /// <summary>Rounds up to whole vectors of four.</summary>
    public static int Pad(int size) => unchecked((size + 3) / 4 * 4);
}
