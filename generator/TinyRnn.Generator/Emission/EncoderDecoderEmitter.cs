using TinyRnn.Generator.Emission.Absent;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints an encoder-decoder: two models, and the hand-over of the state between them.</summary>
internal static class EncoderDecoderEmitter
{
    /// <param name="spec">The pair.</param>
    /// <param name="hint">Name for its files.</param>
    /// <param name="addSource">Takes a file's name and text.</param>
    public static void Emit(EncoderDecoderPlan spec, string hint, Action<string, string> addSource)
    {
        addSource($"{hint}.EncoderDecoder.g.cs", new Printer(spec).Print());
        if (spec.Trainable is not null)
            addSource($"{hint}.Trainer.g.cs", EncoderDecoderTrainerFile.Print(spec));
        AbsentFile.Add(spec.Type, AbsentMembers.Of(spec), hint, addSource, isPair: true);
    }

    /// <summary>The decoder goes on by itself: its output is its next input.</summary>
    public static bool HasGenerate(EncoderDecoderPlan spec) => GeneratesTokens(spec.Decoder) || GeneratesVectors(spec.Decoder);

    private static bool GeneratesTokens(ModelPlan decoder) => decoder.ReadsTokens && decoder.GeneratesTokens;

    private static bool GeneratesVectors(ModelPlan decoder) =>
        !decoder.ReadsTokens && decoder.InputSize == decoder.OutputSize && !decoder.Categories.Any();

    private sealed class Printer(EncoderDecoderPlan spec)
    {
        private readonly ModelPlan _encoder = spec.Encoder;
        private readonly ModelPlan _decoder = spec.Decoder;

        private string Name => spec.Type.Name;

        private string Type => spec.Type.Reference;

        private string EncoderType => _encoder.Type.FullName;

        private string DecoderType => _decoder.Type.FullName;

        private string EncoderElement => _encoder.ReadsTokens ? "int" : "float";

        private string DecoderElement => _decoder.ReadsTokens ? "int" : "float";

        public string Print() =>
            FileFrame.Print(
                spec.Type,
                $"{Name}: an encoder whose last state starts a decoder.",
                ["", "Encoder", .. LayerTable.Print(_encoder), "", "Decoder", .. LayerTable.Print(_decoder)],
                "",
                EmitMembers,
                $"""
                /// <remarks>
                /// The encoder {Cref(_encoder)} reads the source; its last state starts the decoder {Cref(_decoder)}, which writes the target.
                /// </remarks>
                """,
                isPair: true);

        /// <summary>Arguments that hand the readers of the published weights on, in parts that can be trained.</summary>
        private string Encoding => _encoder.Spec.Trainable is null ? "" : ", in encoding";

        private string Decoding => _decoder.Spec.Trainable is null ? "" : ", in decoding";

        /// <summary>The encoder's state before the first step, of the weights that the call reads.</summary>
        private string Initial => _encoder.Initials.Count == 0 ? "default"
            : Encoding.Length == 0 ? "Encoder.Initial"
            : $"PartAccess.Initial(Encoder{Encoding})";

        private static string Cref(ModelPlan plan) => $"<see cref=\"{plan.Type.FullName}\"/>";

        private void EmitMembers(SourceWriter writer)
        {
            EmitParts(writer);
            EmitWeights(writer);
            EmitEncode(writer);
            EmitRun(writer);
            if (GeneratesTokens(_decoder))
                EmitGenerateTokens(writer);
            else if (GeneratesVectors(_decoder))
                EmitGenerateVectors(writer);
            PartAccess.Emit(writer, _encoder, _decoder);
        }

        private void EmitParts(SourceWriter writer)
        {
            if (spec.Trainable is not null)
            {
                writer.Line("private readonly Rnn::Serving.PublishedPair _published;   // both parts' weights, of one publication");
                writer.Line();
            }

            EmitPartMembers(writer);
        }

