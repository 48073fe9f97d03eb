namespace TinyRnn.Model.Planning;

/// <summary>A property of a layer's attribute that does not go with the layer's other sizes; none: the values that it reads do not.</summary>
/// <param name="Property">The property.</param>
/// <param name="What">What meets what, or the property as it is written.</param>
/// <param name="Remedy">Why not, and what to write instead.</param>
internal sealed record SettingFault(string Property, string What, string Remedy);
