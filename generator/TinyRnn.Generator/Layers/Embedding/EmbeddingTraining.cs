using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Embedding;

/// <summary>Training of an embedding table: only the rows of tokens that occurred have a gradient.</summary>
internal sealed class EmbeddingTraining : LayerTraining
{
    private readonly EmbeddingPlan _plan;
    private readonly int _block;
    private readonly int _tensor;

    public EmbeddingTraining(EmbeddingPlan plan, TrainingContext context)
        : base(plan, context)
    {
        _plan = plan;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
        _block = context.TakeWeights((long)plan.Vocabulary * Output.Stride);
        _tensor = context.Tensors.Count;
        context.Tensors.Add(new(plan.Index, plan.Parameters.Offset, _block, plan.Vocabulary, plan.OutputSize, Output.Stride, 1, IsSparse: true));
    }

    public override void EmitForward(TrainingScope scope)
    {
        scope.Comment(_plan.Equations[0]);
        scope.Line($"Rnn::Tape.TapeRows.Gather(rows, {Output.Stride}, ref Tokens, {TrainingScope.Weight(_block)}, {TrainingScope.Tape(Output.Rows)});");
    }

    public override void EmitBackward(TrainingScope scope)
    {
        using (scope.Writer.Block($"if (!IsFrozen({_plan.Index}))"))
            scope.Line($"Rnn::Tape.TapeRows.AddToRows(steps, batch, {Output.Stride}, Lengths, ref Tokens, {TrainingScope.Tape(Output.GradientRows)}, Parameters, FirstTensor + {_tensor});");
    }
}
