using TinyRnn.Model.Layers.Conv1D;

namespace TinyRnn.Generator.Emission.Layers.Conv1D;

/// <summary>
/// Prints the training of a convolution. With A_j the inputs of all rows j steps before (the rows in front of the first step are the state):
/// Y = sum_j A_j W_j + b, so that dL/dW_j = A_j^T dY, and dL/dx of a row is the sum of W_j^T dL/dy of the rows j steps after it.
/// </summary>
internal sealed class Conv1DTrainingEmitter : LayerTrainingEmitter
{
    private readonly Conv1DTrainingPlan _plan;
    private readonly Conv1DTaps _taps;

    public Conv1DTrainingEmitter(Conv1DTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        _taps = plan.Shape.IsDepthwise ? new Conv1DDepthwiseTaps(plan, scope, ProductMethod) : new Conv1DGroupTaps(plan, scope, ProductMethod, RowsMethod);
        if (plan.Past is { } past)
            scope.NameValue(past, plan.Layer.Id + "Inputs");
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        if (plan.Layer.Stride is not null)
            scope.NameValue(plan.Sums, plan.Layer.Id + "SumsOfAllSteps");
        FunctionText.NamePlaces(scope, plan.Function, plan.Layer);
        _taps.NamePlaces();
    }

    private Conv1DPlan Convolution => (Conv1DPlan)Layer;

    private Conv1DShape Shape => _plan.Shape;

    public override void EmitForward()
    {
        if (_plan.Past is { } past)
            Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {past.Size}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(past)}, {past.Stride});");
        Scope.Comment(
            _plan.Function.IsInLoss
                ? Conv1DText.Sums(Convolution) + "; the loss contains the activation"
                : Conv1DText.Equation(Convolution));
        _taps.EmitForward();
        StridedText.EmitRows(Scope, Layer, "Pick", Output, Scope.Rows(_plan.Sums), Scope.Rows(Output));
        FunctionText.EmitForward(Scope, _plan.Function, _plan);
    }

    public override void EmitBackward()
    {
        FunctionText.EmitBackward(Scope, _plan.Function, Output, StridedText.Rows(Layer));
        StridedText.EmitRows(Scope, Layer, "Spread", Output, Scope.GradientRows(Output), Scope.GradientRows(_plan.Sums));
        _taps.EmitBackward();
    }

    public override void EmitReset()
    {
        if (_plan.Past is { } past)
            Scope.Line($"Row({Scope.Place(past.Offset)}, batch * {Shape.Past * past.Stride}).Clear();");
    }

    public override void EmitLoad()
    {
        if (_plan.Past is not { } past || Convolution.Past is not { } ring)
            return;
        Scope.Comment("The newest input is the row in front of the first step.");
        using (Scope.Writer.Block($"for (int lag = 0; lag < {Shape.Past}; lag++)"))
        {
            string entry =
                $"Rnn::States.StepBuffers.WindowEntry(ref {StateAccess.Current(ring.Ring)}, {StateAccess.In(ring.Position)}, lag, {ring.Slots}, {past.Size})";
            Scope.Line($"{entry}.CopyTo(Row({Scope.Place(past.Offset)} + (((({Shape.Past - 1} - lag) * batch) + b) * {past.Stride}), {past.Size}));");
        }
    }

    public override void EmitStore()
    {
        if (_plan.Past is not { } past || Convolution.Past is not { } ring)
            return;
        using (Scope.Writer.Block("for (int t = 0; t < length; t++)"))
        {
            Scope.Line($"ref float x = ref At({Scope.Place(past.Offset)} + ((((t + {Shape.Past}) * batch) + b) * {past.Stride}));");
            string place = $"ref {StateAccess.Current(ring.Ring)}, ref {StateAccess.In(ring.Position)}";
            Scope.Line($"Rnn::States.StepBuffers.PushRing({place}, ref x, {ring.Slots}, {Shape.Past}, {past.Size});");
        }
    }
}
