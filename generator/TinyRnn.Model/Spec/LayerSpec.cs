namespace TinyRnn.Model.Spec;

/// <summary>
/// One layer as the user asked for it: sizes and choices, nothing derived. What rules about neighbouring layers need to know is asked here, so that no
/// rule names a kind of layer.
/// </summary>
internal abstract record LayerSpec
{
    /// <summary>The kind's name as in the attribute, for identifiers and messages: <c>Lstm</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Name of the value that the layer reads instead of the one before it; <see langword="null"/>: that one.</summary>
    public ForeignText? From { get; init; }

    /// <summary>Names of the values that the layer joins; empty: it joins none.</summary>
    public virtual EquatableArray<ForeignText> SourceNames => default;

    /// <summary>Its output is the model's, part by part, so that softmax in front of it is a head.</summary>
    public virtual bool IsOutputs => false;

    /// <summary>How its weights are stored; <see langword="null"/>: as the model says.</summary>
    public WeightFormat? Weights { get; init; }

    /// <summary>The largest magnitude that its input has, or is taken to have, in products of integers; <see langword="null"/>: not said.</summary>
    public float? InputRange { get; init; }

    /// <summary>Name of the output of a layer without weights.</summary>
    public ForeignText? Label { get; init; }

    /// <summary>Name of the output, and prefix in weight files; <see langword="null"/>: the default.</summary>
    public virtual ForeignText? Name => Label;

    /// <summary>Prefix in weight files when the user named none; <see langword="null"/> for layers without weights.</summary>
    public virtual string? DefaultName => null;

    /// <summary>Consecutive layers of the kind and one name are one stack in PyTorch, which numbers their tensors.</summary>
    public virtual bool IsStackable => false;

    /// <summary>The layer reads token ids, not numbers.</summary>
    public virtual bool ReadsTokens => false;

    /// <summary>Whatever stands before it, the layer reads the model's input, of numbers.</summary>
    public virtual bool ReadsModelInput => false;

    /// <summary>The layer looks tokens up in a table, which can be another layer's matrix, too.</summary>
    public virtual bool HasTable => false;

    /// <summary>Name of an earlier layer whose table is this layer's matrix, too; <see langword="null"/>: it has its own.</summary>
    public virtual ForeignText? TiedTo => null;

    /// <summary>The output is a one-hot vector of which only the index exists.</summary>
    public virtual bool GivesIndex => false;

    /// <summary>The layer can take the index of a one-hot vector, and read one row of its weights.</summary>
    public virtual bool TakesIndex => false;

    /// <summary>The output has more values at every step, up to a limit.</summary>
    public virtual bool GivesGrowingOutput => false;

    /// <summary>The layer can read such an output.</summary>
    public virtual bool TakesGrowingInput => false;

    /// <summary>Reads the sequence in both directions.</summary>
    public virtual bool IsBidirectional => false;

    /// <summary>The activation that the layer ends in.</summary>
    public virtual Activation OutputActivation => Activation.Identity;

    /// <summary>The output is a product with weights and nothing else, so that a product after it could contain both.</summary>
    public virtual bool IsLinear => false;

    /// <summary>The layer begins with a product that could contain a linear layer in front of it, at no loss.</summary>
    public virtual bool ContainsLinearInput => false;

    /// <summary>Preceding layers that a connection bridges; 0: it has none.</summary>
    public virtual int Bridged => 0;

    /// <summary>The layer in numbers, after those that have been planned before.</summary>
    public abstract LayerPlan Plan(LayerContext context);
}

/// <summary>A recurrent layer.</summary>
internal abstract record RecurrentLayerSpec(int Units, ForeignText? GivenName, bool Bidirectional) : LayerSpec
{
    /// <summary>Biases are added to the products.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>The state that a fresh stream starts from is a parameter.</summary>
    public bool HasInitialState { get; init; }

    /// <summary>Numbers of h_t.</summary>
    public virtual int HiddenSize => Units;

    /// <summary>What the attribute says of the other direction alone, as it is written; <see langword="null"/>: nothing.</summary>
    public (string Property, string Value)? ReverseSetting { get; init; }

    /// <summary>A setting of a direction that the layer has not.</summary>
    protected SettingFault? UnusedReverse => Bidirectional || ReverseSetting is not { } setting ? null : new(
        setting.Property, $"{setting.Property} = {setting.Value}", $"[{Kind}] reads in one direction; leave it out, or add Bidirectional = true");

    public override ForeignText? Name => GivenName;

    public override string DefaultName => Kind.ToLowerInvariant();

    public override bool IsStackable => true;

    public override bool IsBidirectional => Bidirectional;

    public override bool TakesIndex => !Bidirectional;
}
