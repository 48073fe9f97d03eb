namespace TinyRnn.Generator.Emission.Sequences;

/// <summary>An array that a kernel of a sequence goes along, a row with every step.</summary>
/// <param name="Name">The kernel's variable at the step's row.</param>
/// <param name="Stride">Floats from one row to the next; 0: all steps read the same, which are weights.</param>
/// <param name="Place">Where the emitted code finds the row of the first step: a place on the tape, or, of weights, a whole reference.</param>
internal sealed record SequenceArray(string Name, int Stride, Func<string> Place)
{
    /// <summary>Argument for a pass that begins with the first step.</summary>
    public string AtFirst => Stride == 0 ? Place() : TrainingScope.At(Place());

    /// <summary>Argument for a pass that begins with the last of <c>length</c> steps.</summary>
    public string AtLast => Stride == 0 ? Place() : TrainingScope.At($"{Place()} + ((length - 1) * {Stride})");
}
