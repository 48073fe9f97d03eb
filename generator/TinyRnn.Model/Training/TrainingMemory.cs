namespace TinyRnn.Model.Training;

/// <summary>What a trainer's constructor takes, in bytes: the runtime's <c>ModelTrainer.Bytes</c> adds up the same when there are no snapshots.</summary>
/// <param name="optimizer">The rule of updates: that of the pair, where two networks learn together.</param>
/// <param name="blockLength">Floats of all weights in the training layout.</param>
/// <param name="networks">The networks, each with its own tape.</param>
internal sealed class TrainingMemory(Optimizer optimizer, long blockLength, IReadOnlyList<TrainingPlan> networks)
{
    public Optimizer Optimizer => optimizer;

    public IReadOnlyList<TrainingPlan> Networks => networks;

    /// <summary>Moments that the optimizer keeps of each weight.</summary>
    public int Moments => optimizer switch
    {
        Optimizer.Sgd => 0,
        Optimizer.Momentum or Optimizer.Nesterov or Optimizer.RmsProp => 1,
        Optimizer.CenteredRmsPropMomentum or Optimizer.AmsGrad or Optimizer.AmsGradW => 3,
        _ => 2,
    };

    /// <summary>The weights once; gradients and each moment take as much.</summary>
    public long Weights => sizeof(float) * blockLength;

    public long Tapes => sizeof(float) * networks.Sum(network => network.TapeLength);

    /// <summary>The weights in the order of files, on their way to the model.</summary>
    public long Copy => sizeof(float) * networks.Sum(network => network.Model.ParameterCount);

    /// <summary>Tokens, lengths and targets of a batch, and the lists of rows of tables that have a gradient.</summary>
    public long Lists =>
        networks.Sum(Batch) + Targets(networks[networks.Count - 1])
        + networks.Sum(network => network.Context.Tensors.Where(tensor => tensor.IsSparse).Sum(Rows));

    /// <summary>Parameters of files that are not trained.</summary>
    public long Untrained => sizeof(float) * networks.Sum(network => network.Model.ParameterCount - network.Context.Tensors.Sum(tensor => tensor.Count));

    public long Total => (Weights * (2 + Moments)) + Tapes + Lists + Copy + Untrained;

    private static long Batch(TrainingPlan network)
    {
        long tokens = network.Model.ReadsTokens ? (long)network.Context.MaxSteps * network.Spec.MaxBatch : 0;

        // Lengths are there twice: of the batch on the tape, and of the one that is being checked; and after each layer that has outputs every few steps.
        return sizeof(int) * (tokens + ((2 + network.Model.Strided.Count()) * network.Spec.MaxBatch));
    }

    /// <summary>A weight for each target, and the target itself. Of a pair, the decoder has them.</summary>
    private static long Targets(TrainingPlan network)
    {
        long rows = (network.Model.Spec.Mode == SequenceMode.ManyToOne ? 1L : network.Context.MaxSteps / network.Model.Stride) * network.Spec.MaxBatch;
        return sizeof(float) * rows * (1 + (network.Spec.HasLabels ? 1 : network.Output.Size));
    }

    /// <summary>A mark for each row, and a place in the list.</summary>
    private static long Rows(TrainedTensorPlan tensor) => (sizeof(bool) + sizeof(int)) * (long)tensor.Rows;
}
