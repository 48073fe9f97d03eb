using TinyRnn.Runtime.Tape;

namespace TinyRnn.Data;

/// <summary>Whether the sequences of a set are such as a network reads.</summary>
internal static class FittingSets
{
    /// <summary>Checks it all.</summary>
    /// <exception cref="ArgumentException">Not so; the message says what the model has, and what the set.</exception>
    public static void Require<TInput, TTarget>(SequenceSet<TInput, TTarget> set, NetworkShape shape, int targets, string argument)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        if (shape.ReadsOnce || (shape.Strides.Count > 0 && !shape.HasLastStep))
            throw new ArgumentException(
                "The model has other numbers of steps in its outputs than in its inputs, which a set of sequences does not tell. Call TrainBatch in a loop of your own.",
                argument);
        if (set.Count == 0)
            throw new ArgumentException("There is no sequence in the set. Add some before.", argument);
        if (set.InputSize != shape.InputSize)
            throw new ArgumentException($"A step of the set has {Counted.Of(set.InputSize, "input")}, and the model reads {shape.InputSize}.", argument);
        if (set.TargetSize != targets || set.HasStepTargets == shape.HasLastStep)
            throw new ArgumentException(
                $"The set has {Counted.Of(set.TargetSize, "target")} for each {Each(set.HasStepTargets)}, and the model needs {targets} for each "
                + $"{Each(!shape.HasLastStep)}.",
                argument);
        for (int index = 0; index < set.Count; index++)
        {
            int steps = set.StepsOf(index);
            if (steps < 1 || steps > shape.MaxSteps)
                throw new ArgumentException(
                    $"Sequence {index} has {Counted.Of(steps, "step")}; the trainer takes 1 to {shape.MaxSteps} ([Trainable(MaxSteps = ...)]).", argument);
        }
    }

    private static string Each(bool isStep) => isStep ? "step" : "sequence";
}
