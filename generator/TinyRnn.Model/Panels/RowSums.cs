namespace TinyRnn.Model.Panels;

/// <summary>How many sums a product has for each unit.</summary>
/// <param name="All">All of them, which are in registers.</param>
/// <param name="OfRow">Those that a row of the longest block adds to.</param>
internal readonly record struct RowSums(int All, int OfRow);