        /// <summary>Begins a call that needs both parts: all of it reads the weights of one publication.</summary>
        private void OpenBoth(SourceWriter writer)
        {
            if (spec.Trainable is not null)
            {
                writer.Line("using Rnn::Serving.PairReader readers = _published.Read();");
                writer.Line("Rnn::Serving.WeightReader encoding = readers.Encoding;");
                writer.Line("Rnn::Serving.WeightReader decoding = readers.Decoding;");
                return;
            }

            if (Encoding.Length > 0)
                writer.Line("using Rnn::Serving.WeightReader encoding = PartAccess.EncoderWeights(Encoder).Read();");
            if (Decoding.Length > 0)
                writer.Line("using Rnn::Serving.WeightReader decoding = PartAccess.DecoderWeights(Decoder).ReadBeside();");
        }

        private void EmitPartMembers(SourceWriter writer) => writer.Lines(
            $$"""
            /// <summary>Number of parameters of both parts.</summary>
            {{FileFrame.GeneratedCode}}
            public const int ParameterCount = {{EncoderType}}.ParameterCount + {{DecoderType}}.ParameterCount;

            /// <summary>Joins two models.</summary>
            /// <param name="encoder">Reads the source.</param>
            /// <param name="decoder">Writes the target.</param>
            {{FileFrame.GeneratedCode}}
            public {{spec.Type.Declared}}({{EncoderType}} encoder, {{DecoderType}} decoder)
            {
                ArgumentNullException.ThrowIfNull(encoder);
                ArgumentNullException.ThrowIfNull(decoder);
                Encoder = encoder;
                Decoder = decoder;{{(spec.Trainable is null ? "" : "\n    _published = new Rnn::Serving.PublishedPair(PartAccess.EncoderWeights(encoder), PartAccess.DecoderWeights(decoder));")}}
            }

            /// <summary>Reads the source.</summary>
            {{FileFrame.GeneratedCode}}
            public {{EncoderType}} Encoder { get; }

            /// <summary>Writes the target.</summary>
            {{FileFrame.GeneratedCode}}
            public {{DecoderType}} Decoder { get; }

            /// <summary>Both parts with fresh random parameters; the same seed gives the same model.</summary>
            /// <param name="seed">Any number.</param>
            {{FileFrame.GeneratedCode}}
            public static {{Type}} Create(ulong seed)
            {
                global::TinyRnn.RandomState random = new(seed);
                return new {{Type}}({{EncoderType}}.Create(random.NextUInt64()), {{DecoderType}}.Create(random.NextUInt64()));
            }
            """);

        /// <summary>What files get: in models that can be trained a copy of one publication, which nobody waits for while the file is written.</summary>
        private string SavedParameters => spec.Trainable is not null
            ? "_published.Copy()"
            : $"(float[])[.. {(Encoding.Length > 0 ? "PartAccess.EncoderWeights(Encoder).Copy()" : "Encoder.Parameters")}, .. {(Decoding.Length > 0 ? "PartAccess.DecoderWeights(Decoder).Copy()" : "Decoder.Parameters")}]";

