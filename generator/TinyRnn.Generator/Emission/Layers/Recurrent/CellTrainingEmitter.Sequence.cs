using TinyRnn.Generator.Emission.Sequences;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

internal abstract partial class CellTrainingEmitter
{
    /// <summary>How the cell learns from one sequence alone, if there are kernels for that.</summary>
    protected virtual SequenceCell? Sequence => null;

    /// <summary>Each matrix that a sequence alone walks through: its walk, its expression, and where its panels are on the tape.</summary>
    protected virtual IEnumerable<(SequenceProduct Product, string Matrix, int Panels)> SequenceMatrices => [];

    /// <summary>Values beside the states that weight gradients read, by their place on the tape: behind the end of a sequence they are zero.</summary>
    protected virtual IEnumerable<(int Place, int Stride)> SequenceRows => [];

    /// <summary>Places on the tape that hold gradients of sums after the way back.</summary>
    protected virtual IEnumerable<int> SumGradients => [_plan.Gate];

    /// <summary>What is known of the gradients after the last step beside those of hidden states.</summary>
    protected virtual void EmitSequenceEnd()
    {
    }

    private bool IsAlwaysAlone => _plan.Place.Context.Spec.MaxBatch == 1;

    /// <summary>What is done for one sequence alone, and what for several.</summary>
    private void EmitAloneOrTogether(Action alone, Action together)
    {
        if (Sequence is null)
        {
            together();
            return;
        }

        using (IsAlwaysAlone ? Scope.Writer.Block() : Scope.Writer.Block("if (batch == 1)"))
        {
            Scope.Line($"int length = HasPadding ? {Lengths}[0] : steps;");
            alone();
        }

        if (IsAlwaysAlone)
            return;
        using (Scope.Writer.Block("else"))
            together();
    }

    private void EmitSequenceForward()
    {
        foreach ((SequenceProduct product, string matrix, int panels) in SequenceMatrices)
        {
            foreach (PanelGroup group in product.Forward.Layout.Groups)
            {
                int gates = product.Forward.Product.Sums.Count;
                string from = group.FirstUnit == 0 ? matrix : $"ref Unsafe.Add({matrix}, {group.FirstUnit})";
                string to = TrainingScope.At(After(Scope.Place(panels), group.FirstUnit * gates * product.Backward.Rows));
                Scope.Line($"Rnn::Tape.TapePanels.Pack({product.Backward.Rows}, {gates}, {Place.Padded}, {group.Width}, {group.Count}, {from}, {to});");
            }
        }

        EmitCall(new SequenceForwardKernel(Sequence!, LayerEmitters.Of(Computed).Equations(Computed)), Sequence!.ForwardArrays.Select(array => array.AtFirst));
        using (Scope.Writer.Block("if (HasPadding)"))
        {
            foreach ((_, ValuePlan value) in _plan.States)
                EmitClear(value.Offset, value.Stride, " + 1");
            foreach ((int place, int stride) in SequenceRows)
                EmitClear(place, stride, "");
        }
    }

    private void EmitSequenceBackward()
    {
        EmitSequenceEnd();
        EmitCall(new SequenceBackwardKernel(Sequence!), Sequence!.BackwardArrays.Select(array => array.AtLast));
        using (Scope.Writer.Block("if (HasPadding)"))
        {
            foreach (int place in SumGradients)
                EmitClear(place, Columns, "");
        }
    }

    /// <summary>Zeros in the rows behind the end of the sequence.</summary>
    private void EmitClear(int place, int stride, string earlier) =>
        Scope.Line($"Row({Scope.Place(place)} + ((length{earlier}) * {stride}), (steps - length) * {stride}).Clear();");

    private void EmitCall(SequenceKernel kernel, IEnumerable<string> arguments) =>
        Scope.Line($"{Scope.Kernels.Call(kernel)}({string.Join(", ", arguments.Append("length"))});");

    private static string After(string place, int offset) => offset == 0 ? place : $"{place} + {offset}";
}
