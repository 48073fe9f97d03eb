using TinyRnn.Generator.Emission.Layers;

namespace TinyRnn.Generator.Emission.Training;

/// <summary>Prints the class <c>Network</c>: a model's layers over whole batches, forward with a tape and backward.</summary>
internal sealed class NetworkClass(SourceWriter writer, TrainingPlan plan)
{
    /// <summary>Compiled well at once: loops over steps would otherwise run as they are first compiled, and a training is short.</summary>
    private const string Optimized = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    private readonly TrainingScope _scope = new(writer);
    private readonly List<LayerTrainingEmitter> _layers = [];

    private bool HasLasts => plan.Context.Lasts.Count > 0;

    public void Emit()
    {
        writer.Line("// The layers over whole batches. Row t * batch + b of a value belongs to step t of sequence b.");
        using (writer.Block("private sealed class Network : Rnn::Tape.TrainedNetwork<State>"))
        {
            NamePlaces();
            EmitStart();
            EmitIntegers();
            EmitPasses();
            foreach (LayerTrainingEmitter layer in _layers)
                EmitLayer(layer);
            EmitStates();
            EmitGradientPlaces();
            _scope.EmitNames();
            _scope.Kernels.Emit(writer);
        }
    }

    private void NamePlaces()
    {
        _scope.NameValue(plan.Context[0], "ModelInput");
        _layers.AddRange(plan.Layers.Select(layer => LayerEmitters.Of(layer.Layer).Train(layer, _scope)));
        foreach (KeyValuePair<int, ValuePlan> last in plan.Context.Lasts)
            _scope.NameValue(last.Value, (last.Key == 0 ? "ModelInput" : plan.Model.Layers[last.Key - 1].Id) + "Last");
    }

    /// <summary>What rounds weights for passes that compute with those that are served.</summary>
    private void EmitIntegers()
    {
        if (!plan.Model.Layers.Any(layer => layer.HasIntegers))
            return;
        writer.Line();
        writer.Line("public override ReadOnlySpan<Rnn::Packing.PanelRecipe> IntegerRecipes => s_recipes;");
        writer.Line();
        writer.Line("protected override ReadOnlySpan<Rnn::Updates.TrainedTensor> OwnTensors => Tensors;");
    }

    private void EmitStart()
    {
        ValuePlan output = plan.Output;
        ValuePlan input = plan.Context[0];
        ModelPlan model = plan.Model;
        writer.Line($"public const int BlockLength = {plan.BlockLength};");
        writer.Line();
        writer.Line("// layer, place among the parameters, place in the block, gates, units, padded units, columns, biases, sparse");
        writer.Line("public static readonly Rnn::Updates.TrainedTensor[] Tensors =");
        writer.Line("[");
        foreach (TrainedTensorPlan tensor in plan.Context.Tensors)
        {
            writer.Line(
                $"    new({tensor.Layer}, {tensor.Parameters}, {tensor.Block}, {tensor.Gates}, {tensor.Units}, {tensor.PaddedUnits}, {tensor.Columns}, {tensor.Multiplicity}, {(tensor.IsSparse ? "true" : "false")}),");
        }

        writer.Line("];");
        writer.Line();
        writer.Line("// What a checkpoint must agree with.");
        writer.Line("public static readonly string[] Signatures =");
        writer.Line("[");
        foreach (string signature in plan.Signatures)
            writer.Line($"    {Literal.String(signature)},");
        writer.Lines(
            $$"""
            ];

            public Network(Rnn::Updates.TrainedParameters parameters, int firstWeight, int firstTensor, int firstLayer)
                : base(
                    parameters,
                    new Rnn::Tape.NetworkShape
                    {
                        MaxSteps = {{plan.Context.MaxSteps}},
                        StepLimit = Rnn::Tape.StepLimit.{{plan.Context.StepLimit}},
                        MaxBatch = {{plan.Spec.MaxBatch}},
                        InputSize = {{model.InputSize}},
                        Vocabulary = {{(model.ReadsTokens ? model.Vocabulary : 0)}},
                        Input = {{_scope.Place(input.Offset)}},
                        InputGradient = {{_scope.Place(input.Gradient)}},
                        OutputSize = {{output.Size}},
                        Output = {{_scope.Place(output.Offset)}},
                        OutputGradient = {{_scope.Place(output.Gradient)}},
                        EarlierOutputs = {{output.EarlierSteps}},
                        HasLastStep = {{(model.Spec.Mode == SequenceMode.ManyToOne ? "true" : "false")}},
                        ReadsOnce = {{(model.Spec.Mode == SequenceMode.OneToMany && model.Feedback == Feedback.Zeros ? "true" : "false")}},
                        FusedActivation = global::TinyRnn.Activation.{{plan.FusedActivation}},
                        Layers = {{plan.Layers.Count}},
                        Hiddens = {{model.Hiddens.Count}},
                        TapeLength = {{plan.TapeLength}},{{Strides}}{{Categories}}
                    },
                    firstWeight,
                    firstTensor,
                    firstLayer)
            {
            }
            """);
    }

