using System.Runtime.InteropServices;
using TinyRnn.Runtime.Tape;

namespace TinyRnn.Training;

/// <content>What loops around a trainer need to know of its network.</content>
public abstract partial class SequenceTrainer<TInput, TTarget, TState>
{
    /// <summary>Sequences that it has room for.</summary>
    internal int MostSequences => _network.Shape.MaxBatch;

    /// <summary>Steps that it has room for.</summary>
    internal int MostSteps => _network.Shape.MaxSteps;

    /// <summary>Values, or tokens, of a step.</summary>
    internal int InputSize => _network.Shape.InputSize;

    /// <summary>Values, or classes, of a target.</summary>
    internal int TargetSize => typeof(TTarget) == typeof(int) ? 1 : _network.Shape.OutputSize;

    /// <summary>One output a sequence.</summary>
    internal bool HasLastStep => _network.Shape.HasLastStep;

    /// <summary>A target counted in the last batch.</summary>
    internal bool HadTargets => _loss.HasTargets;

    /// <summary>Outputs of a sequence.</summary>
    internal int OutputsOf(int steps) => HasLastStep ? _network.Shape.OutputSize : steps * _network.Shape.OutputSize;

    /// <summary>Checks that the model can go through an endless stream, an output a step.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    internal void RequireStream(string argument)
    {
        NetworkShape shape = _network.Shape;
        string? why =
            shape.ReadsOnce ? "reads one input a sequence, so that there is no stream to learn from"
            : shape.StepLimit == StepLimit.Sequence
                ? "reads sequences in both directions, so that a step waits for those after it. Take layers of one direction"
            : shape.StepLimit == StepLimit.History
                ? "keeps its whole past ([History]), which an endless stream does not fit into. Take a [Window], or a recurrent layer"
            : shape.Strides.Count > 0 ? "gives an output every few steps, and not one for each. Call TrainBatch with States in a loop of your own"
            : null;
        if (why is not null)
            throw new ArgumentException($"The model of this trainer {why}.", argument);
    }

    /// <summary>Checks the values of a step of a stream before it counts: they would stay in the state.</summary>
    /// <exception cref="ArgumentException">A value that is not finite, or no token or category.</exception>
    internal void RequireStep(ReadOnlySpan<TInput> input)
    {
        RequireFinite(input, nameof(input));
        SequenceOptions<TState> options = new() { Batch = 1 };
        _door.CheckInputs(input, ref options);
    }

    /// <summary>The same of its target.</summary>
    /// <exception cref="ArgumentException">A value that is not finite, or no class or probability.</exception>
    internal void RequireTarget(ReadOnlySpan<TTarget> target)
    {
        RequireFinite(target, nameof(target));
        _loss.Take(target, default, default, 1, 1);
    }

    private static void RequireFinite<T>(ReadOnlySpan<T> values, string argument)
        where T : unmanaged
    {
        if (typeof(T) != typeof(float))
            return;
        foreach (float value in MemoryMarshal.Cast<T, float>(values))
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"A value of the {argument} is {value}, and would stay in states and weights after it. Leave the step out."),
                    argument);
            }
        }
    }
}
