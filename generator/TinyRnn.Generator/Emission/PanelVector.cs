namespace TinyRnn.Generator.Emission;

/// <summary>One vector's worth of neighbouring units while a panel is computed: how the emitted code names and reaches them.</summary>
/// <param name="Lanes">Units in it.</param>
/// <param name="Suffix">Tells the vectors of one tile apart: the first lane's offset, empty when there is only one.</param>
/// <param name="Unit">Expression of the first unit's index.</param>
/// <param name="RowOffset">Offset of the first lane from the tile's first lane.</param>
/// <param name="FirstUnit">The first unit's index where it is known, in the last panel of a layer; otherwise -1.</param>
internal sealed record PanelVector(int Lanes, string Suffix, string Unit, int RowOffset, int FirstUnit)
{
    public string Type => $"Vector{Lanes * 32}";

    /// <summary>The variable that holds this vector's part of a gate.</summary>
    public string Name(string gate) => gate + Suffix;

    /// <summary>This vector's part of an array with one float a unit.</summary>
    public string Load(string array) => $"{Type}.LoadUnsafe(ref {array}, {Unit})";

    /// <summary>This vector's part of a gate in a panel row, the gate beginning at <paramref name="offset"/>.</summary>
    public string LoadRow(int offset) =>
        offset + RowOffset == 0 ? $"{Type}.LoadUnsafe(ref w)" : $"{Type}.LoadUnsafe(ref w, {offset + RowOffset})";
}