    /// <summary>A line more for models with strides.</summary>
    private string Strides => plan.Model.Strided.Any()
        ? $"\n            Strides = [{string.Join(", ", plan.Model.Strided.Select(layer => plan.Model.StepsPer(layer.Index + 1)))}],"
        : "";

    /// <summary>The same for models whose inputs hold categories.</summary>
    private string Categories => plan.Model.Categories.Any()
        ? $"\n            Categories = [{string.Join(", ", plan.Model.Categories.Select(category => $"new({category.Column}, {category.Count})"))}],"
        : "";

    private void EmitPasses()
    {
        writer.Line();
        using (writer.Block("public override void Forward(int steps, int batch)"))
        {
            foreach (LayerTrainingEmitter layer in _layers)
            {
                if (HasLasts && layer.Layer.Index == plan.Model.BodyEnd)
                    EmitLasts();
                writer.Line($"Forward{layer.Layer.Id}({Steps(layer)}, batch);");
            }

            if (HasLasts && plan.Model.BodyEnd == plan.Layers.Count)
                EmitLasts();
        }

        writer.Line();
        using (writer.Block("public override void Backward(int steps, int batch, int lowest)"))
        {
            EmitSharedResets(isHead: true);
            if (HasLasts && plan.Model.BodyEnd == plan.Layers.Count)
                EmitSpread();
            else if (!HasLasts)
                EmitSharedResets(isHead: false);
            foreach (LayerTrainingEmitter layer in Enumerable.Reverse(_layers))
            {
                int index = layer.Layer.Index;
                if (index < plan.Layers.Count - 1)
                    writer.Lines($"if (lowest > {index})\n    return;");
                if (HasLasts && index == plan.Model.BodyEnd - 1 && index < plan.Layers.Count - 1)
                    EmitSpread();
                writer.Line($"Backward{layer.Layer.Id}({Steps(layer)}, batch, lowest < {index});");
            }

            // A head alone: its input is the model's.
            if (HasLasts && plan.Model.BodyEnd == 0)
            {
                writer.Lines("if (lowest >= 0)\n    return;");
                EmitSpread();
            }
        }
    }

    private string Steps(LayerTrainingEmitter layer) => plan.Context.IsHead(layer.Layer) ? "1" : StepsOf(layer.Layer.Index);

    /// <summary>Expression of the steps of a value.</summary>
    private string StepsOf(int value) => plan.Model.StepsPer(value) is var steps && steps == 1 ? "steps" : $"steps / {steps}";

    /// <summary>Gradients of values that several layers read begin at zero.</summary>
    private void EmitSharedResets(bool isHead)
    {
        for (int number = 0; number <= plan.Layers.Count; number++)
        {
            LayerPlan? reader = plan.Model.Readers(number).FirstOrDefault(layer => plan.Context.IsHead(layer) == isHead);
            if (reader is null || !plan.Context.IsShared(reader, number))
                continue;
            ValuePlan value = plan.Context.Read(reader, number);
            bool isSpread = !isHead && plan.Context.Lasts.ContainsKey(number);
            if (value.Size > 0 && !isSpread)
                writer.Line($"Row({_scope.GradientPlace(value)}, {(isHead ? "batch" : $"{StepsOf(number)} * batch")} * {value.Stride}).Clear();");
        }
    }

    /// <summary>The last step of each sequence, for the head.</summary>
    private void EmitLasts()
    {
        _scope.Comment("The head reads the last step of each sequence.");
        foreach (KeyValuePair<int, ValuePlan> last in plan.Context.Lasts.OrderBy(each => each.Key))
        {
            ValuePlan all = plan.Context[last.Key];
            string places = $"{_scope.Rows(all)}, {_scope.Tape(last.Value.Offset)}, {all.Stride}";
            writer.Line(plan.FinalStates(last.Key) is { } units
                ? $"Rnn::Tape.TapeRows.FinalStates(batch, {units}, {StridedText.Lengths(plan.Model, last.Key)}, {places});"
                : $"Rnn::Tape.TapeRows.Last(batch, {all.Stride}, {StridedText.Lengths(plan.Model, last.Key)}, {places});");
        }
    }

