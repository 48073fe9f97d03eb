namespace TinyRnn.Generator.Emission.Training;

/// <summary>
/// Prints <c>X.Trainer.g.cs</c>: the network as training sees it, forward and backward, and the trainer around it. What does not depend on the layers is in
/// the runtime's base classes.
/// </summary>
internal static class TrainerFile
{
    public static string Print(TrainingPlan plan) =>
        FileFrame.Print(
            plan.Model.Type,
            $"{plan.Model.Type.Name}.Trainer: forward pass with a tape, backward pass through time, updates.",
            [.. TrainingTable.Print(plan.Memory)],
            $" : {Interface(plan)}",
            writer =>
            {
                EmitContract(writer, plan);
                EmitTrainer(writer, plan);
                writer.Line();
                EmitPart(writer);
                new NetworkClass(writer, plan).Emit();
            });

    private static string Interface(TrainingPlan plan)
    {
        string name = plan.Model.Type.FullName;
        return $"global::TinyRnn.Training.ITrainableModel<{name}, {name}.State, {InputElement.Of(plan.Model)}, {Target(plan)}>";
    }

    private static string Target(TrainingPlan plan) => plan.Spec.HasLabels ? "int" : "float";

    private static void EmitContract(SourceWriter writer, TrainingPlan plan)
    {
        string contract = Interface(plan);
        writer.Line("// For generic code: constants cannot implement an interface, and the trainer's own type is not known to it.");
        writer.Line($"static int {contract}.MaxSteps => Trainer.MaxSteps;");
        writer.Line($"static int {contract}.MaxBatch => Trainer.MaxBatch;");
        writer.Line(
            $"global::TinyRnn.Training.SequenceTrainer<{InputElement.Of(plan.Model)}, {Target(plan)}, State> {contract}.CreateTrainer(bool snapshots) => new Trainer(this, snapshots);");
        writer.Line();
    }

    private static void EmitTrainer(SourceWriter writer, TrainingPlan plan)
    {
        string name = plan.Model.Type.Name;
        string type = plan.Model.Type.Reference;
        string bases = $"{InputElement.Of(plan.Model)}, {Target(plan)}, State";
        writer.Lines(
            $$"""
            /// <summary>
            /// Trains a <see cref="{{type}}"/>: {{Words(plan.Spec.Loss.ToString())}}, {{plan.Spec.Optimizer}}, at most {{Counted.Of(plan.Context.MaxSteps, "step")}} of {{Counted.Of(plan.Spec.MaxBatch, "sequence")}} at once.
            /// </summary>
            /// <remarks>
            /// <code>
            {{Documented(plan.Memory)}}
            /// </code>
            /// </remarks>
            {{FileFrame.GeneratedCode}}
            public sealed class Trainer : global::TinyRnn.Training.SequenceTrainer<{{bases}}>
            {
                /// <summary>The longest sequence, or chunk of one.</summary>
                public const int MaxSteps = {{plan.Context.MaxSteps}};

                /// <summary>Most sequences at once.</summary>
                public const int MaxBatch = {{plan.Spec.MaxBatch}};

                {{Indented(MemoryBytes(plan.Memory))}}

                {{Indented(LayerNumbers([("", plan.Model)]))}}

                private readonly {{type}} _model;

                /// <summary>A trainer that starts from the model's parameters. All of its memory is taken here.</summary>
                /// <param name="model">The model; <see cref="Publish"/> gives it what has been learnt.</param>
                /// <param name="snapshots">Take memory for <c>Snapshot</c> and <c>Restore</c>.</param>
                public Trainer({{type}} model, bool snapshots = false)
                    : base(
                        new Network(new Rnn::Updates.TrainedParameters(Network.Tensors, Network.BlockLength, ParameterCount, Rnn::Updates.OptimizerRule.{{plan.Spec.Optimizer}}, {{plan.Layers.Count}}, snapshots), 0, 0, 0),
                        new Rnn::Checkpoints.TrainedModel({{Literal.String(name)}}, s_tensors, Network.Signatures, Rnn::Losses.RowLoss.{{plan.Spec.Loss}}{{Outputs(plan)}}))
                {
                    ArgumentNullException.ThrowIfNull(model);
                    _model = model;
                    Import(model._weights);
                    KeepMetadata(model._metadataSlot);
                }

                /// <summary>
                /// Gives the model the trainer's weights. Calls that are under way on other threads finish with the old ones; none sees a mixture. Waits for calls that still read the weights before those.
                /// </summary>
                /// <exception cref="InvalidOperationException">A weight is not finite; the model goes on with the old ones.</exception>
                public override void Publish()
                {
                    _model._weights.Publish(Export());
                    PublishMetadata();
                }
            }
            """);
    }

