namespace TinyRnn.Model.Planning;

/// <summary>A number of the model's input that says which of several things it is.</summary>
/// <param name="Column">Its place in the input.</param>
/// <param name="Count">How many there are: 0 to count - 1.</param>
internal sealed record CategoryColumn(int Column, int Count);
