using TinyRnn.Generator.Layers;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Emission.Training;

/// <summary>Prints the class <c>Network</c>: a model's layers over whole batches, forward with a tape and backward.</summary>
internal sealed class NetworkClass(SourceWriter writer, TrainingPlan plan)
{
    /// <summary>Compiled well at once: loops over steps would otherwise run as they are first compiled, and a training is short.</summary>
    private const string Optimized = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    private readonly TrainingScope _scope = new(writer);

    private bool HasLasts => plan.Context.Lasts.Count > 0;

    public void Emit()
    {
        writer.Line("// The layers over whole batches. Row t * batch + b of a value belongs to step t of sequence b.");
        using (writer.Block("private sealed class Network : Rnn::Tape.TrainedNetwork<State>"))
        {
            EmitStart();
            EmitPasses();
            foreach (LayerTraining layer in plan.Layers)
                EmitLayer(layer);
            EmitStates();
            EmitGradientPlaces();
        }
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
                        Input = {{input.Offset}},
                        InputGradient = {{input.Gradient}},
                        OutputSize = {{output.Size}},
                        Output = {{output.Offset}},
                        OutputGradient = {{output.Gradient}},
                        EarlierOutputs = {{output.EarlierSteps}},
                        HasLastStep = {{(model.Spec.Mode == SequenceMode.ManyToOne ? "true" : "false")}},
                        ReadsOnce = {{(model.Spec.Mode == SequenceMode.OneToMany && model.Feedback == Feedback.Zeros ? "true" : "false")}},
                        FusedActivation = global::TinyRnn.Activation.{{plan.FusedActivation}},
                        Layers = {{plan.Layers.Count}},
                        Hiddens = {{model.Hiddens.Count}},
                        TapeLength = {{plan.TapeLength}},
                    },
                    firstWeight,
                    firstTensor,
                    firstLayer)
            {
            }
            """);
    }

    private void EmitPasses()
    {
        writer.Line();
        using (writer.Block("public override void Forward(int steps, int batch)"))
        {
            foreach (LayerTraining layer in plan.Layers)
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
            foreach (LayerTraining layer in plan.Layers.Reverse())
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

    private string Steps(LayerTraining layer) => plan.Context.IsHead(layer.Layer) ? "1" : "steps";

    /// <summary>Gradients of values that two layers read begin at zero.</summary>
    private void EmitSharedResets(bool isHead)
    {
        foreach (Layers.Residual.ResidualPlan residual in plan.Model.Layers.OfType<Layers.Residual.ResidualPlan>())
        {
            if (plan.Context.IsHead(residual) != isHead)
                continue;
            ValuePlan source = plan.Context.Read(residual, residual.SourceValue);
            if (source.Size > 0)
                writer.Line($"Row({source.GradientRows}, {(isHead ? "batch" : "steps * batch")} * {source.Stride}).Clear();");
        }
    }

    /// <summary>The last step of each sequence, for the head.</summary>
    private void EmitLasts()
    {
        _scope.Comment("The head reads the last step of each sequence.");
        foreach (KeyValuePair<int, ValuePlan> last in plan.Context.Lasts.OrderBy(each => each.Key))
        {
            ValuePlan all = plan.Context[last.Key];
            string places = $"{TrainingScope.Tape(all.Rows)}, {TrainingScope.Tape(last.Value.Offset)}, {all.Stride}";
            writer.Line(plan.FinalStates(last.Key) is { } units
                ? $"Rnn::Tape.TapeRows.FinalStates(batch, {units}, Lengths, {places});"
                : $"Rnn::Tape.TapeRows.Last(batch, {all.Stride}, Lengths, {places});");
        }
    }

    /// <summary>The gradient of the last step, among zeros.</summary>
    private void EmitSpread()
    {
        EmitSharedResets(isHead: false);
        foreach (KeyValuePair<int, ValuePlan> last in plan.Context.Lasts.OrderBy(each => each.Key))
        {
            ValuePlan all = plan.Context[last.Key];
            string places = $"{TrainingScope.Tape(last.Value.Gradient)}, {TrainingScope.Tape(all.GradientRows)}, {all.Stride}";
            writer.Line($"Row({all.GradientRows}, steps * batch * {all.Stride}).Clear();");
            writer.Line(plan.FinalStates(last.Key) is { } units
                ? $"Rnn::Tape.TapeRows.SpreadFinalStates(batch, {units}, Lengths, {places});"
                : $"Rnn::Tape.TapeRows.SpreadLast(batch, {all.Stride}, Lengths, {places});");
        }
    }

    private void EmitLayer(LayerTraining layer)
    {
        writer.Line();
        writer.Line($"// {layer.Layer.Description}, forward.");
        writer.Line(Optimized);
        using (writer.Block($"private void Forward{layer.Layer.Id}(int steps, int batch)"))
        {
            writer.Line("int rows = steps * batch;");
            layer.EmitForward(_scope);
        }

        writer.Line();
        writer.Line($"// {layer.Layer.Description}, backward.");
        writer.Line(Optimized);
        using (writer.Block($"private void Backward{layer.Layer.Id}(int steps, int batch, bool needsInput)"))
        {
            writer.Line("int rows = steps * batch;");
            layer.EmitBackward(_scope);
        }
    }

    private void EmitStates()
    {
        writer.Line();
        using (writer.Block("public override void Reset(int batch)"))
        {
            foreach (LayerTraining layer in plan.Layers)
                layer.EmitReset(_scope);
        }

        writer.Line();
        using (writer.Block("public override void Load(ref State state, int b, int batch)"))
        {
            foreach (LayerTraining layer in plan.Layers)
                layer.EmitLoad(_scope);
        }

        if (plan.Room is { } room)
        {
            writer.Line();
            writer.Line($"public override int Room(ref State state) => {room};");
        }

        writer.Line();
        using (writer.Block("public override void Store(ref State state, int b, int batch, int length)"))
        {
            foreach (LayerTraining layer in plan.Layers)
                layer.EmitStore(_scope);
        }
    }

    /// <summary>Where the gradients of initial and final states are.</summary>
    private void EmitGradientPlaces()
    {
        writer.Line();
        Place("InitialHiddenGradient", cell => $"Row({cell.Place.Hidden.Gradient} + (b * {cell.Place.Hidden.Stride}), {cell.Place.Units})");
        Place("InitialCellGradient", cell => cell.InitialCellGradient is { } place ? $"Row({place} + (b * {cell.Place.Padded}), {cell.Place.Units})" : "default");
        Place("FinalHiddenGradient", cell => $"Row({cell.FinalHidden} + (b * {cell.Place.Hidden.Stride}), {cell.Place.Units})");
        Place("FinalCellGradient", cell => cell.FinalCell is { } place ? $"Row({place} + (b * {cell.Place.Padded}), {cell.Place.Units})" : "default");
        writer.Line();
        writer.Line("// What a forward pass has kept.");
        Place("Hidden", cell => $"Row({cell.Place.Hidden.Offset} + (row * {cell.Place.Hidden.Stride}), {cell.Place.Units})", "int row");
        Place("Cell", cell => cell.CellOffset is { } place ? $"Row({place} + (row * {cell.Place.Padded}), {cell.Place.Units})" : "default", "int row");
        Place("Gate", cell => $"Row({cell.GateOffset} + (row * {cell.GateCount * cell.Place.Padded}) + (gate * {cell.Place.Padded}), {cell.Place.Units})", "int gate, int row");
        Place("GateCount", cell => cell.GateCount.ToString(), null, "int");

        void Place(string name, Func<Layers.Recurrent.CellTraining, string> text, string? argument = "int b", string type = "Span<float>")
        {
            writer.Line($"public override {type} {name}(int index{(argument is null ? "" : ", " + argument)}) => {TrainerFile.Choice(plan, text)};");
        }
    }
}
