namespace TinyRnn;

/// <summary>Base of the layer attributes; their order on the class is the order of the layers.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The value that the layer reads: the <c>Name</c> of an earlier layer (its default, where it was given none), or <c>"input"</c> for the model's input. Not
    /// set: the output of the layer before it.
    /// </summary>
    public string? From { get; set; }
}
