namespace TinyRnn.Generator.Spec;

/// <summary>One layer as the user asked for it: sizes and choices, nothing derived.</summary>
internal abstract record LayerSpec
{
    /// <summary>The kind's name as in the attribute, for identifiers and messages: <c>Lstm</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The layer reads token ids, not numbers.</summary>
    public virtual bool ReadsTokens => false;

    /// <summary>Prefix in weight files; <see langword="null"/>: the default.</summary>
    public virtual ForeignText? Name => null;

    /// <summary>Prefix in weight files when the user named none; <see langword="null"/> for layers without weights.</summary>
    public virtual string? DefaultName => null;
}

/// <summary>A recurrent layer.</summary>
internal abstract record RecurrentLayerSpec(int Units, ForeignText? GivenName, bool Bidirectional) : LayerSpec
{
    public override ForeignText? Name => GivenName;

    public override string DefaultName => Kind.ToLowerInvariant();
}
