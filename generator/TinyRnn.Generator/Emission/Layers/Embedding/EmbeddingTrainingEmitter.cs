using TinyRnn.Model.Layers.Embedding;

namespace TinyRnn.Generator.Emission.Layers.Embedding;

/// <summary>Prints the training of an embedding table: only the rows of tokens that occurred have a gradient.</summary>
internal sealed class EmbeddingTrainingEmitter : LayerTrainingEmitter
{
    private readonly EmbeddingTrainingPlan _plan;

    public EmbeddingTrainingEmitter(EmbeddingTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        scope.NameWeights(plan.Block, plan.Layer.Id + "Table");
    }

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line($"Rnn::Tape.TapeRows.Gather(rows, {Output.Stride}, ref Tokens, {Scope.Weight(_plan.Block)}, {Scope.Rows(Output)});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block($"if (!IsFrozen({Layer.Index}))"))
            Scope.Line(
                $"Rnn::Tape.TapeRows.AddToRows(steps, batch, {Output.Stride}, {Lengths}, ref Tokens, {Scope.GradientRows(Output)}, Parameters, FirstTensor + {_plan.Tensor});");
    }
}
