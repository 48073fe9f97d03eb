using System.ComponentModel;

namespace TinyRnn.Runtime.Tape;

/// <summary>What bounds the sequences of a trainer, and so what helps when one is longer. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum StepLimit
{
    /// <summary><c>MaxSteps</c> of the attribute; a longer sequence can be learnt in chunks.</summary>
    Chunk,

    /// <summary><c>MaxSteps</c> of the attribute; a layer reads the whole sequence, in both directions, so that chunks are another function.</summary>
    Sequence,

    /// <summary>A history, which keeps no more steps.</summary>
    History,

    /// <summary>The mode, one-to-one.</summary>
    OneStep,
}
