namespace TinyRnn.Model.Planning;

/// <summary>
/// A layer in numbers, and its answers to what others ask of it: whoever reads, prints or trains models asks here, and never for the kind of layer.
/// </summary>
internal abstract record LayerPlan
{
    protected LayerPlan(LayerContext context, int outputSize, bool isStateful)
    {
        Kind = context.Kind;
        Index = context.Index;
        Id = context.Id;
        Reads = context.Reads;
        InputSize = context.InputSize;
        OutputSize = outputSize;
        IsStateful = isStateful;
        IsReproducible = context.IsReproducible;
        Parameters = new Extent(context.Parameters.Start, context.Parameters.Taken);
        Packed = new Extent(context.Packed.Start, context.Packed.Taken);
        Tensors = new(context.Tensors);
        Initials = new(context.Initials);
        Vectors = new(context.Vectors);
        Counters = new(context.Counters);
        Hiddens = new(context.Hiddens);
    }

    /// <summary>The kind's name as in the attribute: <c>Lstm</c>.</summary>
    public string Kind { get; }

    /// <summary>Position among the layers.</summary>
    public int Index { get; }

    /// <summary>Name in the emitted code: kind and number, <c>Lstm1</c>.</summary>
    public string Id { get; }

    /// <summary>The values that it reads: its input, and others from further back.</summary>
    public LayerReads Reads { get; }

    /// <summary>Number of the value that is its input.</summary>
    public int InputValue => Reads.Input;

    public int InputSize { get; }

    public int OutputSize { get; }

    /// <summary>The output depends on earlier steps.</summary>
    public bool IsStateful { get; }

    /// <summary>Its output has the same bits on every processor.</summary>
    public bool IsReproducible { get; }

    /// <summary>Place in the parameter block.</summary>
    public Extent Parameters { get; }

    /// <summary>Place in the packed block, in bytes.</summary>
    public Extent Packed { get; }

    public EquatableArray<TensorPlan> Tensors { get; }

    public EquatableArray<InitialPlan> Initials { get; }

    public EquatableArray<StateVector> Vectors { get; }

    public EquatableArray<StateCounter> Counters { get; }

    public EquatableArray<HiddenPlan> Hiddens { get; }

    /// <summary>Tokens of the vocabulary, if the layer reads token ids; otherwise 0.</summary>
    public virtual int Vocabulary => 0;

    /// <summary>The number of the model's input that it takes for a category; <see langword="null"/>: none.</summary>
    public virtual CategoryColumn? Category => null;

    /// <summary>Tokens, and values of each, of the table that it looks up; <see langword="null"/>: it has none.</summary>
    public virtual (int Rows, int Size)? Table => null;

    /// <summary>Position of the layer whose table is its matrix; <see langword="null"/>: it has its own, or none.</summary>
    public virtual int? Tied => null;

    /// <summary>Floats on the stack that a step of it takes, its output included.</summary>
    public virtual long ScratchLength => IsStateful ? 0 : OutputSize;

    /// <summary>The same for <see cref="PanelKernelPlan.Several"/> steps at once.</summary>
    public virtual long StepsScratchLength => PanelKernelPlan.Several * (OverwritesOutput ? OutputSize : ScratchLength);

    /// <summary>The same for a step of <see cref="PanelKernelPlan.Several"/> streams.</summary>
    public virtual long StreamsScratchLength => PanelKernelPlan.Several * ScratchLength;

    /// <summary>The output with what follows it in memory: zeros up to a whole number of vectors.</summary>
    public virtual int PaddedOutputSize => OutputSize;

    /// <summary>Directions in which the layer reads sequences, each with its weights and state; empty for layers that have none of their own.</summary>
    public virtual EquatableArray<DirectionPlan> Directions => default;

    /// <summary>Reads the sequence in both directions.</summary>
    public bool IsBidirectional => Directions.Count == 2;

    /// <summary>A step multiplies what the step before has given.</summary>
    public bool IsRecurrent => Directions.Count > 0;

    /// <summary>Gates have biases, of which PyTorch keeps two each.</summary>
    public virtual bool HasGateBiases => false;

    /// <summary>The activation that the layer ends in.</summary>
    public virtual Activation OutputActivation => Activation.Identity;

    /// <summary>All values that it gives are in [-1, 1].</summary>
    public virtual bool IsBounded => OutputActivation is
        Activation.Tanh or Activation.Sigmoid or Activation.Softmax or Activation.HardSigmoid or Activation.HardSigmoidFifth or Activation.HardTanh;

    /// <summary>Some of its weights are integers.</summary>
    public virtual bool HasIntegers => false;

