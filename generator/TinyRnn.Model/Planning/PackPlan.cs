namespace TinyRnn.Model.Planning;

/// <summary>A call of the runtime's packing: into panels, or into rows of <paramref name="Stride"/> floats.</summary>
internal sealed record PackPlan(
    string Method, Extent Parameters, Extent Packed, int InputSize, int Units, EquatableArray<int> Panels, int? Stride = null);