    /// <summary>The gradient of the last step, among zeros.</summary>
    private void EmitSpread()
    {
        EmitSharedResets(isHead: false);
        foreach (KeyValuePair<int, ValuePlan> last in plan.Context.Lasts.OrderBy(each => each.Key))
        {
            ValuePlan all = plan.Context[last.Key];
            string places = $"{_scope.Tape(last.Value.Gradient)}, {_scope.GradientRows(all)}, {all.Stride}";
            writer.Line($"Row({_scope.GradientPlace(all)}, {StepsOf(last.Key)} * batch * {all.Stride}).Clear();");
            writer.Line(plan.FinalStates(last.Key) is { } units
                ? $"Rnn::Tape.TapeRows.SpreadFinalStates(batch, {units}, {StridedText.Lengths(plan.Model, last.Key)}, {places});"
                : $"Rnn::Tape.TapeRows.SpreadLast(batch, {all.Stride}, {StridedText.Lengths(plan.Model, last.Key)}, {places});");
        }
    }

    private void EmitLayer(LayerTrainingEmitter layer)
    {
        writer.Line();
        writer.Line($"// {layer.Layer.Description}, forward.");
        writer.Line(Optimized);
        using (writer.Block($"private void Forward{layer.Layer.Id}(int steps, int batch)"))
        {
            writer.Line("int rows = steps * batch;");
            layer.EmitForward();
        }

        writer.Line();
        writer.Line($"// {layer.Layer.Description}, backward.");
        writer.Line(Optimized);
        using (writer.Block($"private void Backward{layer.Layer.Id}(int steps, int batch, bool needsInput)"))
        {
            writer.Line("int rows = steps * batch;");
            layer.EmitBackward();
        }
    }

    private void EmitStates()
    {
        writer.Line();
        using (writer.Block("public override void Reset(int batch)"))
        {
            foreach (LayerTrainingEmitter layer in _layers)
                layer.EmitReset();
        }

        writer.Line();
        using (writer.Block("public override void Load(ref State state, int b, int batch)"))
        {
            foreach (LayerTrainingEmitter layer in _layers)
                layer.EmitLoad();
        }

        if (plan.Model.Limits.Any())
        {
            IEnumerable<string> rooms = plan.Model.Limits.Select(limit => $"Rnn::States.StepBuffers.HistoryRoom({StateAccess.In(limit.Steps)}, {limit.Most})");
            writer.Line();
            writer.Line($"public override int Room(ref State state) => {rooms.Aggregate((least, room) => $"Math.Min({least}, {room})")};");
        }

        if (plan.Model.Strided.Any())
        {
            IEnumerable<string> seen = plan.Model.Strided.Select(layer =>
                $"Rnn::States.StepStride.Seen({StateAccess.Current(layer.Stride!.Phase)}, {layer.StepsPerOutput}) != 0");
            writer.Line();
            writer.Line($"public override bool IsBetweenOutputs(ref State state) => {string.Join(" || ", seen)};");
        }

        writer.Line();
        using (writer.Block("public override void Store(ref State state, int b, int batch, int length)"))
        {
            foreach (LayerTrainingEmitter layer in _layers)
            {
                layer.EmitStore();
                if (layer.Layer.Stride is { } stride)
                    writer.Line($"length /= {stride.Steps};");
            }
        }
    }

    /// <summary>Where the gradients of initial and final states are.</summary>
    private void EmitGradientPlaces()
    {
        writer.Line();
        Place("InitialHiddenGradient", cell => $"Row({_scope.Place(cell.Hidden.Gradient)} + (b * {cell.Place.Hidden.Stride}), {cell.Place.HiddenSize})");
        Place("InitialCellGradient",
            cell => cell.InitialCellGradient is { } place ? $"Row({_scope.Place(place)} + (b * {cell.Place.Padded}), {cell.Place.Units})" : "default");
        Place("FinalHiddenGradient", cell => $"Row({_scope.Place(cell.FinalHidden)} + (b * {cell.Place.Hidden.Stride}), {cell.Place.HiddenSize})");
        Place("FinalCellGradient",
            cell => cell.FinalCell is { } place ? $"Row({_scope.Place(place)} + (b * {cell.Place.Padded}), {cell.Place.Units})" : "default");
        writer.Line();
        writer.Line("// What a forward pass has kept.");
        Place("Hidden", cell => $"Row({_scope.Place(cell.Hidden.Offset)} + (row * {cell.Place.Hidden.Stride}), {cell.Place.HiddenSize})", "int row");
        Place("Cell",
            cell => cell.Cell is { } states ? $"Row({_scope.Place(states.Offset)} + (row * {cell.Place.Padded}), {cell.Place.Units})" : "default", "int row");
        Place("Gate", cell => $"Row({_scope.Place(cell.Gate)} + (row * {cell.Columns}) + (gate * {cell.Place.Padded}), {cell.Place.Units})",
            "int gate, int row");
        Place("GateCount", cell => cell.Gates.ToString(), null, "int");

        void Place(string name, Func<CellTrainingPlan, string> text, string? argument = "int b", string type = "Span<float>")
        {
            writer.Line($"public override {type} {name}(int index{(argument is null ? "" : ", " + argument)}) => {TrainerFile.Choice(plan, text)};");
        }
    }
}
