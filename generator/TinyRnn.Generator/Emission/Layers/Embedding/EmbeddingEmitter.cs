using TinyRnn.Model.Layers.Embedding;

namespace TinyRnn.Generator.Emission.Layers.Embedding;

/// <summary>Prints the reading of an embedding table: one row.</summary>
internal sealed class EmbeddingEmitter : LayerEmitter<EmbeddingPlan, EmbeddingTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(EmbeddingPlan plan) =>
        [plan.Category is { } category ? $"y_t = row x_t[{category.Column}] of the table" : "y_t = row x_t of the table"];

    protected override LayerTrainingEmitter Train(EmbeddingTrainingPlan plan, TrainingScope scope) => new EmbeddingTrainingEmitter(plan, scope);

    protected override void EmitStep(EmbeddingPlan plan, StepScope scope)
    {
        string offset = plan.Parameters.Offset == 0 ? "" : $"{plan.Parameters.Offset} + ";
        string token = scope.Token;
        if (plan.Category is { } category)
        {
            token = scope.Variable(plan) + "Row";
            scope.Writer.Line($"int {token} = {DoorChecks.Category(scope.Input, category)};");
        }
        else
        {
            scope.Writer.Line(DoorChecks.Token(token, plan.Rows));
        }

        if (plan.TablePacking is { } table)
            EmitIntegers(plan, table, scope, token);
        else
            scope.Produce(plan, $"Unsafe.Add(ref {scope.Parameters}, {offset}({token} * {plan.OutputSize}))");
    }

    private static void EmitIntegers(EmbeddingPlan plan, TablePacking table, StepScope scope, string token)
    {
        if (!scope.IsRead(plan))
            return;
        string y = scope.Destination(plan);
        string row = $"Unsafe.Add(ref weights, {table.Packed.Offset / sizeof(float)} + ((nint)(uint){token} * {plan.RowPlaces}))";
        scope.Writer.Line($"Rnn::Packing.IntegerTable.{(table.IsShort ? "ReadShorts" : "ReadBytes")}(ref {row}, ref {y}, {plan.OutputSize});");
    }
}
