namespace TinyRnn.Generator.Emission;

/// <content>Several sources and targets at once.</content>
internal static partial class EncoderDecoderEmitter
{
    private sealed partial class Printer
    {
        private void EmitEncodeMany(SourceWriter writer)
        {
            string source = _encoder.ReadsTokens ? "The sources' token ids, <c>[B, T]</c>" : $"The sources, <c>[B, T, {_encoder.InputSize}]</c>";
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>Reads B sources, one after another, each from {{(_encoder.Initials.Count > 0 ? "the encoder's initial" : "the zero")}} state on.</summary>
                /// <param name="xs">{{source}}, padded to the longest; what lies behind a length is not read.</param>
                /// <param name="lengths">Steps of each source, <c>[B]</c>, 0 to T; empty: T.</param>
                /// <param name="states">Receives the states that the decoder starts from, <c>[B]</c>.</param>
                /// <exception cref="ArgumentException">Lengths or memory that do not fit, or an id outside the vocabulary; nothing has changed then.</exception>
                {{FileFrame.GeneratedCode}}
                """);
            using (writer.Block($"public void EncodeMany(ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<int> lengths, Span<{DecoderType}.State> states)"))
            {
                EmitSourceChecks(writer);
                if (Encoding.Length > 0)
                    writer.Line("using Rnn::Serving.WeightReader encoding = PartAccess.EncoderWeights(Encoder).Read();");
                writer.Line($"EncodeMany(xs, lengths, states, sourceSteps{Encoding});");
            }

            string reader = Encoding.Length > 0 ? ", in Rnn::Serving.WeightReader encoding" : "";
            writer.Line();
            using (writer.Block(
                $"private void EncodeMany(ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<int> lengths, Span<{DecoderType}.State> states, int steps{reader})"))
            {
                using IDisposable loop = writer.Block("for (int b = 0; b < states.Length; b++)");
                writer.Line("int length = lengths.IsEmpty ? steps : Rnn::Doors.Require.StepsOf(lengths, b, 0, steps);");
                writer.Line($"{EncoderType}.State source = {Initial};");
                writer.Line($"states[b] = EncodeCore(ref source, xs.Slice(b * steps * {SourceElements}, length * {SourceElements}){Encoding});");
            }
        }

        /// <summary>Sources of several sequences, before the first is read.</summary>
        private void EmitSourceChecks(SourceWriter writer)
        {
            writer.Line(
                $"int sourceSteps = Rnn::Doors.Require.StreamSteps(xs.Length, states.Length, {SourceElements}, nameof(xs), \"{_encoder.Type.Name}.InputSize\");");
            writer.Line("if (!lengths.IsEmpty)");
            writer.Line("    Rnn::Doors.Require.Lengths(lengths, states.Length, 0, sourceSteps);");
            string[] each = [.. DoorChecks.Inputs(_encoder, "read", $"{_encoder.Vocabulary}"), .. DoorChecks.HistoryRoomOfPart(_encoder, null, "length")];
            if (each.Length > 0)
            {
                using IDisposable loop = writer.Block("for (int b = 0; b < states.Length; b++)");
                writer.Line("int length = lengths.IsEmpty ? sourceSteps : Rnn::Doors.Require.StepsOf(lengths, b, 0, sourceSteps);");
                writer.Line($"ReadOnlySpan<{EncoderElement}> read = xs.Slice(b * sourceSteps * {SourceElements}, length * {SourceElements});");
                EmitLines(writer, each);
            }

            EmitLines(writer, DoorChecks.Apart(_decoder, "states", "xs", "lengths"));
        }

        private void EmitRunMany(SourceWriter writer)
        {
            string target = _decoder.ReadsTokens ? "<c>[B, T]</c>" : $"<c>[B, T, {_decoder.InputSize}]</c>";
            writer.Line();
            writer.Lines(
                $"""
                /// <summary>B sources to B targets with teacher forcing: the decoder reads given inputs{StreamsMembers.Sharing(_decoder, "Run", _decoder.HasFourStreams)}.</summary>
                /// <param name="xs">The sources, padded to the longest.</param>
                /// <param name="lengths">Steps of each source, <c>[B]</c>; empty: all of them.</param>
                /// <param name="states">Receives the decoder's states after the last step, <c>[B]</c>.</param>
                /// <param name="decoderXs">What the decoder reads, {target}.</param>
                /// <param name="ys">The decoder's outputs, <c>[B, T, {_decoder.OutputSize}]</c>; not the memory of the other arguments.</param>
                /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has changed then.</exception>
                {FileFrame.GeneratedCode}
                public void RunMany(
                    ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<int> lengths, Span<{DecoderType}.State> states, ReadOnlySpan<{DecoderElement}> decoderXs, Span<float> ys)
                """);
            using (writer.Block())
            {
                EmitSourceChecks(writer);
                string size = _decoder.ReadsTokens ? "1" : $"{_decoder.InputSize}";
                writer.Line(
                    $"int steps = Rnn::Doors.Require.StreamSteps(decoderXs.Length, states.Length, {size}, nameof(decoderXs), \"{_decoder.Type.Name}.InputSize\");");
                EmitLines(writer, DoorChecks.Inputs(_decoder, "decoderXs", $"{_decoder.Vocabulary}"));
                writer.Line(
                    $"Rnn::Doors.Require.Outputs(ys.Length, checked(steps * states.Length), {_decoder.OutputSize}, nameof(ys), \"{_decoder.Type.Name}.OutputSize\");");
                writer.Line("Rnn::Doors.Require.Apart(decoderXs, ys, sameStartAllowed: false);");
                EmitLines(writer, DoorChecks.Apart(_decoder, "states", "decoderXs", "ys"));
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_decoder, null, "steps"));
                OpenBoth(writer);
                writer.Line($"EncodeMany(xs, lengths, states, sourceSteps{Encoding});");
                writer.Line(Decoding.Length > 0
                    ? $"PartAccess.RunMany(Decoder, states, decoderXs, ys, steps{Decoding});"
                    : "Decoder.RunMany(states, decoderXs, ys);");
            }
        }

        private void EmitGenerateMany(SourceWriter writer)
        {
            const string sources = """
                /// <param name="xs">The sources, padded to the longest.</param>
                /// <param name="lengths">Steps of each source, <c>[B]</c>; empty: all of them.</param>
                /// <param name="states">Receives the decoder's states after each stream's last step, <c>[B]</c>.</param>
                """;
            string parameters = $"ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<int> lengths, Span<{DecoderType}.State> states,";
            string sharing = StreamsMembers.Sharing(_decoder, "Generate", _decoder.HasFourStreams);
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>B sources to B targets, each time the token with the highest score{{sharing}}.</summary>
                {{sources}}
                {{ManyGenerationMembers.Docs}}
                {{ManyGenerationMembers.EndDocs}}
                {{FileFrame.GeneratedCode}}
                public void GenerateMany(
                    {{parameters}}
                    ReadOnlySpan<int> first, Span<int> tokens, Span<int> counts, int endToken = -1) =>
                    GenerateMany(xs, lengths, states, first, tokens, counts, global::TinyRnn.Sampling.Greedy, default, endToken);

                /// <summary>B sources to B targets, tokens drawn from the decoder's scores{{sharing}}.</summary>
                {{sources}}
                {{ManyGenerationMembers.Docs}}
                {{ManyGenerationMembers.DrawDocs}}
                {{ManyGenerationMembers.EndDocs}}
                {{FileFrame.GeneratedCode}}
                public void GenerateMany(
                    {{parameters}}
                    {{ManyGenerationMembers.CoreParameters}} = -1)
                """);
            using (writer.Block())
            {
                EmitSourceChecks(writer);
                EmitLines(writer, ManyGenerationMembers.Checks("states.Length", $"{_decoder.Vocabulary}"));
                EmitLines(writer, DoorChecks.Apart(_decoder, "states", "first", "tokens", "counts", "random"));
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_decoder, null, "steps"));
                OpenBoth(writer);
                writer.Line($"EncodeMany(xs, lengths, states, sourceSteps{Encoding});");
                string arguments = "states, first, tokens, counts, sampling, random, endToken";
                writer.Line(Decoding.Length > 0 ? $"PartAccess.GenerateMany(Decoder, {arguments}{Decoding});" : $"Decoder.GenerateMany({arguments});");
            }
        }
    }
}