    private static void EmitPart(SourceWriter writer)
    {
        writer.Lines(
            """
            // What the trainer of an encoder-decoder needs of its parts.
            private static Rnn::Tape.TrainedNetwork<State> NetworkOn(Rnn::Updates.TrainedParameters parameters, int firstWeight, int firstTensor, int firstLayer) =>
                new Network(parameters, firstWeight, firstTensor, firstLayer);

            private static Rnn::Updates.TrainedTensor[] NetworkTensors() => Network.Tensors;

            private static string[] NetworkSignatures() => Network.Signatures;

            """);
        writer.Line();
    }

    /// <summary>The table of memory as lines of documentation.</summary>
    public static string Documented(TrainingMemory memory) => string.Join("\n", TrainingTable.Print(memory).Select(line => $"/// {line}"));

    /// <summary>The constant that says what a trainer takes.</summary>
    public static string MemoryBytes(TrainingMemory memory) =>
        $"/// <summary>Bytes that the constructor takes, <c>Bytes</c>; snapshots need those of the weights and of the optimizer once more.</summary>\npublic const long MemoryBytes = {memory.Total};";

    /// <summary>Constants for the layers, so that code that freezes one names it.</summary>
    /// <param name="parts">Models that are trained together, each with a prefix for its layers.</param>
    public static string LayerNumbers(IEnumerable<(string Prefix, ModelPlan Model)> parts)
    {
        IEnumerable<(string Name, string Description)> layers =
            parts.SelectMany(part => part.Model.Layers.Select(layer => (part.Prefix + layer.Id, layer.Description)));
        IEnumerable<string> constants =
            layers.Select((layer, number) => $"    /// <summary>{layer.Description}.</summary>\n    public const int {layer.Name} = {number};");
        return $"/// <summary>Numbers of the layers, for <c>SetFrozen</c>.</summary>\npublic static class {TypeText.LayerNumbers}\n{{\n{string.Join("\n\n", constants)}\n}}";
    }

    /// <summary>Another argument of the trained model, if it has several outputs: how many values each of them has.</summary>
    public static string Outputs(TrainingPlan plan) =>
        plan.Model.Outputs.Count == 0 ? "" : $", [{string.Join(", ", plan.Model.Outputs.Select(part => part.Size))}]";

    /// <summary>Text at the depth of a class's members.</summary>
    public static string Indented(string text) => text.Replace("\n", "\n    ").Replace("\n    \n", "\n\n");

    /// <summary>An expression that chooses a recurrent cell by its index.</summary>
    public static string Choice(TrainingPlan plan, Func<CellTrainingPlan, string> text)
    {
        IEnumerable<string> arms = plan.Cells.Select((cell, index) => $"{index} => {text(cell)}");
        return $"index switch {{ {string.Join(", ", arms.Append($"_ => throw Rnn::Doors.Require.NoHidden(index, {plan.Model.Hiddens.Count})"))} }}";
    }

    /// <summary>A member's name in words: <c>mean squared error</c>.</summary>
    private static string Words(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? (index == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));
}
