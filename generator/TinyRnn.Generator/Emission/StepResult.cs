namespace TinyRnn.Generator.Emission;

/// <summary>What the methods of a step give back: of a model with a stride, whether there is an output at the step.</summary>
internal static class StepResult
{
    public static string Type(ModelPlan plan) => plan.Stride > 1 ? "bool" : "void";

    /// <summary>In front of a call in tail position.</summary>
    public static string Return(ModelPlan plan) => plan.Stride > 1 ? "return " : "";

    /// <summary>The last line of a step that has come to its end.</summary>
    public static void EmitEnd(SourceWriter writer, ModelPlan plan)
    {
        if (plan.Stride > 1)
            writer.Line("return true;");
    }
}