    /// <summary>Floats that integers of its inputs take on the stack.</summary>
    public virtual long IntegerPlaces => 0;

    /// <summary>All that several steps take on the stack.</summary>
    public long StepsStackLength => StepsScratchLength + (PanelKernelPlan.Several * IntegerPlaces);

    /// <summary>The same of several streams.</summary>
    public long StreamsStackLength => StreamsScratchLength + (PanelKernelPlan.Several * IntegerPlaces);

    /// <summary>Those that its input is multiplied with are.</summary>
    public virtual bool HasIntegerInput => HasIntegers;

    /// <summary>Channels of a position, where the output is positions of one step, one after another; 0: it is not.</summary>
    public virtual int PositionChannels => 0;

    /// <summary>Samples of a frame of which it computes a Fourier transform; 0: it does not.</summary>
    public virtual int FourierLength => 0;

    /// <summary>The output is a one-hot vector of which only the index exists.</summary>
    public virtual bool GivesIndex => false;

    /// <summary>The output has more values at every step, up to <see cref="OutputSize"/>.</summary>
    public virtual bool GivesGrowingOutput => false;

    /// <summary>Where a sequence ends that the layer can read; <see langword="null"/>: nowhere.</summary>
    public virtual SequenceLimit? Limit => null;

    /// <summary>The parts of the model's output, by name, if the layer is what they are joined in.</summary>
    public virtual EquatableArray<OutputPart> Parts => default;

    /// <summary>Why the layer cannot join the values that it reads; <see langword="null"/>: it can.</summary>
    public virtual SettingFault? Misfit => null;

    /// <summary>Why the layer cannot read an input of this size; <see langword="null"/>: it can.</summary>
    public virtual SettingFault? Mismatch => null;

    /// <summary>Why the layer would leave nothing of an input of this size; <see langword="null"/>: it leaves something.</summary>
    public virtual SettingFault? Degenerate => null;

    /// <summary>What was set and changes nothing; <see langword="null"/>: nothing.</summary>
    public virtual SettingFault? Unused => null;

    /// <summary>Where the layer gives an output at the last of every few steps only; <see langword="null"/>: at every step.</summary>
    public virtual StridePlan? Stride => null;

    /// <summary>An output is computed of the input at its step, of which nothing is in the state.</summary>
    public virtual bool GivesOfInput => Stride is null;

    /// <summary>Steps of its input from one output to the next.</summary>
    public int StepsPerOutput => Stride?.Steps ?? 1;

    /// <summary>Multiply-adds of one step.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>For the layer table: <c>LSTM(32)</c>.</summary>
    public abstract string Description { get; }

    /// <summary>What makes it this function of its weights, in words: a checkpoint is refused where another layer stands.</summary>
    public virtual string Signature => Description;

    /// <summary>The same, and which value it reads if that is not the one before it.</summary>
    public virtual string PlacedSignature => InputValue == Index ? Signature : $"{Signature} of value {InputValue}";

    /// <summary>The product gains enough from several time steps at once, each weight read once for all of them, to compute a sequence in fours.</summary>
    public virtual bool GainsFromRows => false;

    /// <summary>The next step overwrites the output: where several steps are computed at once, each is copied before the next.</summary>
    public virtual bool OverwritesOutput => false;

    /// <summary>A step of several streams reads the weights once for all of them; otherwise the streams take turns.</summary>
    public virtual bool StreamsShareWeights => false;

    /// <summary>The values that a step still reads while it writes its output: 0 is the model's input, k + 1 the output of layer k.</summary>
    public virtual IEnumerable<int> ReadWithOutput => [];

    /// <summary>Each value of the output replaces the ones that it was computed of, if they are in its place.</summary>
    public virtual bool IsElementWise => false;

    /// <summary>The output is the memory of the input.</summary>
    public virtual bool HandsOn => false;

    /// <summary>The layer as it is trained: takes the room that it needs, and registers its output.</summary>
    public abstract LayerTrainingPlan Train(TrainingContext context);

    /// <summary>How this layer's parameters are packed; empty: not at all.</summary>
    public virtual IEnumerable<PanelRecipe> Packing => [];

    /// <summary>What of its parameters is packed as a scale and a shift; <see langword="null"/>: nothing.</summary>
    public virtual NormFold? Fold => null;

    /// <summary>A table that is stored in integers; <see langword="null"/>: there is none.</summary>
    public virtual TablePacking? TablePacking => null;

    /// <summary>A step reads packed weights of this layer.</summary>
    public bool IsPacked => Fold is not null || Packing.Any();
}
