using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints an encoder-decoder: two models, and the hand-over of the state between them.</summary>
internal static class EncoderDecoderEmitter
{
    public static void Emit(EncoderDecoderSpec spec, Action<string, string> addSource)
    {
        addSource($"{spec.Type.HintName}.EncoderDecoder.g.cs", new Printer(spec).Print());
        if (spec.Trainable is not null)
            addSource($"{spec.Type.HintName}.Trainer.g.cs", EncoderDecoderTrainerFile.Print(spec));
    }

    private sealed class Printer(EncoderDecoderSpec spec)
    {
        private readonly ModelPlan _encoder = Planner.Plan(spec.Encoder);
        private readonly ModelPlan _decoder = Planner.Plan(spec.Decoder);

        private string Name => spec.Type.Name;

        private string EncoderType => _encoder.Type.FullName;

        private string DecoderType => _decoder.Type.FullName;

        private string EncoderElement => _encoder.ReadsTokens ? "int" : "float";

        private string DecoderElement => _decoder.ReadsTokens ? "int" : "float";

        public string Print() =>
            FileFrame.Print(
                spec.Type,
                $"{Name}: an encoder whose last state starts a decoder.",
                ["", "Encoder", .. LayerTable.Print(_encoder), "", "Decoder", .. LayerTable.Print(_decoder)],
                hasBodies: true,
                "",
                EmitMembers,
                $"""
                /// <remarks>
                /// The encoder {Cref(_encoder)} reads the source; its last state starts the decoder {Cref(_decoder)}, which writes the target.
                /// </remarks>
                """);

        private static string Cref(ModelPlan plan) => $"<see cref=\"{plan.Type.FullName}\"/>";

        private void EmitMembers(SourceWriter writer)
        {
            EmitParts(writer);
            EmitWeights(writer);
            EmitEncode(writer);
            EmitRun(writer);
            if (_decoder.ReadsTokens && _decoder.GeneratesTokens)
                EmitGenerateTokens(writer);
            else if (!_decoder.ReadsTokens && _decoder.InputSize == _decoder.OutputSize)
                EmitGenerateVectors(writer);
        }

        private void EmitParts(SourceWriter writer) => writer.Lines(
            $$"""
            /// <summary>Number of parameters of both parts.</summary>
            {{FileFrame.GeneratedCode}}
            public const int ParameterCount = {{EncoderType}}.ParameterCount + {{DecoderType}}.ParameterCount;

            /// <summary>Joins two models.</summary>
            /// <param name="encoder">Reads the source.</param>
            /// <param name="decoder">Writes the target.</param>
            {{FileFrame.GeneratedCode}}
            public {{Name}}({{EncoderType}} encoder, {{DecoderType}} decoder)
            {
                ArgumentNullException.ThrowIfNull(encoder);
                ArgumentNullException.ThrowIfNull(decoder);
                Encoder = encoder;
                Decoder = decoder;
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
            public static {{Name}} Create(ulong seed)
            {
                var random = new global::TinyRnn.RandomState(seed);
                return new {{Name}}({{EncoderType}}.Create(random.NextUInt64()), {{DecoderType}}.Create(random.NextUInt64()));
            }
            """);

