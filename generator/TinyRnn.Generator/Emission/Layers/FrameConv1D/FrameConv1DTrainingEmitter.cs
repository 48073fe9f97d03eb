using TinyRnn.Generator.Emission.Layers.Frames;
using TinyRnn.Model.Layers.FrameConv1D;
using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Generator.Emission.Layers.FrameConv1D;

/// <summary>
/// Prints the training of a convolution along positions. With A_pk what tap k sees at output position p, of all rows of the batch: Y_p = sum_k A_pk W_k + b,
/// so that dL/dW_k = sum_p A_pk^T dY_p, and dL/dA_pk = dY_p W_k^T, which are summed where taps see the same position. With one channel, all taps are one
/// product.
/// </summary>
internal sealed class FrameConv1DTrainingEmitter : LayerTrainingEmitter
{
    private readonly FrameConv1DTrainingPlan _plan;
    private readonly PaddedRowsText _padded;

    public FrameConv1DTrainingEmitter(FrameConv1DTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        string id = plan.Layer.Id;
        scope.NameValue(plan.Output, id + "Output");
        FunctionText.NamePlaces(scope, plan.Function, plan.Layer);
        _padded = new(plan.Padded, scope, Input);
        _padded.NamePlaces(id);
        if (plan.Sums is { } sums)
            scope.NameTape(sums, id + "Positions");
        scope.NameTape(plan.Transposed, id + "Transposed");
        scope.NameWeights(plan.Block, id + "Bias");
        scope.NameWeights(plan.Block + plan.Columns, id + "Weight");
    }

    private FrameConv1DPlan Convolution => (FrameConv1DPlan)Layer;

    private FrameShape Shape => _plan.Shape;

    private int Columns => _plan.Columns;

    /// <summary>Floats from one row's output positions to the next row's.</summary>
    private int OutputStride => Shape.Positions * Columns;

    public override void EmitForward()
    {
        _padded.EmitForward();
        Scope.Comment(_plan.Function.IsInLoss
            ? FrameConv1DText.Sums(Convolution) + "; the loss contains the activation"
            : FrameConv1DText.Equation(Convolution));
        using (EachPosition())
        {
            if (_plan.HasBias)
                Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Columns}, {Scope.Weight(_plan.Block)}, 0, {Outputs(OutputPlace)}, {OutputStride});");
            else
                Scope.Line($"Rnn::Tape.TapeRows.Clear(rows, {Columns}, {Outputs(OutputPlace)}, {OutputStride});");
            using (EachTap())
                Scope.Line(
                    $"Rnn::Matrices.MatrixProduct.Add(rows, {_plan.RunLength}, {Columns}, {Inputs()}, {_padded.Stride}, {Weight(isGradient: false)}, {WeightStride}, {Outputs(OutputPlace)}, {OutputStride});");
            if (_plan.Sums is not null)
                Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Shape.Channels}, {Outputs(OutputPlace)}, {OutputStride}, {OfPosition(Scope.RowsPlace(Output))}, {Output.Stride});");
        }

        FunctionText.EmitForward(Scope, _plan.Function, _plan);
    }

    public override void EmitBackward()
    {
        FunctionText.EmitBackward(Scope, _plan.Function, Output);
        string gradients = _plan.Sums is { } place ? Scope.Place(place) : Scope.GradientPlace(Output);
        if (_plan.Sums is not null)
        {
            using (EachPosition())
            {
                Scope.Line($"Rnn::Tape.TapeRows.Clear(rows, {Columns}, {Outputs(gradients)}, {OutputStride});");
                Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Shape.Channels}, {OfPosition(Scope.GradientPlace(Output))}, {Output.Stride}, {Outputs(gradients)}, {OutputStride});");
            }
        }

        using (Scope.Writer.Block($"if (!IsFrozen({Layer.Index}))"))
            EmitWeightGradients(gradients);
        Scope.Writer.Line();
        using (Scope.Writer.Block("if (needsInput)"))
            EmitInputGradients(gradients);
    }

    private void EmitWeightGradients(string gradients)
    {
        using (EachPosition())
        {
            string adds = Shape.Positions == 1 ? "HasGradients" : "HasGradients || position > 0";
            if (_plan.HasBias)
                Scope.Line($"Rnn::Matrices.MatrixProduct.ColumnSums(rows, {Columns}, {Outputs(gradients)}, {OutputStride}, {Scope.Gradient(_plan.Block)}, {adds});");
            using (EachTap())
                Scope.Line(
                    $"Rnn::Matrices.MatrixProduct.Outer(rows, {_plan.RunLength}, {Columns}, {Inputs()}, {_padded.Stride}, {Outputs(gradients)}, {OutputStride}, {Weight(isGradient: true)}, {WeightStride}, {adds});");
        }
    }

    private void EmitInputGradients(string gradients)
    {
        Scope.Comment("dL/dx of a position = sum of W_k^T da_p, of all taps that see it; the padding of a product adds zeros");
        _padded.EmitClearGradients();
        using (EachTap())
        {
            Scope.Line(
                $"Rnn::Matrices.MatrixProduct.Transpose({_plan.RunLength}, {Columns}, {Weight(isGradient: false)}, {WeightStride}, {Scope.Tape(_plan.Transposed)}, {_plan.RunColumns});");
            using (EachPosition())
                Scope.Line(
                    $"Rnn::Matrices.MatrixProduct.Add(rows, {Columns}, {_plan.RunColumns}, {Outputs(gradients)}, {OutputStride}, {Scope.Tape(_plan.Transposed)}, {_plan.RunColumns}, {TrainingScope.At(_padded.GradientPlace + Seen)}, {_plan.Padded.Stride});");
        }

        _padded.EmitBackward(RowsMethod);
    }

    private SourceWriter.Scope? EachPosition() =>
        Shape.Positions == 1 ? null : Scope.Writer.Block($"for (int position = 0; position < {Shape.Positions}; position++)");

    private SourceWriter.Scope? EachTap() => _plan.Runs == 1 ? null : Scope.Writer.Block($"for (int tap = 0; tap < {_plan.Runs}; tap++)");

    /// <summary>What the current tap sees at the current position, after the first number of the padded input.</summary>
    private string Seen =>
        (Shape.Positions == 1 ? "" : $" + (position * {Shape.Step})") + (_plan.Runs == 1 ? "" : $" + (tap * {Shape.InputChannels})");

    private string Inputs() => TrainingScope.At(_padded.Place + Seen);

    /// <summary>Place of the outputs, each position's in whole vectors.</summary>
    private string OutputPlace => _plan.Sums is { } sums ? Scope.Place(sums) : Scope.RowsPlace(Output);

    private string Outputs(string place) => TrainingScope.At(Shape.Positions == 1 ? place : $"{place} + (position * {Columns})");

    private string OfPosition(string place) => TrainingScope.At(Shape.Positions == 1 ? place : $"{place} + (position * {Shape.Channels})");

    /// <summary>
    /// Floats from one row of a product's weights to the next: with one channel the taps follow each other, otherwise each is a row of every channel.
    /// </summary>
    private int WeightStride => _plan.Runs == 1 ? Columns : Shape.Kernel * Columns;

    private string Weight(bool isGradient)
    {
        string after = _plan.Runs == 1 ? "" : $" + (tap * {Columns})";
        return isGradient ? Scope.Gradient(_plan.Block + Columns, after) : Scope.Weight(_plan.Block + Columns, after);
    }
}
