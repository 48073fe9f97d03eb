using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Dense;

/// <summary>Training of a dense layer: products over all rows at once. Behind a history, lags that do not exist yet are zeros.</summary>
internal sealed class DenseTraining : LayerTraining
{
    private readonly DensePlan _plan;
    private readonly int _block;
    private readonly int _transposed;
    private readonly Activation _activation;

    public DenseTraining(DensePlan plan, TrainingContext context)
        : base(plan, context)
    {
        _plan = plan;
        _activation = IsFused(plan, context.Spec.Loss) && plan.Index == context.Model.Layers.Count - 1 ? Activation.Identity : plan.Activation;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
        _block = context.TakeWeights((1 + (long)plan.InputSize) * Columns);
        _transposed = context.TakeTape((long)Columns * Input.Stride);
        int weights = plan.InputSize * plan.OutputSize;
        context.Tensors.Add(new(plan.Index, plan.Parameters.Offset, _block + Columns, 1, plan.OutputSize, Columns, plan.InputSize));
        context.Tensors.Add(new(plan.Index, plan.Parameters.Offset + weights, _block, 1, plan.OutputSize, Columns, 1));
    }

    private int Columns => ValuePlan.Pad(_plan.OutputSize);

    /// <summary>The loss takes what is before the activation, and contains it: softmax with cross-entropy, sigmoid with binary cross-entropy.</summary>
    public static bool IsFused(DensePlan plan, Loss loss) =>
        (plan.Activation == Activation.Softmax && loss == Loss.CrossEntropy) || (plan.Activation == Activation.Sigmoid && loss == Loss.BinaryCrossEntropy);

    public override void EmitForward(TrainingScope scope)
    {
        scope.Comment(_activation == _plan.Activation ? _plan.Equations[0] : "y_t = W x_t + b; the loss contains the activation");
        scope.Line($"Rnn::Matrices.MatrixProduct.Affine(rows, {_plan.InputSize}, {Columns}, {TrainingScope.Tape(Input.Rows)}, {Input.Stride}, {TrainingScope.Weight(_block)}, {TrainingScope.Tape(Output.Rows)}, {Columns});");
        if (_activation != Activation.Identity)
            scope.Line($"Rnn::Tape.RowActivations.{_activation}Forward(rows, {_plan.OutputSize}, {Columns}, {TrainingScope.Tape(Output.Rows)});");
    }

    public override void EmitBackward(TrainingScope scope)
    {
        if (_activation != Activation.Identity)
        {
            scope.Comment("da_t = dL/dy_t * f'(a_t), in place");
            scope.Line($"Rnn::Tape.RowActivations.{_activation}Backward(rows, {_plan.OutputSize}, {Columns}, {TrainingScope.Tape(Output.Rows)}, {TrainingScope.Tape(Output.GradientRows)});");
        }

        using (scope.Writer.Block($"if (!IsFrozen({_plan.Index}))"))
            scope.EmitWeightGradients(_plan.InputSize, Columns, TrainingScope.Tape(Input.Rows), Input.Stride, TrainingScope.Tape(Output.GradientRows), _block);
        scope.Writer.Line();
        using (scope.Writer.Block("if (needsInput)"))
        {
            scope.Comment("dL/dx_t = W^T da_t");
            scope.Line($"Rnn::Matrices.MatrixProduct.Transpose({_plan.InputSize}, {Columns}, {TrainingScope.Weight(_block + Columns)}, {Columns}, {TrainingScope.Tape(_transposed)}, {Input.Stride});");
            scope.Line($"Rnn::Matrices.MatrixProduct.{InputProduct}(rows, {Columns}, {Input.Stride}, {TrainingScope.Tape(Output.GradientRows)}, {Columns}, {TrainingScope.Tape(_transposed)}, {Input.Stride}, {TrainingScope.Tape(Input.GradientRows)}, {Input.Stride});");
        }
    }
}
