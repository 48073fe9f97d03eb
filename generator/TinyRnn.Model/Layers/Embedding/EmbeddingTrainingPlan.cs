namespace TinyRnn.Model.Layers.Embedding;

/// <summary>Training of an embedding table: only the rows of tokens that occurred have a gradient.</summary>
internal sealed class EmbeddingTrainingPlan : LayerTrainingPlan
{
    public EmbeddingTrainingPlan(EmbeddingPlan plan, TrainingContext context)
        : base(plan, context)
    {
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
        if (context.Model.Layers.Any(layer => layer.Tied == plan.Index))
            return;
        Block = context.TakeWeights((long)plan.Rows * Output.Stride);
        Tensor = context.Tensors.Count;
        context.Tensors.Add(new(plan.Index, plan.Parameters.Offset, Block, plan.Rows, plan.OutputSize, Output.Stride, 1, IsSparse: true));
    }

    /// <summary>The table, if it is the matrix of a later layer.</summary>
    public TiedTable? Tied => Context.Tables.TryGetValue(Layer.Index, out TiedTable table) ? table : null;

    /// <summary>Place of the table in the block of weights.</summary>
    public int Block { get; }

    /// <summary>Number of the table among the tensors.</summary>
    public int Tensor { get; }
}
