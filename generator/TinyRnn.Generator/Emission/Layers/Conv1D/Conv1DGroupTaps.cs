using TinyRnn.Model.Layers.Conv1D;

namespace TinyRnn.Generator.Emission.Layers.Conv1D;

/// <summary>Taps that multiply by matrices: one for all channels, or one for each group.</summary>
internal sealed class Conv1DGroupTaps(Conv1DTrainingPlan plan, TrainingScope scope, string productMethod, string rowsMethod) : Conv1DTaps(plan, scope)
{
    private int Columns => Plan.Columns;

    private int InputColumns => Plan.InputColumns;

    private bool HasGroups => Plan.Groups > 1;

    public override void NamePlaces()
    {
        base.NamePlaces();
        Scope.NameTape(Plan.Transposed, Plan.Layer.Id + "Transposed");
        if (!HasGroups)
            return;
        Scope.NameTape(Plan.GroupOutputs, Plan.Layer.Id + "GroupOutputs");
        Scope.NameTape(Plan.GroupInputs, Plan.Layer.Id + "GroupInputs");
    }

    public override void EmitForward()
    {
        using (EachGroup())
        {
            string sums = HasGroups ? Scope.Tape(Plan.GroupOutputs) : Scope.Rows(Output);
            Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Columns}, {Bias(isGradient: false)}, 0, {sums}, {Columns});");
            for (int tap = 0; tap < Shape.Kernel; tap++)
                Scope.Line(
                    $"Rnn::Matrices.MatrixProduct.Add(rows, {Shape.GroupInputs}, {Columns}, {GroupInputs(tap)}, {InputStride}, {Matrix(tap, isGradient: false)}, {Shape.Kernel * Columns}, {sums}, {Columns});");
            if (HasGroups)
                Scope.Line(
                    $"Rnn::Tape.TapeRows.Copy(rows, {Shape.GroupChannels}, {sums}, {Columns}, {OfGroup(Scope.RowsPlace(Output), Shape.GroupChannels)}, {Output.Stride});");
        }
    }

    public override void EmitBackward()
    {
        using (EachGroup())
        {
            if (HasGroups)
            {
                if (Columns != Shape.GroupChannels)
                    Scope.Line($"Row({Scope.Place(Plan.GroupOutputs)}, rows * {Columns}).Clear();");
                Scope.Line(
                    $"Rnn::Tape.TapeRows.Copy(rows, {Shape.GroupChannels}, {OfGroup(Scope.GradientPlace(Output), Shape.GroupChannels)}, {Output.Stride}, {Scope.Tape(Plan.GroupOutputs)}, {Columns});");
            }

            string place = HasGroups ? Scope.Place(Plan.GroupOutputs) : Scope.GradientPlace(Output);
            using (Scope.Writer.Block($"if (!IsFrozen({Plan.Layer.Index}))"))
            {
                Scope.Line(
                    $"Rnn::Matrices.MatrixProduct.ColumnSums(rows, {Columns}, {TrainingScope.At(place)}, {Columns}, {Bias(isGradient: true)}, HasGradients);");
                for (int tap = 0; tap < Shape.Kernel; tap++)
                    Scope.Line(
                        $"Rnn::Matrices.MatrixProduct.Outer(rows, {Shape.GroupInputs}, {Columns}, {GroupInputs(tap)}, {InputStride}, {TrainingScope.At(place)}, {Columns}, {Matrix(tap, isGradient: true)}, {Shape.Kernel * Columns}, HasGradients);");
            }

            Scope.Writer.Line();
            using (Scope.Writer.Block("if (needsInput)"))
            {
                Scope.Comment("dL/dx_t = sum_j W_j^T da_{t+j}");
                for (int tap = 0; tap < Shape.Kernel; tap++)
                {
                    using (Within(tap))
                        EmitInputGradients(tap, place);
                }
            }
        }
    }

    /// <summary>What a tap adds to the gradients of the inputs that it has seen; the first one begins them.</summary>
    private void EmitInputGradients(int tap, string outputs)
    {
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Transpose({Shape.GroupInputs}, {Columns}, {Matrix(tap, isGradient: false)}, {Shape.Kernel * Columns}, {Scope.Tape(Plan.Transposed)}, {InputColumns});");
        string target = HasGroups ? Scope.Tape(Plan.GroupInputs) : Scope.GradientRows(Input);
        string method = HasGroups ? "Set" : tap == 0 ? productMethod : "Add";
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.{method}({RowsOf(tap)}, {Columns}, {InputColumns}, {After(outputs, tap, Columns)}, {Columns}, {Scope.Tape(Plan.Transposed)}, {InputColumns}, {target}, {InputColumns});");
        if (HasGroups)
            Scope.Line(
                $"Rnn::Tape.TapeRows.{(tap == 0 ? rowsMethod : "Add")}({RowsOf(tap)}, {Shape.GroupInputs}, {target}, {InputColumns}, {OfGroup(Scope.GradientPlace(Input), Shape.GroupInputs)}, {Input.Stride});");
    }

    /// <summary>Groups one after another.</summary>
    private SourceWriter.Scope? EachGroup() => HasGroups ? Scope.Writer.Block($"for (int group = 0; group < {Plan.Groups}; group++)") : null;

    private string GroupInputs(int tap) => Inputs(tap, HasGroups ? $"(group * {Shape.GroupInputs})" : "");

    private static string OfGroup(string place, int size) => TrainingScope.At($"{place} + (group * {size})");

    private string Bias(bool isGradient) => InGroup(isGradient, Plan.Block, 0);

    /// <summary>The first row of a tap's matrix, of weights or of their gradients: its rows are as many apart as there are taps.</summary>
    private string Matrix(int tap, bool isGradient) => InGroup(isGradient, Plan.Block + Columns, (Shape.Kernel - 1 - tap) * Columns);

    /// <summary>A place among the weights of the current group, or among their gradients.</summary>
    private string InGroup(bool isGradient, int place, int row)
    {
        string after = (row == 0 ? "" : $" + {row}") + (HasGroups ? $" + (group * {Plan.GroupLength})" : "");
        return isGradient ? Scope.Gradient(place, after) : Scope.Weight(place, after);
    }
}
