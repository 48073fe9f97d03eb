namespace TinyRnn.Tensors;

/// <summary>A dimension that a call asks of a tensor.</summary>
/// <param name="Axis">What it counts.</param>
/// <param name="Size">How many there must be; <see cref="Any"/> where that is for the caller to say.</param>
internal readonly record struct Dimension(Axis Axis, int Size)
{
    /// <summary>Any number.</summary>
    public const int Any = -1;

    /// <summary>Its letter in the documentation of shapes.</summary>
    public string Letter => Axis switch
    {
        Axis.States or Axis.Named => "B",
        Axis.Steps => "T",
        Axis.Outputs => "T'",
        Axis.Input => "I",
        _ => "O",
    };

    /// <summary>What it is, for a message: <c>the input size 4 (I)</c>.</summary>
    public string Meaning => Axis switch
    {
        Axis.States => $"the number of states, {Size} (B)",
        Axis.Named => $"the number of streams named, {Size} (B)",
        Axis.Steps => $"the number of steps, {Size} (T)",
        Axis.Outputs => $"the number of outputs that these steps give, {Size} (T')",
        Axis.Input => $"the input size {Size} (I)",
        _ => $"the output size {Size} (O)",
    };

    public bool Takes(nint length) => Size == Any || length == Size;

    /// <summary>The size, or the letter where any size will do.</summary>
    public override string ToString() => Size == Any ? Letter : $"{Size}";
}
