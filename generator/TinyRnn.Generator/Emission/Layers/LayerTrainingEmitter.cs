namespace TinyRnn.Generator.Emission.Layers;

/// <summary>
/// Prints the forward and backward pass of one layer. Both go over a whole batch at once, so that products are over all of its rows; only a recurrent
/// product goes step by step.
/// </summary>
internal abstract class LayerTrainingEmitter(LayerTrainingPlan plan, TrainingScope scope)
{
    public LayerPlan Layer => plan.Layer;

    protected TrainingScope Scope => scope;

    protected ValuePlan Input => plan.Input;

    protected ValuePlan Output => plan.Output;

    /// <summary>Expression of each sequence's steps, as many as there are rows of the layer's output.</summary>
    protected string Lengths => StridedText.Lengths(plan.Context.Model, Layer.Index + 1);

    /// <summary>The method that adds to what is there.</summary>
    private const string Adding = "Add";

    /// <summary>What sets the gradient of the input, or adds to it: a method of the runtime's <c>TapeRows</c>, of its <c>MatrixProduct</c>.</summary>
    protected string RowsMethod => plan.AddsToInput ? Adding : "Copy";

    protected string ProductMethod => plan.AddsToInput ? Adding : "Set";

    /// <summary>Statements of the forward pass; in scope: <c>steps</c>, <c>batch</c> and <c>rows</c>, their product.</summary>
    public abstract void EmitForward();

    /// <summary>Statements of the backward pass: from the gradient of the output to those of the weights and, where <c>needsInput</c>, of the input.</summary>
    public abstract void EmitBackward();

    /// <summary>Statements that take the initial state of sequence <c>b</c> from <c>state</c>.</summary>
    public virtual void EmitLoad()
    {
    }

    /// <summary>Statements that write the state of sequence <c>b</c> after its <c>length</c> steps into <c>state</c>.</summary>
    public virtual void EmitStore()
    {
    }

    /// <summary>Statements that set everything that is carried from before the first step to zero.</summary>
    public virtual void EmitReset()
    {
    }
}
