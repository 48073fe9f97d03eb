namespace TinyRnn.Model.Layers.Placeholder;

/// <summary>A layer of a model that cannot be built, as far as it could be read.</summary>
/// <param name="Kind">The kind's name as in the attribute: <c>Lstm</c>.</param>
/// <param name="Spec">What it asks for; <see langword="null"/> if an argument is wrong by itself.</param>
/// <param name="Name">What the user named it.</param>
/// <param name="IsBidirectional">Reads the sequence in both directions.</param>
/// <param name="HasInitialState">The state that a fresh stream starts from is a parameter.</param>
internal sealed record LayerOutline(string Kind, LayerSpec? Spec, ForeignText? Name, bool IsBidirectional, bool HasInitialState);
