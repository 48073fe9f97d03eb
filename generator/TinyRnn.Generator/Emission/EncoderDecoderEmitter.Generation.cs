namespace TinyRnn.Generator.Emission;

/// <content>Targets that the decoder writes by itself.</content>
internal static partial class EncoderDecoderEmitter
{
    private sealed partial class Printer
    {
        private void EmitGenerateVectors(SourceWriter writer, bool isGiven)
        {
            int size = _decoder.OutputSize;
            writer.Line();
            writer.Lines(
                $"""
                /// <summary>Source to target: after its first input the decoder reads its own outputs.</summary>{GivenDocs(isGiven)}
                /// <param name="xs">The source.</param>
                /// <param name="first">The decoder's first input, <c>[{_decoder.InputSize}]</c>.</param>
                /// <param name="ys">The target written, <c>[T, {size}]</c>.</param>
                /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been written then.</exception>
                {FileFrame.GeneratedCode}
                """);
            using (writer.Block($"public void Generate({Given(isGiven)}ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<float> first, Span<float> ys)"))
            {
                writer.Line($"Rnn::Doors.Require.Length(first.Length, {_decoder.InputSize}, nameof(first), \"{_decoder.Type.Name}.InputSize\");");
                writer.Line($"int steps = Rnn::Doors.Require.Steps(ys.Length, {size}, nameof(ys), \"{_decoder.Type.Name}.OutputSize\");");
                writer.Line("Rnn::Doors.Require.Apart(first, ys, sameStartAllowed: false);");
                EmitLines(writer, GivenChecks(isGiven, "xs", "first", "ys"));
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_decoder, null, "steps"));
                EmitStart(writer, isGiven);
                using (writer.Block("for (int t = 0; t < steps; t++)"))
                {
                    writer.Line($"ReadOnlySpan<float> x = t == 0 ? first : ys.Slice((t - 1) * {size}, {size});");
                    writer.Line(Decoding.Length > 0
                        ? $"PartAccess.Step(Decoder, ref state, ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(ys.Slice(t * {size})){Decoding});"
                        : $"Decoder.Step(ref state, x, ys.Slice(t * {size}, {size}));");
                }
            }
        }

        private void EmitGenerateTokens(SourceWriter writer, bool isGiven)
        {
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>Source to target: the decoder writes tokens, always the one with the highest score, and reads each as its next input.</summary>{{GivenDocs(isGiven)}}
                /// <param name="xs">The source.</param>
                /// <param name="first">Id of the first token that the decoder reads.</param>
                /// <param name="tokens">The ids written.</param>
                /// <param name="endToken">Stops after writing this id; -1: never.</param>
                /// <returns>How many ids were written.</returns>
                /// <exception cref="ArgumentException">Something cannot be; nothing has been written then.</exception>
                /// <exception cref="InvalidOperationException">The scores of a step are no distribution, because a weight is NaN: <paramref name="tokens"/> then holds the ids before it.</exception>
                {{FileFrame.GeneratedCode}}
                public int Generate({{Given(isGiven)}}ReadOnlySpan<{{EncoderElement}}> xs, int first, Span<int> tokens, int endToken = -1)
                {
                    global::TinyRnn.RandomState random = default;
                    return Generate({{(isGiven ? "ref source, " : "")}}xs, first, tokens, global::TinyRnn.Sampling.Greedy, ref random, endToken);
                }

                /// <summary>Source to target: the decoder writes tokens drawn from its scores, and reads each as its next input.</summary>{{GivenDocs(isGiven)}}
                /// <param name="xs">The source.</param>
                /// <param name="first">Id of the first token that the decoder reads.</param>
                /// <param name="tokens">The ids written.</param>
                /// <param name="sampling">Temperature and number of candidates.</param>
                /// <param name="random">Source of the draws, updated.</param>
                /// <param name="endToken">Stops after writing this id; -1: never.</param>
                /// <returns>How many ids were written.</returns>
                /// <exception cref="ArgumentException">Something cannot be; nothing has been written then.</exception>
                /// <exception cref="InvalidOperationException">The scores of a step are no distribution, because a weight is NaN: <paramref name="tokens"/> then holds the ids before it.</exception>
                {{FileFrame.GeneratedCode}}
                public int Generate(
                    {{Given(isGiven)}}ReadOnlySpan<{{EncoderElement}}> xs, int first, Span<int> tokens, global::TinyRnn.Sampling sampling, ref global::TinyRnn.RandomState random, int endToken = -1)
                """);
            using (writer.Block())
            {
                writer.Line($"Rnn::Doors.Require.Token(first, {_decoder.Vocabulary});");
                writer.Line($"Rnn::Doors.TokenGeneration.Check(sampling, endToken, {_decoder.Vocabulary});");
                writer.Line("Rnn::Doors.Require.Apart(ref random, tokens);");
                EmitLines(writer, GivenChecks(isGiven, "xs", "tokens", "ref random"));
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_decoder, null, "tokens.Length"));
                EmitStart(writer, isGiven);
                writer.Line(
                    $"return {(Decoding.Length > 0 ? "PartAccess.Generate(Decoder, " : "Decoder.Generate(")}ref state, first, tokens, sampling, ref random, endToken{Decoding});");
            }
        }
    }
}
