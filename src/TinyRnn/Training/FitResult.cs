namespace TinyRnn.Training;

/// <summary>What an epoch gave.</summary>
/// <param name="Epoch">Its number, counted from 1.</param>
/// <param name="TrainingLoss">The mean loss of its batches, each before its update.</param>
/// <param name="ValidationLoss">The mean loss of the validation sequences after it; NaN: there are none.</param>
/// <param name="LearningRate">The learning rate of its last update.</param>
/// <param name="IsBest">No earlier one was better.</param>
/// <example>
/// <code>
/// Progress&lt;FitEpoch&gt; progress = new(epoch =&gt; Console.WriteLine($"{epoch.Epoch}: {epoch.ValidationLoss:F4}{(epoch.IsBest ? " *" : "")}"));
/// </code>
/// </example>
public readonly record struct FitEpoch(int Epoch, double TrainingLoss, double ValidationLoss, double LearningRate, bool IsBest)
{
    /// <summary>By what epochs are compared: the validation loss, or the training loss where there is none.</summary>
    public double Loss => double.IsNaN(ValidationLoss) ? TrainingLoss : ValidationLoss;
}

/// <summary>Why training ended.</summary>
public enum FitEnd
{
    /// <summary>All epochs are done.</summary>
    Epochs,

    /// <summary>So many epochs as <see cref="FitOptions.Patience"/> says were not better than the best one.</summary>
    Patience,

    /// <summary><see cref="FitOptions.Cancellation"/> asked for it.</summary>
    Cancelled,

    /// <summary>
    /// A loss or a gradient was not finite. Such an update is not applied; the trainer has the weights of the best epoch, or, if none was finished, those
    /// before the update.
    /// </summary>
    Diverged,
}

/// <summary>What training gave.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Epochs">Each finished epoch.</param>
/// <param name="Best">The best one; <see langword="null"/>: none was finished.</param>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// SequenceList&lt;float, int&gt; gestures = new(inputSize: 3, targetSize: 1, hasStepTargets: false);
/// gestures.Add(new float[50 * 3], new int[] { 4 });
/// FitResult result = trainer.Fit(gestures, options: new() { Epochs = 3 });
/// Console.WriteLine($"{result.End} after {result.Epochs.Count} epochs, best: {result.Best?.Loss:F4}");
/// </code>
/// </example>
public sealed record FitResult(FitEnd End, IReadOnlyList<FitEpoch> Epochs, FitEpoch? Best);
