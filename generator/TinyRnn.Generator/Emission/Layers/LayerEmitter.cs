namespace TinyRnn.Generator.Emission.Layers;

/// <summary>How one kind of layer is printed.</summary>
internal abstract class LayerEmitter
{
    /// <summary>The equations of one step.</summary>
    public abstract IReadOnlyList<string> Equations(LayerPlan plan);

    /// <summary>The statements of one time step.</summary>
    public abstract void EmitStep(LayerPlan plan, StepScope scope);

    /// <summary>The statements of several time steps or streams; by default, one after another.</summary>
    public virtual void EmitRows(LayerPlan plan, RowsScope scope)
    {
        foreach (StepScope row in scope.Rows)
            EmitStep(plan, row);
    }

    /// <summary>The statement, if any, by which a layer with a stride takes a step, without the count of steps and without an output.</summary>
    public virtual void EmitTake(LayerPlan plan, StepScope scope) => throw new InvalidOperationException($"{plan.Description} has no stride.");

    /// <summary>The statements of one direction of a bidirectional layer.</summary>
    /// <param name="plan">The layer.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="kernels">Takes the kernels that are called.</param>
    /// <param name="inputs">Variables of the inputs: of one step, or of <see cref="RowsScope.Count"/> in the direction's order.</param>
    /// <param name="outputs">Variables that are declared to hold the direction's outputs.</param>
    public virtual void EmitDirection(
        LayerPlan plan, DirectionPlan direction, SourceWriter writer, KernelSet kernels, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) =>
        throw new InvalidOperationException($"{plan.Description} has no directions.");

    /// <summary>The emission of its training.</summary>
    public abstract LayerTrainingEmitter Train(LayerTrainingPlan plan, TrainingScope scope);
}

/// <summary>A <see cref="LayerEmitter"/> with its types.</summary>
internal abstract class LayerEmitter<TPlan, TTraining> : LayerEmitter
    where TPlan : LayerPlan
    where TTraining : LayerTrainingPlan
{
    public sealed override IReadOnlyList<string> Equations(LayerPlan plan) => Equations((TPlan)plan);

    public sealed override void EmitStep(LayerPlan plan, StepScope scope) => EmitStep((TPlan)plan, scope);

    public sealed override void EmitRows(LayerPlan plan, RowsScope scope) => EmitRows((TPlan)plan, scope);

    public sealed override LayerTrainingEmitter Train(LayerTrainingPlan plan, TrainingScope scope) => Train((TTraining)plan, scope);

    protected abstract IReadOnlyList<string> Equations(TPlan plan);

    protected abstract void EmitStep(TPlan plan, StepScope scope);

    protected virtual void EmitRows(TPlan plan, RowsScope scope) => base.EmitRows(plan, scope);

    protected abstract LayerTrainingEmitter Train(TTraining plan, TrainingScope scope);
}
