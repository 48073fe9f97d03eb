using System.ComponentModel;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// The numbers of an emitted network that the code around it needs. Places are in floats from the beginning of the tape.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkShape
{
    /// <summary>The longest sequence.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>Most sequences at once.</summary>
    public required int MaxBatch { get; init; }

    /// <summary>What bounds <see cref="MaxSteps"/>.</summary>
    public required StepLimit StepLimit { get; init; }

    /// <summary>Input size I; 1 for tokens.</summary>
    public required int InputSize { get; init; }

    /// <summary>Tokens of the vocabulary; 0 if the input is numbers.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The numbers of the input that are categories.</summary>
    public IReadOnlyList<CategoryColumn> Categories { get; init; } = [];

    /// <summary>Place of the inputs.</summary>
    public required int Input { get; init; }

    /// <summary>Place of their gradient.</summary>
    public required int InputGradient { get; init; }

    /// <summary>Output size O.</summary>
    public required int OutputSize { get; init; }

    /// <summary>Place of the outputs, or of the initial ones in front of them.</summary>
    public required int Output { get; init; }

    /// <summary>Place of their gradient.</summary>
    public required int OutputGradient { get; init; }

    /// <summary>Steps of outputs that stand in front of the first.</summary>
    public required int EarlierOutputs { get; init; }

    /// <summary>One output a sequence, that of its last step.</summary>
    public required bool HasLastStep { get; init; }

    /// <summary>The first step reads the input, all others zeros.</summary>
    public required bool ReadsOnce { get; init; }

    /// <summary>The activation of the last layer that the loss contains.</summary>
    public required Activation FusedActivation { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Number of hidden vectors.</summary>
    public required int Hiddens { get; init; }

    /// <summary>Floats of the tape.</summary>
    public required int TapeLength { get; init; }

    /// <summary>
    /// Steps of the input from one value to the next after each layer that gives an output every few steps, first to last; empty: every layer gives one at
    /// each.
    /// </summary>
    public IReadOnlyList<int> Strides { get; init; } = [];

    /// <summary>Steps of the input from one output to the next.</summary>
    public int Stride => Strides.Count == 0 ? 1 : Strides[^1];

    /// <summary>Outputs of so many steps.</summary>
    public int OutputSteps(int steps) => HasLastStep ? 1 : steps / Stride;

    /// <summary>Floats from row to row of the inputs.</summary>
    public int InputStride => (InputSize + 3) / 4 * 4;

    /// <summary>Floats from row to row of the outputs.</summary>
    public int OutputStride => (OutputSize + 3) / 4 * 4;
}
