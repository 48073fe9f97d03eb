using TinyRnn.Model.Layers.Dense;

namespace TinyRnn.Generator.Emission.Layers.Dense;

/// <summary>Prints the training of a dense layer: products over all rows at once.</summary>
internal sealed class DenseTrainingEmitter : LayerTrainingEmitter
{
    private readonly DenseTrainingPlan _plan;

    public DenseTrainingEmitter(DenseTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        FunctionText.NamePlaces(scope, plan.Function, plan.Layer);
        scope.NameTape(plan.Transposed, plan.Layer.Id + "Transposed");
        scope.NameWeights(plan.Block, plan.Layer.Id + "Bias");
        scope.NameWeights(plan.Block + Columns, plan.Layer.Id + "Weight");
    }

    private int Columns => _plan.Columns;

    public override void EmitForward()
    {
        Scope.Comment(
            _plan.Function.IsInLoss ? $"y_t = {DenseText.Sum((DensePlan)Layer)}; the loss contains the activation" : LayerEmitters.LastEquation(Layer));
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Affine(rows, {Layer.InputSize}, {Columns}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Weight(_plan.Block)}, {Scope.Rows(Output)}, {Columns});");
        FunctionText.EmitForward(Scope, _plan.Function, _plan);
    }

    public override void EmitBackward()
    {
        FunctionText.EmitBackward(Scope, _plan.Function, Output);
        EmitWeightGradients();
        Scope.Writer.Line();
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Comment("dL/dx_t = W^T da_t");
            Scope.Line(
                $"Rnn::Matrices.MatrixProduct.Transpose({Layer.InputSize}, {Columns}, {Scope.Weight(_plan.Block + Columns)}, {Columns}, {Scope.Tape(_plan.Transposed)}, {Input.Stride});");
            Scope.Line(
                $"Rnn::Matrices.MatrixProduct.{ProductMethod}(rows, {Columns}, {Input.Stride}, {Scope.GradientRows(Output)}, {Columns}, {Scope.Tape(_plan.Transposed)}, {Input.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
        }
    }

    private void EmitWeightGradients()
    {
        string gradients = Scope.GradientRows(Output);
        if (_plan.Owner == Layer.Index)
        {
            using (Scope.Writer.Block($"if (!IsFrozen({Layer.Index}))"))
                Scope.EmitWeightGradients(Layer.InputSize, Columns, Scope.Rows(Input), Input.Stride, gradients, _plan.Block);
            return;
        }

        if (((DensePlan)Layer).HasBias)
        {
            using (Scope.Writer.Block($"if (!IsFrozen({Layer.Index}))"))
                Scope.EmitColumnSums(Columns, gradients, _plan.Block);
        }

        using (Scope.Writer.Block($"if (!IsFrozen({_plan.Owner}))"))
            Scope.EmitOuter(Layer.InputSize, Columns, Scope.Rows(Input), Input.Stride, gradients, Columns, _plan.Block + Columns);
    }
}
