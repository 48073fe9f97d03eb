
namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints how an encoder-decoder reaches what its parts keep private: steps that rely on checks already made, and published weights. Nobody else in the
/// user's assembly can call them.
/// </summary>
internal static class PartAccess
{
    public static void Emit(SourceWriter writer, ModelPlan encoder, ModelPlan decoder)
    {
        if (!encoder.Spec.IsPublished && !decoder.Spec.IsPublished)
            return;
        writer.Line();
        writer.Line("// Private members of the two parts: steps whose arguments have been checked here, on weights that are being read.");
        using IDisposable block = writer.Block("private static class PartAccess");
        List<(string Accessor, string Declaration)> members = [];
        if (encoder.Spec.IsPublished)
        {
            string type = encoder.Type.FullName;
            members.Add(Field("Encoder", type));
            members.Add(Method(
                StreamingMembers.AdvanceSteps,
                $"void Advance({type} encoder, ref {type}.State state, ReadOnlySpan<{InputElement.Of(encoder)}> xs, int steps, in Rnn::Serving.WeightReader reader)"));
            if (encoder.Initials.Count > 0)
                members.Add(Method("InitialCore", $"{type}.State Initial({type} encoder, in Rnn::Serving.WeightReader reader)"));
        }

        if (decoder.Spec.IsPublished)
        {
            string type = decoder.Type.FullName;
            members.Add(Field("Decoder", type));
            members.Add(
                Method("StepCore", $"void Step({type} decoder, ref {type}.State state, {Input(decoder)}, ref float y, in Rnn::Serving.WeightReader reader)"));
            if (EncoderDecoderEmitter.HasRunMany(decoder))
            {
                string element = InputElement.Of(decoder);
                members.Add(Method(
                    StreamsMembers.RunManyCore,
                    $"void RunMany({type} decoder, Span<{type}.State> states, ReadOnlySpan<{element}> xs, Span<float> ys, int steps, in Rnn::Serving.WeightReader reader)"));
            }

            if (decoder.GeneratesTokens)
            {
                members.Add(Method(
                    ManyGenerationMembers.Core,
                    $"void GenerateMany({type} decoder, Span<{type}.State> states, {ManyGenerationMembers.CoreParameters}, in Rnn::Serving.WeightReader reader)"));
                members.Add(Method(
                    "GenerateCore",
                    $"int Generate({type} decoder, ref {type}.State state, int token, Span<int> tokens, global::TinyRnn.Sampling sampling, ref global::TinyRnn.RandomState random, int endToken, in Rnn::Serving.WeightReader reader)"));
            }
        }

        for (int index = 0; index < members.Count; index++)
        {
            if (index > 0)
                writer.Line();
            writer.Line(members[index].Accessor);
            writer.Line($"public static extern {members[index].Declaration};");
        }
    }

    private static (string Accessor, string Declaration) Field(string role, string type) =>
        ("[UnsafeAccessor(UnsafeAccessorKind.Field, Name = \"_weights\")]",
            $"ref Rnn::Serving.PublishedWeights {role}Weights({type} {role.ToLowerInvariant()})");

    private static (string Accessor, string Declaration) Method(string name, string declaration) =>
        ($"[UnsafeAccessor(UnsafeAccessorKind.Method, Name = \"{name}\")]", declaration);

    private static string Input(ModelPlan part) => part.ReadsTokens ? "int token" : "ref float x";
}
