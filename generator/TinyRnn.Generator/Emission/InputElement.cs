namespace TinyRnn.Generator.Emission;

/// <summary>The C# type of one value of a model's input.</summary>
internal static class InputElement
{
    /// <summary>Token ids are <c>int</c>, numbers <c>float</c>.</summary>
    public static string Of(ModelPlan plan) => plan.ReadsTokens ? "int" : "float";
}
