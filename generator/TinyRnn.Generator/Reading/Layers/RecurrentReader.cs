using TinyRnn.Model.Layers.Gru;
using TinyRnn.Model.Layers.Lstm;
using TinyRnn.Model.Layers.Recurrent;
using TinyRnn.Model.Layers.Rnn;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[Lstm]</c>, <c>[Gru]</c> and <c>[Rnn]</c>.</summary>
internal static class RecurrentReader
{
    public static LayerSpec? ReadLstm(AttributeReader attribute)
    {
        bool isValid = attribute.TryFinite("ForgetBias", out float? forgetBias);
        bool hasPeepholes = attribute.Named("Peepholes", false);
        CellFunctions? functions = CellFunctionReader.Read(attribute, hasPeepholes);
        return ReadUnits(
            attribute, (units, name, bidirectional) => isValid && functions is { } read
            ? new LstmSpec(units, name, bidirectional, forgetBias, hasPeepholes) { Functions = read } : null);
    }

    public static LayerSpec? ReadGru(AttributeReader attribute)
    {
        bool resetAfter = attribute.Named("ResetAfter", true);
        CellFunctions? functions = CellFunctionReader.Read(attribute);
        return ReadUnits(
            attribute, (units, name, bidirectional) => functions is { } read ? new GruSpec(units, name, bidirectional, resetAfter) { Functions = read } : null);
    }

    public static LayerSpec? ReadRnn(AttributeReader attribute) =>
        attribute.Enum("Nonlinearity", Nonlinearity.Tanh) is { } nonlinearity
            ? ReadUnits(attribute, (units, name, bidirectional) => new RnnSpec(units, name, bidirectional, nonlinearity))
            : null;

    /// <summary>Reads what all three attributes have, then hands over to <paramref name="create"/>.</summary>
    private static LayerSpec? ReadUnits(AttributeReader attribute, Func<int, ForeignText?, bool, RecurrentLayerSpec?> create) =>
        attribute.Size(0, "units") is { } units && create(units, attribute.Text("Name"), attribute.Named("Bidirectional", false)) is { } layer
            ? layer with { HasBias = attribute.Named("Bias", true), HasInitialState = attribute.Named("InitialState", false) }
            : null;
}
