namespace TinyRnn.Model.Layers.Dense;

/// <summary>Training of a dense layer: products over all rows at once. After a history, lags that do not exist yet are zeros.</summary>
internal sealed class DenseTrainingPlan : LayerTrainingPlan
{
    public DenseTrainingPlan(DensePlan plan, TrainingContext context)
        : base(plan, context)
    {
        Function = FunctionTrainingPlan.Of(plan, plan.Function, context);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
        Block = context.TakeWeights((1 + (long)plan.InputSize) * Columns);
        Transposed = context.TakeTape((long)Columns * Input.Stride);
        Owner = plan.Tied ?? plan.Index;
        context.Tensors.Add(new(Owner, plan.Matrix, Block + Columns, 1, plan.OutputSize, Columns, plan.InputSize));
        if (plan.Tied is { } table)
            context.Tables[table] = new(Block + Columns, Columns);
        if (plan.HasBias)
            context.Tensors.Add(new(plan.Index, plan.BiasOffset, Block, 1, plan.OutputSize, Columns, 1));
    }

    public FunctionTrainingPlan Function { get; }

    /// <summary>Floats of a row of outputs.</summary>
    public int Columns => ValuePlan.Pad(Layer.OutputSize);

    /// <summary>The matrix after its bias row, which belongs to no tensor and stays zero where the layer has no bias.</summary>
    public int Block { get; }

    public int Transposed { get; }

    /// <summary>The layer that the matrix belongs to, and with which it is frozen: this one, or that of the table.</summary>
    public int Owner { get; }
}
