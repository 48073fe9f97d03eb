using TinyRnn.Model.Layers.Conv1D;

namespace TinyRnn.Generator.Emission.Layers.Conv1D;

/// <summary>Prints the passes of a convolution's sums, tap by tap. Tap 0 sees the current step.</summary>
internal abstract class Conv1DTaps(Conv1DTrainingPlan plan, TrainingScope scope)
{
    protected Conv1DTrainingPlan Plan => plan;

    protected TrainingScope Scope => scope;

    protected Conv1DShape Shape => plan.Shape;

    protected ValuePlan Input => plan.Input;

    /// <summary>The sums of all steps.</summary>
    protected ValuePlan Output => plan.Sums;

    /// <summary>Names what it keeps on the tape and among the weights.</summary>
    public virtual void NamePlaces()
    {
        scope.NameWeights(plan.Block, plan.Layer.Id + "Bias");
        scope.NameWeights(plan.Block + plan.Columns, plan.Layer.Id + "Weight");
    }

    /// <summary>From the inputs to the sums.</summary>
    public abstract void EmitForward();

    /// <summary>From the gradients of the sums to those of the weights and, where <c>needsInput</c>, of the inputs.</summary>
    public abstract void EmitBackward();

    /// <summary>The inputs of all rows that a tap sees, from a value of a step on.</summary>
    /// <param name="tap">The tap.</param>
    /// <param name="value">Expression of the first value; empty: 0.</param>
    protected string Inputs(int tap, string value = "")
    {
        string after = value.Length == 0 ? "" : $" + {value}";
        if (plan.Past is not { } past)
            return TrainingScope.At(scope.RowsPlace(Input) + after);
        int steps = Shape.Past - (tap * Shape.Dilation);
        return TrainingScope.At(scope.Place(past.Offset) + (steps == 0 ? "" : $" + (batch * {steps * past.Stride})") + after);
    }

    protected int InputStride => (plan.Past ?? Input).Stride;

    /// <summary>Rows whose step a tap's lag leads to another one of the batch, not to the state.</summary>
    protected string RowsOf(int tap) => tap == 0 ? "rows" : $"rows - (batch * {tap * Shape.Dilation})";

    /// <summary>Opens a block that is run only if the batch is longer than a tap's lag.</summary>
    protected SourceWriter.Scope? Within(int tap) => tap == 0 ? null : scope.Writer.Block($"if (steps > {tap * Shape.Dilation})");

    /// <summary>The first row whose outputs see a step of the batch by a tap: after a place on the tape.</summary>
    protected string After(string place, int tap, int stride) =>
        TrainingScope.At(place + (tap == 0 ? "" : $" + (batch * {tap * Shape.Dilation * stride})"));
}
