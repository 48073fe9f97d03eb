namespace TinyRnn.Model.Layers.BatchNorm;

/// <summary>Training of batch normalisation: statistics of the batch, which the running ones follow.</summary>
internal sealed class BatchNormTrainingPlan : LayerTrainingPlan
{
    public BatchNormTrainingPlan(BatchNormPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Epsilon = plan.Epsilon;
        Momentum = plan.Momentum;
        int rows = context.MaxRowsOf(plan);
        int channels = plan.OutputSize;
        context.Add(plan.Index + 1, context.TakeValue(channels, rows));
        Normal = context.TakeTape((long)rows * Output.Stride);
        Statistics = context.TakeTape((2L * Output.Stride) + 1);
        Channels = ChannelWeights.Take(plan, context, plan.Parameters.Offset, hasShifts: true);
        RunningMean = Running(2);
        RunningVariance = Running(3);

        // Among the weights, so that files and snapshots have them; a tensor without biases that it is the sum of is left alone by updates.
        int Running(int tensor)
        {
            int block = context.TakeWeights(Output.Stride);
            context.Tensors.Add(new(plan.Index, plan.Parameters.Offset + (tensor * channels), block, 1, channels, Output.Stride, 1, Multiplicity: 0));
            return block;
        }
    }

    public float Epsilon { get; }

    public float Momentum { get; }

    /// <summary>Place on the tape of the normalised values, as large as the output.</summary>
    public int Normal { get; }

    /// <summary>Place on the tape of a row of means, a row of factors, and the number of rows that they were taken of.</summary>
    public int Statistics { get; }

    public ChannelWeights Channels { get; }

    /// <summary>Place of the running means among the weights.</summary>
    public int RunningMean { get; }

    /// <summary>Place of the running variances among the weights.</summary>
    public int RunningVariance { get; }

    /// <summary>The layer reads one step of each sequence, and all of its rows count.</summary>
    public bool IsHead => Context.IsHead(Layer);
}
