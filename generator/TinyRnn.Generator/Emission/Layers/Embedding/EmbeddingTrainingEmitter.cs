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
        if (plan.Tied is null)
            scope.NameWeights(plan.Block, plan.Layer.Id + "Table");
    }

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line(_plan.Tied is { } tied
            ? $"Rnn::Tape.TapeTables.Gather(rows, {Layer.OutputSize}, ref Tokens, {Scope.Weight(tied.Block)}, {tied.Columns}, {Scope.Rows(Output)}, {Output.Stride});"
            : Layer.Category is { } category
            ? $"Rnn::Tape.TapeCategories.Gather(rows, {Output.Stride}, {Scope.Rows(Input, category.Column)}, {Input.Stride}, {category.Count}, {category.Column}, "
                + $"{Scope.Weight(_plan.Block)}, {Scope.Rows(Output)});"
            : $"Rnn::Tape.TapeRows.Gather(rows, {Output.Stride}, ref Tokens, {Scope.Weight(_plan.Block)}, {Scope.Rows(Output)});");
    }

    public override void EmitBackward()
    {
        if (Layer.Category is not null && RowsMethod == "Copy")
        {
            // What a table is asked for has no gradient, and nobody else gives one.
            using (Scope.Writer.Block("if (needsInput)"))
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
        }

        string tensor = $"Parameters, FirstTensor + {_plan.Tensor}";
        using (Scope.Writer.Block($"if (!IsFrozen({Layer.Index}))"))
            Scope.Line(_plan.Tied is { } tied
                ? $"Rnn::Tape.TapeTables.AddToColumns(steps, batch, {Layer.OutputSize}, {Lengths}, ref Tokens, {Scope.GradientRows(Output)}, {Output.Stride}, "
                    + $"{Scope.Gradient(tied.Block)}, {tied.Columns});"
                : Layer.Category is { } category
                ? $"Rnn::Tape.TapeCategories.AddToRows(steps, batch, {Output.Stride}, {Lengths}, {Scope.Rows(Input, category.Column)}, {Input.Stride}, "
                    + $"{Scope.GradientRows(Output)}, {tensor});"
                : $"Rnn::Tape.TapeRows.AddToRows(steps, batch, {Output.Stride}, {Lengths}, ref Tokens, {Scope.GradientRows(Output)}, {tensor});");
    }
}