        private void EmitWeights(SourceWriter writer)
        {
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>The tensors of a weight file: the encoder's with the prefix <c>encoder.</c>, then the decoder's with <c>decoder.</c>.</summary>
                {{FileFrame.GeneratedCode}}
                public static ReadOnlySpan<Rnn::TensorBinding> Tensors => s_tensors;

                private static readonly Rnn::TensorBinding[] s_tensors =
                [
                """);
            EmitTensors(writer, _encoder, "encoder.", 0);
            EmitTensors(writer, _decoder, "decoder.", _encoder.ParameterCount);
            writer.Lines(
                $$"""
                ];

                private static {{Name}} FromParameters(ReadOnlySpan<float> parameters) => new(
                    {{EncoderType}}.FromParameters(parameters[..{{EncoderType}}.ParameterCount]),
                    {{DecoderType}}.FromParameters(parameters[{{EncoderType}}.ParameterCount..]));
                """);
            WeightFileMembers.Emit(writer, Name, "s_tensors", "ParameterCount", "FromParameters(parameters)", "(float[])[.. Encoder.Parameters, .. Decoder.Parameters]");
            if (spec.Pretrained is { } resource)
                WeightFileMembers.EmitPretrained(writer, spec.Type, resource);
        }

        private static void EmitTensors(SourceWriter writer, ModelPlan part, string prefix, long offset)
        {
            foreach (TensorPlan tensor in part.Tensors)
            {
                writer.Line(
                    $"    new({Literal.String(prefix + tensor.Name)}, {tensor.Rows}, {tensor.Columns}, {tensor.Offset + offset}, Rnn::TensorRole.{tensor.Role}),");
            }
        }

        private void EmitEncode(SourceWriter writer)
        {
            string source = _encoder.ReadsTokens ? "The source's token ids, <c>[T]</c>" : $"The source, <c>[T, {_encoder.InputSize}]</c>";
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>Reads a source from the zero state on.</summary>
                /// <param name="xs">{{source}}.</param>
                /// <returns>The state that the decoder starts from.</returns>
                {{FileFrame.GeneratedCode}}
                public {{DecoderType}}.State Encode(ReadOnlySpan<{{EncoderElement}}> xs)
                {
                    {{EncoderType}}.State state = default;
                    return Encode(ref state, xs);
                }

                /// <summary>Reads a source from a given state on.</summary>
                /// <param name="state">The encoder's state before the first step, then after the last.</param>
                /// <param name="xs">{{source}}.</param>
                /// <returns>The state that the decoder starts from.</returns>
                {{FileFrame.GeneratedCode}}
                """);
            using (writer.Block($"public {DecoderType}.State Encode(ref {EncoderType}.State state, ReadOnlySpan<{EncoderElement}> xs)"))
            {
                string each = _encoder.ReadsTokens ? "xs[t]" : $"xs.Slice(t * {_encoder.InputSize}, {_encoder.InputSize})";
                writer.Line(_encoder.ReadsTokens
                    ? "int steps = xs.Length;"
                    : $"int steps = Rnn::Require.Steps(xs.Length, {_encoder.InputSize}, nameof(xs), \"{_encoder.Type.Name}.InputSize\");");
                if (_encoder.ReadsTokens)
                    writer.Line($"Rnn::Require.Tokens(xs, {_encoder.Vocabulary});");
                writer.Line("for (int t = 0; t < steps; t++)");
                writer.Line($"    Encoder.Advance(ref state, {each});");
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

        private void EmitRun(SourceWriter writer)
        {
            string target = _decoder.ReadsTokens ? "<c>[T]</c>" : $"<c>[T, {_decoder.InputSize}]</c>";
            writer.Line();
            writer.Lines(
                $"""
                /// <summary>Source to target with teacher forcing: the decoder reads given inputs, not its own outputs.</summary>
                /// <param name="xs">The source.</param>
                /// <param name="decoderXs">What the decoder reads, {target}.</param>
                /// <param name="ys">The decoder's outputs, <c>[T, {_decoder.OutputSize}]</c>.</param>
                /// <exception cref="ArgumentException">Lengths that do not fit.</exception>
                {FileFrame.GeneratedCode}
                """);
            using (writer.Block($"public void Run(ReadOnlySpan<{EncoderElement}> xs, ReadOnlySpan<{DecoderElement}> decoderXs, Span<float> ys)"))
            {
                writer.Line(_decoder.ReadsTokens
                    ? "int steps = decoderXs.Length;"
                    : $"int steps = Rnn::Require.Steps(decoderXs.Length, {_decoder.InputSize}, nameof(decoderXs), \"{_decoder.Type.Name}.InputSize\");");
                if (_decoder.ReadsTokens)
                    writer.Line($"Rnn::Require.Tokens(decoderXs, {_decoder.Vocabulary});");
                writer.Line($"Rnn::Require.Outputs(ys.Length, steps, {_decoder.OutputSize}, nameof(ys), \"{_decoder.Type.Name}.OutputSize\");");
                writer.Line($"{DecoderType}.State state = Encode(xs);");
                string each = _decoder.ReadsTokens ? "decoderXs[t]" : $"decoderXs.Slice(t * {_decoder.InputSize}, {_decoder.InputSize})";
                writer.Line("for (int t = 0; t < steps; t++)");
                writer.Line($"    Decoder.Step(ref state, {each}, ys.Slice(t * {_decoder.OutputSize}, {_decoder.OutputSize}));");
            }
        }

        private void EmitGenerateVectors(SourceWriter writer)
        {
            writer.Line();
            writer.Lines(
                $$"""
                /// <summary>Source to target: after its first input the decoder reads its own outputs.</summary>
                /// <param name="xs">The source.</param>
                /// <param name="first">The decoder's first input, <c>[{{_decoder.InputSize}}]</c>.</param>
                /// <param name="ys">The target written, <c>[T, {{_decoder.OutputSize}}]</c>.</param>
                /// <exception cref="ArgumentException">Lengths that do not fit.</exception>
                {{FileFrame.GeneratedCode}}
                public void Generate(ReadOnlySpan<{{EncoderElement}}> xs, ReadOnlySpan<float> first, Span<float> ys)
                {
                    Rnn::Require.Length(first.Length, {{_decoder.InputSize}}, nameof(first), "{{_decoder.Type.Name}}.InputSize");
                    int steps = Rnn::Require.Steps(ys.Length, {{_decoder.OutputSize}}, nameof(ys), "{{_decoder.Type.Name}}.OutputSize");
                    {{DecoderType}}.State state = Encode(xs);
                    for (int t = 0; t < steps; t++)
                    {
                        ReadOnlySpan<float> x = t == 0 ? first : ys.Slice((t - 1) * {{_decoder.OutputSize}}, {{_decoder.OutputSize}});
                        Decoder.Step(ref state, x, ys.Slice(t * {{_decoder.OutputSize}}, {{_decoder.OutputSize}}));
                    }
                }
                """);
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
                {{FileFrame.GeneratedCode}}
                public int Generate(ReadOnlySpan<{{EncoderElement}}> xs, int first, Span<int> tokens, int endToken = -1)
                {
                    {{DecoderType}}.State state = Encode(xs);
                    return Decoder.Generate(ref state, first, tokens, endToken);
                }

                /// <summary>Source to target: the decoder writes tokens drawn from its scores, and reads each as its next input.</summary>
                /// <param name="xs">The source.</param>
                /// <param name="first">Id of the first token that the decoder reads.</param>
                /// <param name="tokens">The ids written.</param>
                /// <param name="sampling">Temperature and number of candidates.</param>
                /// <param name="random">Source of the draws, updated.</param>
                /// <param name="endToken">Stops after writing this id; -1: never.</param>
                /// <returns>How many ids were written.</returns>
                {{FileFrame.GeneratedCode}}
                public int Generate(
                    ReadOnlySpan<{{EncoderElement}}> xs, int first, Span<int> tokens, global::TinyRnn.Sampling sampling, ref global::TinyRnn.RandomState random, int endToken = -1)
                {
                    {{DecoderType}}.State state = Encode(xs);
                    return Decoder.Generate(ref state, first, tokens, sampling, ref random, endToken);
                }
                """);
        }
    }
}
