namespace TinyRnn.Training;

/// <content>An average of the weights, beside them.</content>
public abstract partial class ModelTrainer
{
    /// <summary>
    /// What average of its weights the trainer keeps: each update adds its weights, once <see cref="WeightAveraging.From"/> is reached. Running statistics of
    /// batch norms are averaged as well. <see langword="null"/> at first: none. Setting it takes memory for the weights once, twice with snapshots, and begins
    /// anew. Snapshots and checkpoints keep the average; a checkpoint with one is loaded into a trainer that averages in the same way.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="UsesAverage"/> is set.</exception>
    public WeightAveraging? Averaging
    {
        get => Parameters.Averaging;
        set => Parameters.Averaging = value;
    }

    /// <summary>How many updates' weights are in the average.</summary>
    public long AveragedUpdates => Parameters.AveragedUpdates;

    /// <summary>
    /// The average stands in the place of the weights: passes, <c>Evaluate</c> for instance, <see cref="Publish"/> and <see cref="CopyParameters"/> see it.
    /// Batches that train, snapshots, checkpoints and <see cref="Import(ReadOnlySpan{float})"/> are refused until it is set back. Setting it drops gradients,
    /// and allocates nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no average.</exception>
    public bool UsesAverage
    {
        get => Parameters.UsesAverage;
        set
        {
            if (value == UsesAverage)
                return;
            Parameters.Exchange();
            DropGradients();
        }
    }

    /// <summary>
    /// Gives the model the average of the weights, as <see cref="Publish"/> gives it the weights; training goes on with these. The tape of the last forward
    /// pass cannot be gone back through afterwards.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no average, or one of its weights is not finite; the model goes on with the old ones.</exception>
    public void PublishAverage()
    {
        if (UsesAverage)
        {
            Publish();
            return;
        }

        Parameters.Exchange();
        try
        {
            Publish();
        }
        finally
        {
            Parameters.Exchange();
        }
    }

    /// <summary>The average of the weights, in the order of the model's <c>Tensors</c>.</summary>
    /// <param name="parameters">Room for all of them, the model's <c>ParameterCount</c>.</param>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    /// <exception cref="InvalidOperationException">There is no average.</exception>
    public void CopyAverage(Span<float> parameters) => Parameters.ExportAverage(parameters);
}
