namespace TinyRnn.Model.Training;

/// <summary>The function that a layer ends in, as it is trained.</summary>
/// <param name="Function">What is computed; none where the loss contains it.</param>
/// <param name="IsInLoss">The loss contains the layer's function.</param>
/// <param name="Sums">Place on the tape of what the function is given, if its derivative needs that.</param>
internal sealed record FunctionTrainingPlan(Function Function, bool IsInLoss, int? Sums)
{
    /// <summary>Takes the room that it needs.</summary>
    public static FunctionTrainingPlan Of(LayerPlan layer, Function function, TrainingContext context)
    {
        bool isInLoss = context.IsFused(layer);
        Function computed = isInLoss ? default : function;
        return new(computed, isInLoss, computed.ReadsInput ? context.TakeTape((long)context.MaxRowsOf(layer) * ValuePlan.Pad(layer.OutputSize)) : null);
    }
}
