namespace TinyRnn.Model.Planning;

/// <summary>A property of a layer's attribute that does not go with the layer's other sizes; none: the values that it reads do not.</summary>
/// <param name="Property">The property.</param>
/// <param name="What">What meets what, or the property as it is written.</param>
/// <param name="Remedy">Why not, and what to write instead.</param>
internal sealed record SettingFault(string Property, string What, string Remedy)
{
    /// <summary>Which rule it breaks, if it is a mismatch.</summary>
    public SettingRule Rule { get; init; }

    /// <summary>Its place among the arguments of the constructor; <see langword="null"/>: it is a property.</summary>
    public int? Argument { get; init; }
}

/// <summary>Rules of a layer's sizes.</summary>
internal enum SettingRule
{
    /// <summary>Groups divide inputs and channels.</summary>
    Groups,

    /// <summary>The positions of a step are as the layer needs them.</summary>
    Positions,

    /// <summary>A context comes out of one step.</summary>
    Context,
}
