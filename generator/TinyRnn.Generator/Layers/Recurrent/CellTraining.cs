using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>
/// What the cells share in training. The input's part of all gate sums is one product over all steps; the hidden state's part goes step by step. Backward, the gradients of the gate
/// sums take the place of the gates, and all weight gradients are products over all steps at once.
/// </summary>
internal abstract class CellTraining
{
    private readonly int _inputTensor;

    protected CellTraining(CellPlace place, int gates)
    {
        Place = place;
        Gates = gates;
        Gate = place.Context.TakeTape((long)place.MaxRows * Columns);
        InputBlock = place.Context.TakeWeights((1 + (long)place.InputSize) * Columns);
        InputTransposed = place.Context.TakeTape((long)Columns * ValuePlan.Pad(place.Plan.IsOneHot ? 0 : place.InputSize));
        FinalHidden = place.Context.TakeTape((long)place.Hidden.Stride * place.Context.Spec.MaxBatch);
        _inputTensor = place.Context.Tensors.Count;
        AddTensor(place.InputWeights, InputBlock + Columns, gates, place.InputSize, isSparse: place.Plan.IsOneHot);
    }

    public CellPlace Place { get; }

    /// <summary>State vectors, and where they are on the tape for all steps, behind the initial ones.</summary>
    public virtual IEnumerable<(StateVector Vector, ValuePlan Value)> States => [(Place.Direction.Hidden, Place.Hidden)];

    /// <summary>Gates of the input's product.</summary>
    protected int Gates { get; }

    /// <summary>Floats of all gates of a row.</summary>
    protected int Columns => Gates * Place.Padded;

    /// <summary>The gates on the tape.</summary>
    protected int Gate { get; }

    /// <summary>The input's matrix behind its bias row.</summary>
    protected int InputBlock { get; }

    private int InputTransposed { get; }

    protected ValuePlan Hidden => Place.Hidden;

    public void EmitForward(TrainingScope scope)
    {
        scope.Comment("The input's part of all gates, of all steps at once: W x_t + b.");
        if (Place.Plan.IsOneHot)
            scope.Line($"Rnn::Tape.TapeRows.AffineOfTokens(rows, {Columns}, ref Tokens, {TrainingScope.Weight(InputBlock)}, {TrainingScope.Tape(Gate)});");
        else
            scope.Line($"Rnn::Matrices.MatrixProduct.Affine(rows, {Place.InputSize}, {Columns}, {TrainingScope.Tape(Place.Input.Rows)}, {Place.Input.Stride}, {TrainingScope.Weight(InputBlock)}, {TrainingScope.Tape(Gate)}, {Columns});");
        scope.Writer.Line();
        scope.Comment("The hidden state's part, step by step, and the cell.");
        foreach (string equation in Place.Plan.Equations)
            scope.Comment($"    {equation}");
        using (scope.Writer.Block("for (int row = 0; row < rows; row += batch)"))
        {
            EmitForwardStep(scope);
            using (scope.Writer.Block("if (HasPadding)"))
            {
                foreach ((_, ValuePlan value) in States)
                    scope.Line($"Rnn::Tape.TapeRows.ClearEnded(row / batch, {value.Size}, Lengths, {After(value)}, {value.Stride});");
            }
        }
    }

