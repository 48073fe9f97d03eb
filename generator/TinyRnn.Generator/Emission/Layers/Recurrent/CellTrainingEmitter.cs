using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>
/// Prints what the cells share in training. The input's part of all gate sums is one product over all steps; the hidden state's part goes step by step.
/// Backward, the gradients of the gate sums take the place of the gates, and all weight gradients are products over all steps at once.
/// </summary>
internal abstract partial class CellTrainingEmitter
{
    private readonly CellTrainingPlan _plan;

    protected CellTrainingEmitter(CellTrainingPlan plan, TrainingScope scope)
    {
        _plan = plan;
        Scope = scope;
        Name = plan.Place.Layer.Id + (plan.Place.Direction.IsReverse ? "Reverse" : "");
        scope.NameTape(plan.Gate, Name + "Gates");
        scope.NameTape(plan.InputTransposed, Name + "InputTransposed");
        scope.NameTape(plan.FinalHidden, Name + "FinalHiddenGradient");
        scope.NameValue(plan.Hidden, Name + "Hidden");
        scope.NameWeights(plan.InputBlock, Name + "Bias");
        scope.NameWeights(plan.InputBlock + plan.Columns, Name + "InputWeight");
        if (plan.InitialHidden is { } hidden)
            scope.NameWeights(hidden, Name + "InitialHidden");
        if (plan.InitialCell is { } cell)
            scope.NameWeights(cell, Name + "InitialCell");
    }

    public CellPlace Place => _plan.Place;

    protected TrainingScope Scope { get; }

    protected CellShape Shape => Computed.Shape;

    /// <summary>The layer as this direction is computed.</summary>
    private RecurrentPlan Computed => ((RecurrentPlan)Place.Layer).Of(Place.Direction);

    /// <summary>The cell is none of the usual ones: its steps are told what it has.</summary>
    protected virtual bool IsFree => Shape.IsFree;

    /// <summary>The last argument of the cell's steps, where the cell is not a usual one.</summary>
    protected string Form => !IsFree ? "" :
        $", new Rnn::Tape.CellForm(global::TinyRnn.Activation.{Shape.Functions.Gate}, global::TinyRnn.Activation.{Shape.Functions.Candidate}, "
        + $"{Bound(Shape.Functions.GateClip)}, {Bound(Shape.Functions.CellClip)}, {Literal.Bool(Shape.IsCoupled)})";

    private static string Bound(float? bound) => Literal.Float(bound ?? float.PositiveInfinity);

    /// <summary>Expression of each sequence's steps, as many as the cell makes.</summary>
    protected string Lengths => StridedText.Lengths(Place.Context.Model, Place.Layer.Index + 1);

    /// <summary>In front of the names of the cell's places.</summary>
    protected string Name { get; }

    protected int Columns => _plan.Columns;

    protected ValuePlan Hidden => _plan.Hidden;

    /// <summary>The gates of the rows of one step.</summary>
    protected string Gates => Scope.Tape(_plan.Gate, "row", Columns);

    public void EmitForward()
    {
        Scope.Comment("The input's part of all gates, of all steps at once: W x_t + b.");
        if (Place.IsOneHot)
            Scope.Line($"Rnn::Tape.TapeRows.AffineOfTokens(rows, {Columns}, ref Tokens, {Scope.Weight(_plan.InputBlock)}, {Scope.Tape(_plan.Gate)});");
        else
            Scope.Line(
                $"Rnn::Matrices.MatrixProduct.Affine(rows, {Place.InputSize}, {Columns}, {Scope.Rows(Place.Input)}, {Place.Input.Stride}, {Scope.Weight(_plan.InputBlock)}, {Scope.Tape(_plan.Gate)}, {Columns});");
        Scope.Writer.Line();
        Scope.Comment("The hidden state's part, step by step, and the cell.");
        foreach (string equation in LayerEmitters.Of(Computed).Equations(Computed))
            Scope.Comment($"    {equation}");
        EmitAloneOrTogether(EmitSequenceForward, EmitStepsForward);
    }

    private void EmitStepsForward()
    {
        using (Scope.Writer.Block("for (int row = 0; row < rows; row += batch)"))
        {
            EmitForwardStep();
            using (Scope.Writer.Block("if (HasPadding)"))
            {
                foreach ((_, ValuePlan value) in _plan.States)
                    Scope.Line($"Rnn::Tape.TapeRows.ClearEnded(row / batch, {value.Size}, {Lengths}, {After(value)}, {value.Stride});");
            }
        }
    }

