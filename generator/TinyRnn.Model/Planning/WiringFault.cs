namespace TinyRnn.Model.Planning;

/// <summary>A name by which a layer asks for an earlier value, and that means none.</summary>
/// <param name="Layer">Position of the layer that reads.</param>
/// <param name="Name">The name.</param>
/// <param name="Why">What is wrong with it, in words.</param>
/// <param name="Known">The names that the layer could have read.</param>
internal sealed record WiringFault(int Layer, ForeignText Name, string Why, EquatableArray<ForeignText> Known)
{
    /// <summary>The property that has the name.</summary>
    public string Property { get; init; } = "From";
}
