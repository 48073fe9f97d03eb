using TinyRnn.Model.Layers.Conv1D;

namespace TinyRnn.Generator.Emission.Layers.Conv1D;

/// <summary>Taps that multiply value by value.</summary>
internal sealed class Conv1DDepthwiseTaps(Conv1DTrainingPlan plan, TrainingScope scope, string productMethod) : Conv1DTaps(plan, scope)
{
    private int Columns => Plan.Columns;

    public override void EmitForward()
    {
        Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Columns}, {Scope.Weight(Plan.Block)}, 0, {Scope.Rows(Output)}, {Columns});");
        for (int tap = 0; tap < Shape.Kernel; tap++)
            Scope.Line(
                $"Rnn::Tape.TapeRows.AddProducts(rows, {Columns}, {Weight(tap, isGradient: false)}, {Inputs(tap)}, {InputStride}, {Scope.Rows(Output)}, {Columns});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block($"if (!IsFrozen({Plan.Layer.Index}))"))
        {
            Scope.Line(
                $"Rnn::Matrices.MatrixProduct.ColumnSums(rows, {Columns}, {Scope.GradientRows(Output)}, {Columns}, {Scope.Gradient(Plan.Block)}, HasGradients);");
            for (int tap = 0; tap < Shape.Kernel; tap++)
                Scope.Line(
                    $"Rnn::Matrices.MatrixProduct.ColumnSumsOfProducts(rows, {Columns}, {Scope.GradientRows(Output)}, {Columns}, {Inputs(tap)}, {InputStride}, {Weight(tap, isGradient: true)}, HasGradients);");
        }

        Scope.Writer.Line();
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (productMethod == "Set")
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            Scope.Comment("dL/dx_t = sum_j w_j * da_{t+j}");
            for (int tap = 0; tap < Shape.Kernel; tap++)
            {
                using (Within(tap))
                    Scope.Line(
                        $"Rnn::Tape.TapeRows.AddProducts({RowsOf(tap)}, {Columns}, {Weight(tap, isGradient: false)}, {After(Scope.GradientPlace(Output), tap, Columns)}, {Columns}, {Scope.GradientRows(Input)}, {Input.Stride});");
            }
        }
    }

    /// <summary>The row of a tap, of weights or of their gradients.</summary>
    private string Weight(int tap, bool isGradient)
    {
        int row = (Shape.Kernel - 1 - tap) * Columns;
        string after = row == 0 ? "" : $" + {row}";
        return isGradient ? Scope.Gradient(Plan.Block + Columns, after) : Scope.Weight(Plan.Block + Columns, after);
    }
}