    public void EmitBackward()
    {
        EmitBackwardStart();
        Scope.Writer.Line();
        Scope.Comment("Back through time.");
        EmitAloneOrTogether(EmitSequenceBackward, () =>
        {
            EmitTransposes();
            using (Scope.Writer.Block("for (int row = rows - batch; row >= 0; row -= batch)"))
                EmitBackwardStep();
        });
        Scope.Writer.Line();
        using (Scope.Writer.Block($"if (!IsFrozen({Place.Layer.Index}))"))
        {
            Scope.Comment("Gradients of the weights: products over all steps and sequences at once.");
            if (Place.IsOneHot)
            {
                Scope.Line(
                    $"Rnn::Matrices.MatrixProduct.ColumnSums(rows, {Columns}, {Scope.Tape(_plan.Gate)}, {Columns}, {Scope.Gradient(_plan.InputBlock)}, HasGradients);");
                Scope.Line(
                    $"Rnn::Tape.TapeRows.AddToRows(steps, batch, {Columns}, {Lengths}, ref Tokens, {Scope.Tape(_plan.Gate)}, Parameters, FirstTensor + {_plan.InputTensor});");
            }
            else
            {
                Scope.EmitWeightGradients(Place.InputSize, Columns, Scope.Rows(Place.Input), Place.Input.Stride, Scope.Tape(_plan.Gate), _plan.InputBlock);
            }

            EmitHiddenGradients();
            EmitInitialGradients();
        }

        if (Place.IsOneHot)
            return;
        Scope.Writer.Line();
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Comment("dL/dx_t = W^T da_t");
            EmitTransposed(Place.InputSize, _plan.InputBlock + Columns, _plan.InputTransposed, Columns);
            Scope.Line(
                $"Rnn::Matrices.MatrixProduct.{(Place.AddsToInput ? "Add" : "Set")}(rows, {Columns}, {Place.Input.Stride}, {Scope.Tape(_plan.Gate)}, {Columns}, {Scope.Tape(_plan.InputTransposed)}, {Place.Input.Stride}, {Scope.GradientRows(Place.Input)}, {Place.Input.Stride});");
        }
    }

    /// <summary>Before the first step: zeros, or what sequences start from.</summary>
    public void EmitReset()
    {
        foreach ((StateVector vector, ValuePlan value) in _plan.States)
        {
            Scope.Line(InitialOf(vector) is { } initial
                ? $"Rnn::Tape.TapeRows.Copy(batch, {value.Stride}, {Scope.Weight(initial)}, 0, {Scope.Tape(value.Offset)}, {value.Stride});"
                : $"Row({Scope.Place(value.Offset)}, batch * {value.Stride}).Clear();");
        }
    }

    private int? InitialOf(StateVector vector) => vector.Meaning == StateMeaning.Cell ? _plan.InitialCell : _plan.InitialHidden;

    /// <summary>What sequences start from has the sum of the gradients of those that did start from it.</summary>
    private void EmitInitialGradients()
    {
        if (_plan.InitialHidden is not { } hidden)
            return;
        Scope.Comment("The state that sequences start from, unless they have been given others.");
        Scope.Line(Sum(Hidden.Gradient, Hidden.Stride, hidden));
        if (_plan.InitialCell is { } cell)
            Scope.Line(Sum(_plan.InitialCellGradient!.Value, Place.Padded, cell));

        string Sum(int gradient, int stride, int weights) =>
            $"Rnn::Matrices.MatrixProduct.ColumnSums(IsFresh ? batch : 0, {stride}, {Scope.Tape(gradient)}, {stride}, {Scope.Gradient(weights)}, HasGradients);";
    }

    public void EmitLoad()
    {
        foreach ((StateVector vector, ValuePlan value) in _plan.States)
            Scope.Line($"state.{vector.Name}.CopyTo(Row({Scope.Place(value.Offset)} + (b * {value.Stride}), {value.Size}));");
    }

    public void EmitStore()
    {
        foreach ((StateVector vector, ValuePlan value) in _plan.States)
            Scope.Line($"Row({Scope.Place(value.Offset)} + (((length * batch) + b) * {value.Stride}), {value.Size}).CopyTo(state.{vector.Name});");
    }

    protected abstract void EmitForwardStep();

    /// <summary>Transposed weights, which steps backward multiply.</summary>
    protected abstract void EmitTransposes();

    /// <summary>Gradients that begin at zero.</summary>
    protected virtual void EmitBackwardStart()
    {
        Scope.Line($"Row({Scope.Place(Hidden.Gradient)}, batch * {Hidden.Stride}).Clear();");
        using (Scope.Writer.Block("if (HasFinalGradients)"))
            Scope.Line($"Rnn::Tape.TapeRows.AddAtEnd(batch, {Hidden.Stride}, {Lengths}, {Scope.Tape(_plan.FinalHidden)}, {Scope.Tape(Hidden.Gradient)});");
    }

    protected abstract void EmitBackwardStep();

    /// <summary>Gradients of the hidden state's matrix.</summary>
    protected abstract void EmitHiddenGradients();

    protected void EmitTransposed(int rows, int block, int transposed, int columns) =>
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Transpose({rows}, {columns}, {Scope.Weight(block)}, {columns}, {Scope.Tape(transposed)}, {ValuePlan.Pad(rows)});");

    /// <summary>The hidden states of the step before the rows' own, and of the step itself: the tape begins with the initial ones.</summary>
    protected string Before(ValuePlan value) => Scope.Tape(value.Offset, "row", value.Stride);

    protected string After(ValuePlan value) => Scope.Tape(value.Offset, "(row + batch)", value.Stride);

    protected string GradientBefore(ValuePlan value) => Scope.Tape(value.Gradient, "row", value.Stride);

    protected string GradientAfter(ValuePlan value) => Scope.Tape(value.Gradient, "(row + batch)", value.Stride);
}