        private void EmitWeights(SourceWriter writer)
        {
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>The tensors of a weight file: the encoder's with the prefix <c>encoder.</c>, then the decoder's with <c>decoder.</c>.</summary>
                {{FileFrame.GeneratedCode}}
                public static ReadOnlySpan<global::TinyRnn.Weights.TensorBinding> Tensors => s_tensors;

                private static readonly global::TinyRnn.Weights.TensorBinding[] s_tensors =
                [
                """);
            EmitTensors(writer, _encoder, "encoder.", 0);
            EmitTensors(writer, _decoder, "decoder.", _encoder.ParameterCount);
            writer.Lines(
                $$"""
                ];

                private static {{Type}} FromParameters(ReadOnlySpan<float> parameters) => new(
                    {{EncoderType}}.FromParameters(parameters[..{{EncoderType}}.ParameterCount]),
                    {{DecoderType}}.FromParameters(parameters[{{EncoderType}}.ParameterCount..]));
                """);
            WeightFileMembers.Emit(writer, spec.Type, "s_tensors", "ParameterCount", "FromParameters(parameters)", SavedParameters);
            if (spec.Pretrained is { } file)
                WeightFileMembers.EmitPretrained(writer, spec.Type, file, "s_tensors", "ParameterCount", "FromParameters(parameters)");
        }

        private static void EmitTensors(SourceWriter writer, ModelPlan part, string prefix, long offset)
        {
            ForeignText Full(ForeignText name) => new(prefix + name.Raw);
            foreach (TensorPlan tensor in part.Tensors)
            {
                writer.Line($"    {ModelFile.Binding(tensor, Full(tensor.Name), offset, tensor.TiedTo is { } other ? Full(other) : null)},");
            }
        }

        private void EmitEncode(SourceWriter writer)
        {
            string source = _encoder.ReadsTokens ? "The source's token ids, <c>[T]</c>" : $"The source, <c>[T, {_encoder.InputSize}]</c>";
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>Reads a source from {{(_encoder.Initials.Count > 0 ? "the encoder's initial" : "the zero")}} state on.</summary>
                /// <param name="xs">{{source}}.</param>
                /// <returns>The state that the decoder starts from.</returns>
                /// <exception cref="ArgumentException">A length that does not fit, or an id outside the vocabulary.</exception>
                {{FileFrame.GeneratedCode}}
                """);
            using (writer.Block($"public {DecoderType}.State Encode(ReadOnlySpan<{EncoderElement}> xs)"))
            {
                // What it starts from is of the weights that it then reads.
                bool readsHere = _encoder.Initials.Count > 0 && Encoding.Length > 0;
                if (readsHere)
                    writer.Line("using Rnn::Serving.WeightReader encoding = PartAccess.EncoderWeights(Encoder).Read();");
                writer.Line($"{EncoderType}.State state = {Initial};");
                writer.Line(readsHere ? $"return EncodeCore(ref state, xs{Encoding});" : "return Encode(ref state, xs);");
            }

            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>Reads a source from a given state on.</summary>
                /// <param name="state">The encoder's state before the first step, then after the last.</param>
                /// <param name="xs">{{source}}; not the memory of the state.</param>
                /// <returns>The state that the decoder starts from.</returns>
                /// <exception cref="ArgumentException">A length or memory that does not fit, or an id outside the vocabulary; nothing has changed then.</exception>
                {{FileFrame.GeneratedCode}}
                """);
            using (writer.Block($"public {DecoderType}.State Encode(ref {EncoderType}.State state, ReadOnlySpan<{EncoderElement}> xs)"))
            {
                EmitLines(writer, DoorChecks.Apart(_encoder, "ref state", "xs"));
                if (Encoding.Length > 0)
                    writer.Line("using Rnn::Serving.WeightReader encoding = PartAccess.EncoderWeights(Encoder).Read();");
                writer.Line($"return EncodeCore(ref state, xs{Encoding});");
            }

            writer.Line();
            string reader = Encoding.Length > 0 ? ", in Rnn::Serving.WeightReader encoding" : "";
            using (writer.Block($"private {DecoderType}.State EncodeCore(ref {EncoderType}.State state, ReadOnlySpan<{EncoderElement}> xs{reader})"))
            {
                writer.Line(_encoder.ReadsTokens
                    ? "int steps = xs.Length;"
                    : $"int steps = Rnn::Doors.Require.Steps(xs.Length, {_encoder.InputSize}, nameof(xs), \"{_encoder.Type.Name}.InputSize\");");
                EmitLines(writer, DoorChecks.Inputs(_encoder, "xs", $"{_encoder.Vocabulary}"));
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_encoder, "state", "steps"));
                writer.Line("for (int t = 0; t < steps; t++)");
                writer.Line(Encoding.Length > 0
                    ? $"    PartAccess.Advance(Encoder, ref state, {Core(_encoder, "xs")}{Encoding});"
                    : $"    Encoder.Advance(ref state, {Public(_encoder, "xs")});");
                writer.Line($"{DecoderType}.State start = default;");
                for (int index = 0; index < _encoder.Hiddens.Count; index++)
                {
                    HiddenPlan from = _encoder.Hiddens[index];
                    HiddenPlan to = _decoder.Hiddens[index];
                    writer.Line($"state.{from.Hidden.Name}.CopyTo(start.{to.Hidden.Name});");
                    if (from.Cell is not null && to.Cell is not null)
                        writer.Line($"state.{from.Cell.Name}.CopyTo(start.{to.Cell.Name});");
                }

                writer.Line("return start;");
            }
        }

        private static void EmitLines(SourceWriter writer, IEnumerable<string> lines)
        {
            foreach (string line in lines)
                writer.Line(line);
        }

        /// <summary>The input of a step for a method that checks it, and for one that does not.</summary>
        private static string Public(ModelPlan part, string xs) => part.ReadsTokens ? $"{xs}[t]" : $"{xs}.Slice(t * {part.InputSize}, {part.InputSize})";

        private static string Core(ModelPlan part, string xs) =>
            part.ReadsTokens ? $"{xs}[t]" : $"ref MemoryMarshal.GetReference({xs}.Slice(t * {part.InputSize}))";

        /// <summary>The decoder's first state, from a source that the encoder reads.</summary>
        private void EmitStart(SourceWriter writer)
        {
            OpenBoth(writer);
            writer.Line($"{EncoderType}.State source = {Initial};");
            writer.Line($"{DecoderType}.State state = EncodeCore(ref source, xs{Encoding});");
        }

        private void EmitRun(SourceWriter writer)
        {
            string place = OutputMemory.MayBeInput(_decoder)
                ? "; may be the memory of <paramref name=\"decoderXs\"/>"
                : "; not the memory of <paramref name=\"decoderXs\"/>";
            string target = _decoder.ReadsTokens ? "<c>[T]</c>" : $"<c>[T, {_decoder.InputSize}]</c>";
            writer.Line();
            writer.Lines(
                $"""
                /// <summary>Source to target with teacher forcing: the decoder reads given inputs, not its own outputs.</summary>
                /// <param name="xs">The source.</param>
                /// <param name="decoderXs">What the decoder reads, {target}.</param>
                /// <param name="ys">The decoder's outputs, <c>[T, {_decoder.OutputSize}]</c>{place}.</param>
                /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been written then.</exception>
                {FileFrame.GeneratedCode}
                """);
            using (writer.Block($"public void Run(ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<{DecoderElement}> decoderXs, Span<float> ys)"))
            {
                writer.Line(_decoder.ReadsTokens
                    ? "int steps = decoderXs.Length;"
                    : $"int steps = Rnn::Doors.Require.Steps(decoderXs.Length, {_decoder.InputSize}, nameof(decoderXs), \"{_decoder.Type.Name}.InputSize\");");
                EmitLines(writer, DoorChecks.Inputs(_decoder, "decoderXs", $"{_decoder.Vocabulary}"));
                writer.Line($"Rnn::Doors.Require.Outputs(ys.Length, steps, {_decoder.OutputSize}, nameof(ys), \"{_decoder.Type.Name}.OutputSize\");");
                writer.Line($"Rnn::Doors.Require.Apart(decoderXs, ys, sameStartAllowed: {Literal.Bool(OutputMemory.MayBeInput(_decoder))});");
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_decoder, null, "steps"));
                EmitStart(writer);
                writer.Line("for (int t = 0; t < steps; t++)");
                writer.Line(Decoding.Length > 0
                    ? $"    PartAccess.Step(Decoder, ref state, {Core(_decoder, "decoderXs")}, ref MemoryMarshal.GetReference(ys.Slice(t * {_decoder.OutputSize})){Decoding});"
                    : $"    Decoder.Step(ref state, {Public(_decoder, "decoderXs")}, ys.Slice(t * {_decoder.OutputSize}, {_decoder.OutputSize}));");
            }
        }

        private void EmitGenerateVectors(SourceWriter writer)
        {
            int size = _decoder.OutputSize;
            writer.Line();
            writer.Lines(
                $"""
                /// <summary>Source to target: after its first input the decoder reads its own outputs.</summary>
                /// <param name="xs">The source.</param>
                /// <param name="first">The decoder's first input, <c>[{_decoder.InputSize}]</c>.</param>
                /// <param name="ys">The target written, <c>[T, {size}]</c>.</param>
                /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been written then.</exception>
                {FileFrame.GeneratedCode}
                """);
            using (writer.Block($"public void Generate(ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<float> first, Span<float> ys)"))
            {
                writer.Line($"Rnn::Doors.Require.Length(first.Length, {_decoder.InputSize}, nameof(first), \"{_decoder.Type.Name}.InputSize\");");
                writer.Line($"int steps = Rnn::Doors.Require.Steps(ys.Length, {size}, nameof(ys), \"{_decoder.Type.Name}.OutputSize\");");
                writer.Line("Rnn::Doors.Require.Apart(first, ys, sameStartAllowed: false);");
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_decoder, null, "steps"));
                EmitStart(writer);
                using (writer.Block("for (int t = 0; t < steps; t++)"))
                {
                    writer.Line($"ReadOnlySpan<float> x = t == 0 ? first : ys.Slice((t - 1) * {size}, {size});");
                    writer.Line(Decoding.Length > 0
                        ? $"PartAccess.Step(Decoder, ref state, ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(ys.Slice(t * {size})){Decoding});"
                        : $"Decoder.Step(ref state, x, ys.Slice(t * {size}, {size}));");
                }
            }
        }

        private void EmitGenerateTokens(SourceWriter writer)
        {
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>Source to target: the decoder writes tokens, always the one with the highest score, and reads each as its next input.</summary>
                /// <param name="xs">The source.</param>
                /// <param name="first">Id of the first token that the decoder reads.</param>
                /// <param name="tokens">The ids written.</param>
                /// <param name="endToken">Stops after writing this id; -1: never.</param>
                /// <returns>How many ids were written.</returns>
                /// <exception cref="ArgumentException">Something cannot be; nothing has been written then.</exception>
                /// <exception cref="InvalidOperationException">The scores of a step are no distribution, because a weight is NaN: <paramref name="tokens"/> then holds the ids before it.</exception>
                {{FileFrame.GeneratedCode}}
                public int Generate(ReadOnlySpan<{{EncoderElement}}> xs, int first, Span<int> tokens, int endToken = -1)
                {
                    global::TinyRnn.RandomState random = default;
                    return Generate(xs, first, tokens, global::TinyRnn.Sampling.Greedy, ref random, endToken);
                }

                /// <summary>Source to target: the decoder writes tokens drawn from its scores, and reads each as its next input.</summary>
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
                    ReadOnlySpan<{{EncoderElement}}> xs, int first, Span<int> tokens, global::TinyRnn.Sampling sampling, ref global::TinyRnn.RandomState random, int endToken = -1)
                """);
            using (writer.Block())
            {
                writer.Line($"Rnn::Doors.Require.Token(first, {_decoder.Vocabulary});");
                writer.Line($"Rnn::Doors.TokenGeneration.Check(sampling, endToken, {_decoder.Vocabulary});");
                writer.Line("Rnn::Doors.Require.Apart(ref random, tokens);");
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_decoder, null, "tokens.Length"));
                EmitStart(writer);
                writer.Line(
                    $"return {(Decoding.Length > 0 ? "PartAccess.Generate(Decoder, " : "Decoder.Generate(")}ref state, first, tokens, sampling, ref random, endToken{Decoding});");
            }
        }
    }
}
