namespace TinyRnn.Model.Training;

/// <summary>Every number that the emitted trainer of a model needs.</summary>
internal sealed class TrainingPlan
{
    private readonly Allocator _block = new();
    private readonly Allocator _tape = new();

    private TrainingPlan(ModelPlan model)
    {
        Model = model;
        Context = new TrainingContext(model, _block, _tape);
        Context.Add(0, Context.TakeValue(model.ReadsTokens ? 0 : model.InputSize, Context.MaxRows));
        List<LayerTrainingPlan> layers = [];
        foreach (LayerPlan layer in model.Layers)
        {
            if (Context.IsHead(layer) && layer.Index == model.BodyEnd)
                AddLasts();
            layers.Add(layer.Train(Context));
        }

        if (model.Spec.Mode == SequenceMode.ManyToOne && model.BodyEnd == model.Layers.Count)
            AddLasts();
        Layers = layers;
    }

    public ModelPlan Model { get; }

    public TrainingContext Context { get; }

    public TrainableSpec Spec => Model.Spec.Trainable!;

    public IReadOnlyList<LayerTrainingPlan> Layers { get; }

    /// <summary>Floats of the weights, and of their gradients.</summary>
    public long BlockLength => _block.Total;

    public long TapeLength => _tape.Total;

    /// <summary>The model's output; its gradient is where the loss writes.</summary>
    public ValuePlan Output =>
        Model.Spec.Mode == SequenceMode.ManyToOne && Model.BodyEnd == Model.Layers.Count ? Context.Lasts[Model.BodyEnd] : Context[Model.Layers.Count];

    /// <summary>What the model's own trainer takes.</summary>
    public TrainingMemory Memory => new(Spec.Optimizer, BlockLength, [this]);

    /// <summary>The activation of the last layer that the loss contains; it is left out of the network while it trains.</summary>
    public Activation FusedActivation => Context.IsFused(Model.LastLayer) ? Model.LastLayer.OutputActivation : Activation.Identity;

    /// <summary>Each layer in words, with what the training adds to it: checkpoints of other layers are refused.</summary>
    public IReadOnlyList<string> Signatures => [.. Model.Layers.Select(Signature)];

    /// <summary>Recurrent cells, in the order of the model's hidden vectors.</summary>
    public IEnumerable<CellTrainingPlan> Cells => Layers.SelectMany(layer => layer.Cells);

    /// <summary>Units of a direction, if the head reads both directions' final states of the value.</summary>
    public int? FinalStates(int value) =>
        value == Model.BodyEnd && Model.Spec.Summary == Summary.FinalStates && Model.SummarisedLayer is { } layer
            ? layer.Directions[0].Hidden.Range.Length : null;

    public static TrainingPlan For(ModelPlan model) => new(model);

    private string Signature(LayerPlan layer)
    {
        string bias = layer.HasGateBiases && Spec.SingleBias ? ", single bias" : "";
        string read = Model.Spec.Mode != SequenceMode.ManyToOne || layer.Index != Model.BodyEnd - 1 ? ""
            : FinalStates(Model.BodyEnd) is null ? ", last step"
            : ", final states";
        return layer.PlacedSignature + bias + read;
    }

    /// <summary>The head reads one step of what the body wrote.</summary>
    private void AddLasts()
    {
        IEnumerable<int> read = Model.Layers
            .Where(Context.IsHead)
            .SelectMany(layer => layer.Reads.All)
            .Where(value => value <= Model.BodyEnd)
            .Append(Model.BodyEnd);
        foreach (int value in read.Distinct())
            Context.AddLast(value, Context.TakeValue(Context[value].Size, Spec.MaxBatch));
    }
}
