using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers;

/// <summary>
/// How one layer trains: its place in the trainer's blocks, and the emission of its forward and backward pass. Both go over a whole batch at once, so that products are over all
/// of its rows; only a recurrent product goes step by step.
/// </summary>
internal abstract class LayerTraining(LayerPlan layer, TrainingContext context)
{
    public LayerPlan Layer => layer;

    protected TrainingContext Context => context;

    protected ValuePlan Input => context.Input(layer);

    protected ValuePlan Output => context.Output(layer);

    /// <summary>The method that adds to, or sets, the gradient of the input.</summary>
    protected string InputProduct => context.IsShared(layer, layer.Index) ? "Add" : "Set";

    /// <summary>Statements of the forward pass; in scope: <c>steps</c>, <c>batch</c> and <c>rows</c>, their product.</summary>
    public abstract void EmitForward(TrainingScope scope);

    /// <summary>Statements of the backward pass: from the gradient of the output to those of the weights and, where <c>needsInput</c>, of the input.</summary>
    public abstract void EmitBackward(TrainingScope scope);

    /// <summary>Statements that take the initial state of sequence <c>b</c> from <c>state</c>.</summary>
    public virtual void EmitLoad(TrainingScope scope)
    {
    }

    /// <summary>Expression of the steps that the layer can go on from <c>state</c>; <see langword="null"/>: any number.</summary>
    public virtual string? Room => null;

    /// <summary>Statements that write the state of sequence <c>b</c> after its <c>length</c> steps into <c>state</c>.</summary>
    public virtual void EmitStore(TrainingScope scope)
    {
    }

    /// <summary>Statements that set everything that is carried from before the first step to zero.</summary>
    public virtual void EmitReset(TrainingScope scope)
    {
    }
}
