namespace TinyRnn.Model.Planning;

/// <summary>A tensor of the weight file and where its values lie in the parameter block.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Sizes, outermost first.</param>
/// <param name="Offset">Place of its values; of those that are added, place of what they are added to.</param>
/// <param name="Added">Leading values that are added to another tensor's: the block keeps the sum.</param>
/// <param name="Rest">Place of the values after the added ones.</param>
internal sealed record TensorPlan(ForeignText Name, EquatableArray<int> Sizes, int Offset, int Added = 0, int Rest = 0)
{
    /// <summary>Name of the tensor that has these values too, at the same place; <see langword="null"/>: they are its own.</summary>
    public ForeignText? TiedTo { get; init; }
}
