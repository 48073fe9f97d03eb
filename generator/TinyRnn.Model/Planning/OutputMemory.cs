namespace TinyRnn.Model.Planning;

/// <summary>Which memory a model's output may share with its input: what is written must not be read afterwards.</summary>
internal static class OutputMemory
{
    /// <summary>A step has read its input before it writes the first output, so that they may overlap in any way.</summary>
    public static bool MayShareInput(ModelPlan plan) => plan.ReadsTokens || !Last(plan).ReadWithOutput.Any(value => IsInput(plan, value));

    /// <summary>
    /// Input and output of a step, and of a sequence step by step, may be the same memory: no output is written before the last read of
    /// the input that it replaces.
    /// </summary>
    public static bool MayBeInput(ModelPlan plan) =>
        !plan.ReadsTokens && !plan.IsBidirectional && plan.InputSize == plan.OutputSize && (MayShareInput(plan) || Last(plan).IsElementWise);

    private static LayerPlan Last(ModelPlan plan) => plan.Layers[plan.Layers.Count - 1];

    /// <summary>The value is the model's input, perhaps after layers that only hand it on.</summary>
    private static bool IsInput(ModelPlan plan, int value) =>
        value == 0 || (plan.Layers[value - 1].HandsOn && IsInput(plan, plan.Layers[value - 1].InputValue));
}
