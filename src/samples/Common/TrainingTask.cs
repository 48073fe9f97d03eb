using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Something to learn: its batches, and what to say of the result.</summary>
internal abstract class TrainingTask
{
    /// <summary>What is learnt, in a line.</summary>
    public abstract string Title { get; }

    /// <summary>What the losses are.</summary>
    public abstract string LossName { get; }

    /// <summary>Steps of a full run.</summary>
    public abstract int Steps { get; }

    /// <summary>Steps of a run of a few seconds.</summary>
    public abstract int QuickSteps { get; }

    /// <summary>What else there is to say while it learns, beside the loss.</summary>
    public virtual string Status => "";

    /// <summary>Learns from one batch.</summary>
    /// <param name="step">The step, counted from 0: it alone says which batch.</param>
    /// <returns>The loss before the update.</returns>
    public abstract float Train(int step);

    /// <summary>Publishes what has been learnt, and saves it.</summary>
    /// <param name="weights">Where the weights go.</param>
    public abstract void Save(string weights);

    /// <summary>Loads saved weights into a new model and says what that can do.</summary>
    /// <param name="run">Where to say it.</param>
    /// <param name="weights">Where they are.</param>
    public abstract void Finish(SampleRun run, string weights);

    /// <summary>The losses, beside what they are to be compared with.</summary>
    /// <param name="run">For what is trained to compare with, and what comes out of it.</param>
    /// <param name="log">The losses.</param>
    public virtual Figure Picture(SampleRun run, LossLog log) => LossFigure.Of(Title, LossName, log);

    /// <summary>The settings of all samples: Adam at 0.003, gradients clipped to a norm of 1.</summary>
    public static void Configure(ModelTrainer trainer)
    {
        trainer.LearningRate = 3e-3;
        trainer.Clipping = new GradientClipping { Norm = 1 };
    }
}
