namespace TinyRnn.Model.Planning;

/// <summary>A part of a model's output that has a name: a head.</summary>
/// <param name="Name">Its name in words that begin with capitals, for members: <c>Gains</c>.</param>
/// <param name="Offset">First value in the output.</param>
/// <param name="Size">Values.</param>
internal sealed record OutputPart(string Name, int Offset, int Size);