    public void EmitBackward(TrainingScope scope)
    {
        EmitBackwardStart(scope);
        scope.Writer.Line();
        scope.Comment("Back through time.");
        using (scope.Writer.Block("for (int row = rows - batch; row >= 0; row -= batch)"))
            EmitBackwardStep(scope);
        scope.Writer.Line();
        using (scope.Writer.Block($"if (!IsFrozen({Place.Plan.Index}))"))
        {
            scope.Comment("Gradients of the weights: products over all steps and sequences at once.");
            if (Place.Plan.IsOneHot)
            {
                scope.Line($"Rnn::Matrices.MatrixProduct.ColumnSums(rows, {Columns}, {TrainingScope.Tape(Gate)}, {Columns}, {TrainingScope.Gradient(InputBlock)}, HasGradients);");
                scope.Line($"Rnn::Tape.TapeRows.AddToRows(steps, batch, {Columns}, Lengths, ref Tokens, {TrainingScope.Tape(Gate)}, Parameters, FirstTensor + {_inputTensor});");
            }
            else
            {
                scope.EmitWeightGradients(Place.InputSize, Columns, TrainingScope.Tape(Place.Input.Rows), Place.Input.Stride, TrainingScope.Tape(Gate), InputBlock);
            }

            EmitHiddenGradients(scope);
        }

        if (Place.Plan.IsOneHot)
            return;
        scope.Writer.Line();
        using (scope.Writer.Block("if (needsInput)"))
        {
            scope.Comment("dL/dx_t = W^T da_t");
            EmitTransposed(scope, Place.InputSize, InputBlock + Columns, InputTransposed, Columns);
            scope.Line($"Rnn::Matrices.MatrixProduct.{Place.InputProduct}(rows, {Columns}, {Place.Input.Stride}, {TrainingScope.Tape(Gate)}, {Columns}, {TrainingScope.Tape(InputTransposed)}, {Place.Input.Stride}, {TrainingScope.Tape(Place.Input.GradientRows)}, {Place.Input.Stride});");
        }
    }

    /// <summary>Zeros before the first step.</summary>
    public virtual void EmitReset(TrainingScope scope)
    {
        foreach ((_, ValuePlan value) in States)
            scope.Line($"Row({value.Offset}, batch * {value.Stride}).Clear();");
    }

    protected abstract void EmitForwardStep(TrainingScope scope);

    /// <summary>Transposed weights, and gradients that begin at zero.</summary>
    protected virtual void EmitBackwardStart(TrainingScope scope)
    {
        scope.Line($"Row({Hidden.Gradient}, batch * {Hidden.Stride}).Clear();");
        using (scope.Writer.Block("if (HasFinalGradients)"))
            scope.Line($"Rnn::Tape.TapeRows.AddAtEnd(batch, {Hidden.Stride}, Lengths, {TrainingScope.Tape(FinalHidden)}, {TrainingScope.Tape(Hidden.Gradient)});");
    }

    protected abstract void EmitBackwardStep(TrainingScope scope);

    /// <summary>Gradients of the hidden state's matrix.</summary>
    protected abstract void EmitHiddenGradients(TrainingScope scope);

    /// <summary>Gradient with respect to the last hidden states, from what reads them behind this model.</summary>
    public int FinalHidden { get; }

    /// <summary>Gradient with respect to the last cell states; for cells that have one.</summary>
    public virtual int? FinalCell => null;

    /// <summary>Where the cell states are, behind the initial ones; for cells that have them.</summary>
    public virtual int? CellOffset => null;

    /// <summary>Where the gates are.</summary>
    public int GateOffset => Gate;

    /// <summary>Gates of a row.</summary>
    public int GateCount => Gates;

    /// <summary>Where the gradient with respect to the initial cell states is after a backward pass; for cells that have one.</summary>
    public virtual int? InitialCellGradient => null;

    protected static void EmitTransposed(TrainingScope scope, int rows, int block, int transposed, int columns) =>
        scope.Line($"Rnn::Matrices.MatrixProduct.Transpose({rows}, {columns}, {TrainingScope.Weight(block)}, {columns}, {TrainingScope.Tape(transposed)}, {ValuePlan.Pad(rows)});");

    /// <summary>A matrix or bias of some gates.</summary>
    protected void AddTensor(int parameters, int block, int gates, int columns, int multiplicity = 1, bool isSparse = false) =>
        Place.Context.Tensors.Add(new(Place.Plan.Index, parameters, block, gates, Place.Units, Place.Padded, columns, multiplicity, isSparse));

    /// <summary>The hidden states of the step before the rows' own, and of the step itself: the tape begins with the initial ones.</summary>
    protected static string Before(ValuePlan value) => TrainingScope.Tape(value.Offset, "row", value.Stride);

    protected static string After(ValuePlan value) => TrainingScope.Tape(value.Offset, "(row + batch)", value.Stride);

    protected static string GradientBefore(ValuePlan value) => TrainingScope.Tape(value.Gradient, "row", value.Stride);

    protected static string GradientAfter(ValuePlan value) => TrainingScope.Tape(value.Gradient, "(row + batch)", value.Stride);
}
