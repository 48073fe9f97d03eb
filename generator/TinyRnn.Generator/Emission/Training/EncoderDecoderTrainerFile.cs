namespace TinyRnn.Generator.Emission.Training;

/// <summary>
/// Prints the trainer of an encoder-decoder: the networks of both parts on one set of weights, so that clipping and updates see them as one, and the hand-over
/// of states and their gradients.
/// </summary>
internal static class EncoderDecoderTrainerFile
{
    /// <summary>Blocks begin on a cache line.</summary>
    private const long Alignment = 16;

    public static string Print(EncoderDecoderPlan spec)
    {
        TrainingPlan encoding = spec.Encoder.Training!;
        TrainingPlan decoding = spec.Decoder.Training!;
        long second = (encoding.BlockLength + Alignment - 1) / Alignment * Alignment;
        TrainingMemory memory = new(spec.Trainable!.Optimizer, second + decoding.BlockLength, [encoding, decoding]);
        return FileFrame.Print(
            spec.Type,
            $"{spec.Type.Name}.Trainer: both parts learn together.",
            [.. TrainingTable.Print(memory)],
            $" : {Interface(spec)}",
            writer =>
            {
                EmitContract(writer, spec);
                EmitTrainer(writer, spec, memory, second);
            },
            isPair: true);
    }

    private static string Interface(EncoderDecoderPlan pair)
    {
        (string elements, string states) = EncoderDecoderContract.Types(pair);
        return $"global::TinyRnn.Training.ITrainableEncoderDecoder<{pair.Type.FullName}, {elements}, {Target(pair)}, {states}>";
    }

    private static string Target(EncoderDecoderPlan pair) => pair.Decoder.Training!.Spec.HasLabels ? "int" : "float";

    private static void EmitContract(SourceWriter writer, EncoderDecoderPlan pair)
    {
        (string elements, string states) = EncoderDecoderContract.Types(pair);
        string contract = Interface(pair);
        TrainingPlan encoding = pair.Encoder.Training!;
        TrainingPlan decoding = pair.Decoder.Training!;
        writer.Line("// For generic code.");
        writer.Line($"static int {contract}.MaxSourceSteps => {encoding.Context.MaxSteps};");
        writer.Line($"static int {contract}.MaxSteps => {decoding.Context.MaxSteps};");
        writer.Line($"static int {contract}.MaxBatch => {decoding.Spec.MaxBatch};");
        writer.Line(
            $"global::TinyRnn.Training.EncoderDecoderTrainer<{elements}, {Target(pair)}, {states}> {contract}.CreateTrainer(bool snapshots) => new Trainer(this, snapshots);");
        writer.Line();
    }

    private static void EmitTrainer(SourceWriter writer, EncoderDecoderPlan spec, TrainingMemory memory, long second)
    {
        TrainingPlan encoding = memory.Networks[0];
        TrainingPlan decoding = memory.Networks[1];
        string name = spec.Type.Name;
        string type = spec.Type.Reference;
        string encoder = encoding.Model.Type.FullName;
        string decoder = decoding.Model.Type.FullName;
        (string elements, string states) = EncoderDecoderContract.Types(spec);
        string types = $"{elements}, {Target(spec)}, {states}";
        int layers = encoding.Layers.Count;
        writer.Lines(
            $$"""
            /// <summary>Trains both parts of a <see cref="{{type}}"/> with teacher forcing: the decoder reads given inputs, and its gradient goes on into the encoder through the state.</summary>
            /// <remarks>
            /// <code>
            {{TrainerFile.Documented(memory)}}
            /// </code>
            /// </remarks>
            {{FileFrame.GeneratedCode}}
            public sealed class Trainer : global::TinyRnn.Training.EncoderDecoderTrainer<{{types}}>
            {
                {{TrainerFile.Indented(TrainerFile.MemoryBytes(memory))}}

                {{TrainerFile.Indented(TrainerFile.LayerNumbers([("Encoder", encoding.Model), ("Decoder", decoding.Model)]))}}

                private readonly {{type}} _model;

                /// <summary>A trainer that starts from the model's parameters. All of its memory is taken here.</summary>
                /// <param name="model">The model; <see cref="Publish"/> gives it what has been learnt.</param>
                /// <param name="snapshots">Take memory for <c>Snapshot</c> and <c>Restore</c>.</param>
                public Trainer({{type}} model, bool snapshots = false)
                    : this(
                        model,
                        new Rnn::Updates.TrainedParameters(
                            Rnn::Updates.TrainedParameters.Join(Parts.EncoderTensors(null), Parts.DecoderTensors(null), {{encoder}}.ParameterCount, {{second}}, {{layers}}),
                            {{second + decoding.BlockLength}},
                            ParameterCount,
                            Rnn::Updates.OptimizerRule.{{memory.Optimizer}},
                            {{layers + decoding.Layers.Count}},
                            snapshots))
                {
                }

                private Trainer({{type}} model, Rnn::Updates.TrainedParameters parameters)
                    : base(
                        Parts.EncoderOn(null, parameters, 0, 0, 0),
                        Parts.DecoderOn(null, parameters, {{second}}, {{encoding.Context.Tensors.Count}}, {{layers}}),
                        new Rnn::Checkpoints.TrainedModel(
                            {{Literal.String(name)}}, s_tensors, [.. Parts.EncoderSignatures(null), .. Parts.DecoderSignatures(null)], Rnn::Losses.RowLoss.{{decoding.Spec.Loss}}{{TrainerFile.Outputs(decoding)}}))
                {
                    ArgumentNullException.ThrowIfNull(model);
                    _model = model;
                    Import(model._published);
                    KeepMetadata(model._metadataSlot);
                }

                /// <summary>
                /// Gives both parts the trainer's weights. Calls that are under way on other threads finish with the old ones; none sees a mixture, nor an old and a new part. Waits for calls that still read the
                /// weights before those.
                /// </summary>
                /// <exception cref="InvalidOperationException">A weight is not finite; both parts go on with the old ones.</exception>
                public override void Publish()
                {
                    ReadOnlySpan<float> parameters = Export();
                    _model._published.Publish(parameters[..{{encoder}}.ParameterCount], parameters[{{encoder}}.ParameterCount..]);
                    PublishMetadata();
                }

                /// <inheritdoc/>
                protected override void HandOver(ref {{encoder}}.State state, ref {{decoder}}.State start)
                {
            """);
        for (int index = 0; index < encoding.Model.Hiddens.Count; index++)
        {
            HiddenPlan from = encoding.Model.Hiddens[index];
            HiddenPlan to = decoding.Model.Hiddens[index];
            writer.Line($"        state.{from.Hidden.Name}.CopyTo(start.{to.Hidden.Name});");
            if (from.Cell is not null && to.Cell is not null)
                writer.Line($"        state.{from.Cell.Name}.CopyTo(start.{to.Cell.Name});");
        }

        writer.Lines(
            $$"""
                }

                // Private members of the two parts.
                private static class Parts
                {
            {{Accessors("Encoder", encoder)}}

            {{Accessors("Decoder", decoder)}}
                }
            }
            """);
    }

    private static string Accessors(string role, string type) =>
        $"""
                [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "NetworkOn")]
                public static extern Rnn::Tape.TrainedNetwork<{type}.State> {role}On({type}? type, Rnn::Updates.TrainedParameters parameters, int firstWeight, int firstTensor, int firstLayer);

                [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "NetworkTensors")]
                public static extern Rnn::Updates.TrainedTensor[] {role}Tensors({type}? type);

                [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "NetworkSignatures")]
                public static extern string[] {role}Signatures({type}? type);
        """;
}
