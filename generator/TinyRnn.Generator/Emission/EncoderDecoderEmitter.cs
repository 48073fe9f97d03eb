using TinyRnn.Generator.Emission.Absent;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints an encoder-decoder: two models, and the hand-over of the state between them.</summary>
internal static partial class EncoderDecoderEmitter
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

    /// <summary>The decoder runs sequences of several streams.</summary>
    public static bool HasRunMany(ModelPlan decoder) => decoder.Spec.Mode == SequenceMode.ManyToMany;

    /// <summary>The decoder writes tokens.</summary>
    public static bool GeneratesTokens(ModelPlan decoder) => decoder.ReadsTokens && decoder.GeneratesTokens;

    private static bool GeneratesVectors(ModelPlan decoder) =>
        !decoder.ReadsTokens && decoder.InputSize == decoder.OutputSize && !decoder.Categories.Any();

    private sealed partial class Printer(EncoderDecoderPlan spec)
    {
        private readonly ModelPlan _encoder = spec.Encoder;
        private readonly ModelPlan _decoder = spec.Decoder;

        private string Name => spec.Type.Name;

        private string Type => spec.Type.Reference;

        private string EncoderType => _encoder.Type.FullName;

        private string DecoderType => _decoder.Type.FullName;

        private string EncoderElement => InputElement.Of(_encoder);

        private string DecoderElement => InputElement.Of(_decoder);

        public string Print() =>
            FileFrame.Print(
                spec.Type,
                $"{Name}: an encoder whose last state starts a decoder.",
                ["", "Encoder", .. LayerTable.Print(_encoder), "", "Decoder", .. LayerTable.Print(_decoder)],
                $" : {EncoderDecoderContract.Interface(spec)}",
                EmitMembers,
                $"""
                /// <remarks>
                /// The encoder {Cref(_encoder)} reads the source; its last state starts the decoder {Cref(_decoder)}, which writes the target.
                /// </remarks>
                """,
                isPair: true);

        /// <summary>Arguments that hand the readers of the published weights on, in parts that have such.</summary>
        private string Encoding => _encoder.Spec.IsPublished ? ", in encoding" : "";

        private string Decoding => _decoder.Spec.IsPublished ? ", in decoding" : "";

        /// <summary>The encoder's state before the first step, of the weights that the call reads.</summary>
        private string Initial => _encoder.Initials.Count == 0 ? "default"
            : Encoding.Length == 0 ? "Encoder.Initial"
            : $"PartAccess.Initial(Encoder{Encoding})";

        private static string Cref(ModelPlan plan) => $"<see cref=\"{plan.Type.FullName}\"/>";

        private void EmitMembers(SourceWriter writer)
        {
            EmitParts(writer);
            EmitWeights(writer);
            if (spec.IsReplaceable)
                EmitReplace(writer);
            EmitEncode(writer);
            EmitEncodeMany(writer);
            EmitForSources(EmitRun, writer);
            if (HasRunMany(_decoder))
                EmitRunMany(writer);
            if (GeneratesTokens(_decoder))
            {
                EmitForSources(EmitGenerateTokens, writer);
                EmitGenerateMany(writer);
            }
            else if (GeneratesVectors(_decoder))
            {
                EmitForSources(EmitGenerateVectors, writer);
            }

            EncoderDecoderContract.Emit(writer, spec);
            PartAccess.Emit(writer, _encoder, _decoder);
        }

        /// <summary>A member for whole sources, and one that goes on from a state of the encoder.</summary>
        private static void EmitForSources(Action<SourceWriter, bool> emit, SourceWriter writer)
        {
            emit(writer, false);
            emit(writer, true);
        }

        private void EmitParts(SourceWriter writer)
        {
            writer.Line("// What labels, vocabulary and scalers must fit: numbers that are read, tokens, numbers of an output.");
            WeightFileMembers.EmitSizes(writer, spec);
            writer.Line();
            writer.Line($"private readonly {WeightFileMembers.PairSlot} _metadataSlot;   // its own, and where the parts have theirs");
            writer.Line();
            if (spec.IsPublished)
            {
                writer.Line("private readonly Rnn::Serving.PublishedPair _published;   // both parts' weights, of one publication");
                writer.Line();
            }

            EmitPartMembers(writer);
        }

        /// <summary>Begins a call that needs both parts: all of it reads the weights of one publication.</summary>
        private void OpenBoth(SourceWriter writer)
        {
            if (spec.IsPublished)
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
                Decoder = decoder;
                _metadataSlot = new {{WeightFileMembers.PairSlot}}(s_metadataSizes, {{WeightFileMembers.SlotOf(_encoder.Type, "encoder")}}, {{WeightFileMembers.SlotOf(_decoder.Type, "decoder")}});{{(spec.IsPublished ? "\n    _published = new Rnn::Serving.PublishedPair(PartAccess.EncoderWeights(encoder), PartAccess.DecoderWeights(decoder));" : "")}}
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

        /// <summary>What files get: where weights are published a copy of one publication, which nobody waits for while the file is written.</summary>
        private string SavedParameters => spec.IsPublished
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

                /// <summary>Both parts with given parameters, which are copied.</summary>
                /// <param name="parameters">As <see cref="CopyParameters"/> gives them.</param>
                /// <exception cref="ArgumentException">Not <see cref="ParameterCount"/> values.</exception>
                {{FileFrame.GeneratedCode}}
                public static {{Type}} FromParameters(ReadOnlySpan<float> parameters)
                {
                    Rnn::Doors.Require.Length(parameters.Length, ParameterCount, nameof(parameters), "{{Name}}.ParameterCount");
                    return new {{Type}}(
                        {{EncoderType}}.FromParameters(parameters[..{{EncoderType}}.ParameterCount]),
                        {{DecoderType}}.FromParameters(parameters[{{EncoderType}}.ParameterCount..]));
                }

                /// <summary>The parameters of both parts, in the order of <see cref="Tensors"/>, two biases of a gate as their sum.</summary>
                /// <param name="parameters">Room for all of them, <see cref="ParameterCount"/>.</param>
                /// <exception cref="ArgumentException">Room for another number of them.</exception>
                {{FileFrame.GeneratedCode}}
                """);
            using (writer.Block("public void CopyParameters(Span<float> parameters)"))
            {
                writer.Line($"Rnn::Doors.Require.Length(parameters.Length, ParameterCount, nameof(parameters), \"{Name}.ParameterCount\");");
                OpenBoth(writer);
                writer.Line($"{Read("Encoder", EncoderType, Encoding)}.CopyTo(parameters);");
                writer.Line($"{Read("Decoder", DecoderType, Decoding)}.CopyTo(parameters[{EncoderType}.ParameterCount..]);");
            }

            static string Read(string part, string type, string reader) => reader.Length == 0 ? $"{part}.Parameters"
                : $"MemoryMarshal.CreateReadOnlySpan(ref {reader.Substring(", in ".Length)}.Parameters, {type}.ParameterCount)";

            const string Made = "FromParameters(parameters)";
            WeightFileMembers.Emit(writer, spec.Type, "s_tensors", "ParameterCount", Made, WeightFileMembers.NewPairSlot, SavedParameters);
            if (spec.Pretrained is { } file)
                WeightFileMembers.EmitPretrained(writer, spec.Type, file, "s_tensors", "ParameterCount", Made, WeightFileMembers.NewPairSlot);
        }

        private void EmitReplace(SourceWriter writer)
        {
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>
                /// Takes the weights of another pair, of both parts in one moment, while other threads go on calling: a call that is under way ends with the weights that it began with, and the next one reads the new ones.
                /// States stay what they are. Waits for calls that still read the weights before the present ones. Metadata comes with the weights, if the other pair has any.
                /// </summary>
                /// <param name="model">The other pair, for instance one that has just been loaded. It is read, and can be dropped afterwards.</param>
                /// <exception cref="ArgumentException">A weight of the other pair is not finite: nothing has changed.</exception>
                {{FileFrame.GeneratedCode}}
                public void Replace({{Type}} model)
                {
                    ArgumentNullException.ThrowIfNull(model);
                    ReadOnlySpan<float> parameters = model._published.Copy();
                    Rnn::Doors.Require.FiniteWeights(parameters, nameof(model));
                    _published.Publish(parameters[..{{EncoderType}}.ParameterCount], parameters[{{EncoderType}}.ParameterCount..]);
                    _metadataSlot.Take(model._metadataSlot);
                }
                """);
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
                writer.Line(Encoding.Length > 0 ? $"PartAccess.Advance(Encoder, ref state, xs, steps{Encoding});" : "Encoder.Advance(ref state, xs);");
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

        /// <summary>
        /// The decoder's first state, from a source that the encoder reads: from a given state on, or from the beginning, of the weights that it then reads.
        /// </summary>
        private void EmitStart(SourceWriter writer, bool isGiven)
        {
            OpenBoth(writer);
            if (!isGiven)
                writer.Line($"{EncoderType}.State source = {Initial};");
            writer.Line($"{DecoderType}.State state = EncodeCore(ref source, xs{Encoding});");
        }

        /// <summary>Parameter of the encoder's state, in front of the others.</summary>
        private string Given(bool isGiven) => isGiven ? $"ref {EncoderType}.State source, " : "";

        private static string GivenDocs(bool isGiven) =>
            isGiven ? "\n/// <param name=\"source\">The encoder's state before the first step of the source, then after its last: of a source that comes in parts.</param>" : "";

        /// <summary>The encoder's state is not in memory that is read or written meanwhile.</summary>
        private IEnumerable<string> GivenChecks(bool isGiven, params string[] memories) => isGiven ? DoorChecks.Apart(_encoder, "ref source", memories) : [];

        private string SourceElements => _encoder.ReadsTokens ? "1" : $"{_encoder.InputSize}";

        private void EmitRun(SourceWriter writer, bool isGiven)
        {
            string place = OutputMemory.MayBeInput(_decoder)
                ? "; may be the memory of <paramref name=\"decoderXs\"/>"
                : "; not the memory of <paramref name=\"decoderXs\"/>";
            string target = _decoder.ReadsTokens ? "<c>[T]</c>" : $"<c>[T, {_decoder.InputSize}]</c>";
            writer.Line();
            writer.Lines(
                $"""
                /// <summary>Source to target with teacher forcing: the decoder reads given inputs, not its own outputs.</summary>{GivenDocs(isGiven)}
                /// <param name="xs">The source.</param>
                /// <param name="decoderXs">What the decoder reads, {target}.</param>
                /// <param name="ys">The decoder's outputs, <c>[T, {_decoder.OutputSize}]</c>{place}.</param>
                /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been written then.</exception>
                {FileFrame.GeneratedCode}
                """);
            string parameters = $"{Given(isGiven)}ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<{DecoderElement}> decoderXs, Span<float> ys";
            using (writer.Block($"public void Run({parameters})"))
            {
                writer.Line(_decoder.ReadsTokens
                    ? "int steps = decoderXs.Length;"
                    : $"int steps = Rnn::Doors.Require.Steps(decoderXs.Length, {_decoder.InputSize}, nameof(decoderXs), \"{_decoder.Type.Name}.InputSize\");");
                EmitLines(writer, DoorChecks.Inputs(_decoder, "decoderXs", $"{_decoder.Vocabulary}"));
                writer.Line($"Rnn::Doors.Require.Outputs(ys.Length, steps, {_decoder.OutputSize}, nameof(ys), \"{_decoder.Type.Name}.OutputSize\");");
                writer.Line($"Rnn::Doors.Require.Apart(decoderXs, ys, sameStartAllowed: {Literal.Bool(OutputMemory.MayBeInput(_decoder))});");
                EmitLines(writer, GivenChecks(isGiven, "xs", "decoderXs", "ys"));
                EmitLines(writer, DoorChecks.HistoryRoomOfPart(_decoder, null, "steps"));
                EmitStart(writer, isGiven);
                writer.Line("for (int t = 0; t < steps; t++)");
                writer.Line(Decoding.Length > 0
                    ? $"    PartAccess.Step(Decoder, ref state, {Core(_decoder, "decoderXs")}, ref MemoryMarshal.GetReference(ys.Slice(t * {_decoder.OutputSize})){Decoding});"
                    : $"    Decoder.Step(ref state, {Public(_decoder, "decoderXs")}, ys.Slice(t * {_decoder.OutputSize}, {_decoder.OutputSize}));");
            }
        }
    }
}
