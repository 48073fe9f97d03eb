namespace TinyRnn.Generator.Emission;

/// <summary>The interface that an encoder-decoder implements, and what it has for that alone.</summary>
internal static class EncoderDecoderContract
{
    /// <summary>Element types and states, as both interfaces of a pair have them.</summary>
    public static (string Elements, string States) Types(EncoderDecoderPlan pair) => (
        $"{InputElement.Of(pair.Encoder)}, {InputElement.Of(pair.Decoder)}", $"{pair.Encoder.Type.FullName}.State, {pair.Decoder.Type.FullName}.State");

    /// <summary>The contract that the pair meets.</summary>
    public static string Interface(EncoderDecoderPlan pair) => EncoderDecoderEmitter.GeneratesTokens(pair.Decoder)
        ? $"global::TinyRnn.IGeneratingEncoderDecoder<{pair.Type.FullName}, {InputElement.Of(pair.Encoder)}, {Types(pair).States}>"
        : Base(pair);

    /// <summary>What all pairs meet.</summary>
    private static string Base(EncoderDecoderPlan pair)
    {
        (string elements, string states) = Types(pair);
        return $"global::TinyRnn.IEncoderDecoder<{pair.Type.FullName}, {elements}, {states}>";
    }

    public static void Emit(SourceWriter writer, EncoderDecoderPlan pair)
    {
        string contract = Base(pair);
        string encoder = pair.Encoder.Type.FullName;
        string decoder = pair.Decoder.Type.FullName;
        writer.Line();
        writer.Line("// For generic code: constants cannot implement an interface, and the parts' types are not known to it.");
        writer.Line($"static int {contract}.SourceSize => {encoder}.InputSize;");
        writer.Line($"static int {contract}.InputSize => {decoder}.InputSize;");
        writer.Line($"static int {contract}.OutputSize => {decoder}.OutputSize;");
        writer.Line(WeightFileMembers.ParameterCount(pair.Type));
        writer.Line(WeightFileMembers.MetadataSlot(pair.Type));
        writer.Line(
            $"void {contract}.Step(ref {decoder}.State state, ReadOnlySpan<{InputElement.Of(pair.Decoder)}> x, Span<float> y) => Decoder.Step(ref state, x, y);");
    }
}
