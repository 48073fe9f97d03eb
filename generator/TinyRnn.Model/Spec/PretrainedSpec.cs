namespace TinyRnn.Model.Spec;

/// <summary>The embedded weight file of a class.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Prefix">What its tensors' names begin with; others are ignored.</param>
/// <param name="Rename">Rules, <c>in the file=in the model</c>.</param>
internal sealed record PretrainedSpec(ForeignText Resource, ForeignText Prefix, EquatableArray<ForeignText> Rename)
{
    /// <summary>Names are the model's own.</summary>
    public bool HasOwnNames => Prefix.Raw.Length == 0 && Rename.Count == 0;
}
