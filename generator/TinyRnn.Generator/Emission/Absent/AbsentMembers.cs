namespace TinyRnn.Generator.Emission.Absent;

/// <summary>
/// The members that a class does not have for a reason. Their declarations are those that others have, so that a call is a call of them, and the compiler
/// says the reason and nothing else.
/// </summary>
internal static class AbsentMembers
{
    private const string Throws = " => throw new global::System.NotSupportedException();";

    public static IEnumerable<AbsentMember> Of(ModelPlan plan)
    {
        string name = plan.Type.Name;
        string input = plan.ReadsTokens ? "int token" : "ReadOnlySpan<float> x";
        string element = InputElement.Of(plan);
        yield return Constructor(plan.Type, AbsentTexts.Constructor(name, plan.Spec.Pretrained));
        yield return Create(plan.Type);
        if (plan.Spec.Pretrained is null)
        {
            foreach (AbsentMember member in Pretrained(plan.Type))
                yield return member;
        }

        if (plan.Spec.Trainable is null)
        {
            // Labels are what a head of probabilities is trained with.
            string target = new Function(plan.LastLayer.OutputActivation).IsOfAllValues ? "int" : "float";
            yield return new(
                AbsentNames.Trainer, AbsentTexts.Trainer(name), Trainer(plan.Type, $"SequenceTrainer<{element}, {target}, State>", "null!, null!"));
        }

        if (!plan.Spec.IsReplaceable)
            yield return Replace(plan.Type, AbsentTexts.Replace(name));

        if (plan.Layers.FirstOrDefault(layer => layer.IsBidirectional) is { } layer)
        {
            string why = AbsentTexts.Steps(name, layer.Id);
            yield return new(AbsentNames.Step, why, $"internal void Step(ref State state, {input}, Span<float> y)" + Throws);
            yield return new(AbsentNames.Advance, why, $"internal void Advance(ref State state, {input})" + Throws);
            yield return new(AbsentNames.StepMany, why, $"internal void StepMany(Span<State> states, ReadOnlySpan<{element}> xs, Span<float> ys)" + Throws);
        }

        if (plan.GeneratesTokens || (!plan.ReadsTokens && plan.Feedback != Feedback.Default))
            yield break;
        foreach (AbsentMember member in Generate(AbsentTexts.Generate(plan), "ref State state", plan.ReadsTokens))
            yield return member;
    }

    public static IEnumerable<AbsentMember> Of(EncoderDecoderPlan pair)
    {
        string name = pair.Type.Name;
        (ModelPlan encoder, ModelPlan decoder) = (pair.Encoder, pair.Decoder);
        yield return Constructor(pair.Type, AbsentTexts.PairConstructor(name, encoder.Type.Name, decoder.Type.Name));
        yield return Create(pair.Type);
        if (pair.Pretrained is null)
        {
            foreach (AbsentMember member in Pretrained(pair.Type))
                yield return member;
        }

        string source = InputElement.Of(encoder);
        string target = InputElement.Of(decoder);
        if (pair.Trainable is null)
        {
            string label = new Function(decoder.LastLayer.OutputActivation).IsOfAllValues ? "int" : "float";
            (string from, string to) = ($"{encoder.Type.FullName}.State", $"{decoder.Type.FullName}.State");
            yield return new(
                AbsentNames.Trainer,
                AbsentTexts.PairTrainer(name, encoder.Type.Name, decoder.Type.Name),
                Trainer(
                    pair.Type, $"EncoderDecoderTrainer<{source}, {target}, {label}, {from}, {to}>", "null!, null!, null!",
                    $"\n\n    protected override void HandOver(ref {from} state, ref {to} start)" + Throws));
        }

        if (!pair.IsReplaceable)
            yield return Replace(pair.Type, AbsentTexts.PairReplace(name, encoder.Type.Name, decoder.Type.Name));

        if (EncoderDecoderEmitter.HasGenerate(pair))
            yield break;
        foreach (AbsentMember member in Generate(AbsentTexts.PairGenerate(pair), $"ReadOnlySpan<{source}> xs", decoder.ReadsTokens))
            yield return member;
    }

    private static AbsentMember Constructor(TypeSpec type, string why) => new(AbsentNames.Constructor, why, $"internal {type.Declared}()" + Throws);

    private static AbsentMember Create(TypeSpec type) =>
        new(AbsentNames.Create, AbsentTexts.Create(type.Name), $"internal static {type.Reference} Create()" + Throws);

    private static IEnumerable<AbsentMember> Pretrained(TypeSpec type)
    {
        string why = AbsentTexts.Pretrained(type.Name);
        yield return new(AbsentNames.Pretrained, why, $"internal static {type.Reference} Pretrained" + Throws);
        yield return new(AbsentNames.LoadPretrained, why, $"internal static {type.Reference} LoadPretrained()" + Throws);
    }

    private static AbsentMember Replace(TypeSpec type, string why) =>
        new(AbsentNames.Replace, why, $"internal void Replace({type.Reference} model)" + Throws);

    private static IEnumerable<AbsentMember> Generate(string why, string begin, bool readsTokens)
    {
        if (!readsTokens)
        {
            string first = begin.StartsWith("ref", StringComparison.Ordinal) ? "x" : "first";
            yield return new(AbsentNames.Generate, why, $"internal void Generate({begin}, ReadOnlySpan<float> {first}, Span<float> ys)" + Throws);
            yield break;
        }

        yield return new(AbsentNames.Generate, why, $"internal int Generate({begin}, int first, Span<int> tokens, int endToken = -1)" + Throws);
        yield return new(
            AbsentNames.Generate,
            why,
            $"internal int Generate(\n    {begin}, int first, Span<int> tokens, global::TinyRnn.Sampling sampling, ref global::TinyRnn.RandomState random, "
            + "int endToken = -1)" + Throws);
    }

    /// <summary>A class that has all that trainers have: what is called of it is no error of its own.</summary>
    private static string Trainer(TypeSpec type, string trainer, string arguments, string more = "") =>
        $$"""
        internal sealed class Trainer : global::TinyRnn.Training.{{trainer}}
        {
            public const int MaxSteps = 1;
            public const int MaxBatch = 1;

            public Trainer({{type.Reference}} model, bool snapshots = false)
                : base({{arguments}}){{Throws}}

            public override void Publish(){{Throws}}{{more}}
        }
        """;
}
