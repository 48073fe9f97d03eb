using System.Globalization;
using TinyRnn.Generator.Diagnostics;
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
        bool isCoupled = attribute.Named("CoupledGates", false);
        CellFunctions? functions = CellFunctionReader.ReadLstm(attribute);
        CellFunctions? reverse = functions is { } forward ? CellFunctionReader.ReadReverse(attribute, forward) : null;
        return ReadUnits(
            attribute, (units, name, bidirectional) =>
                isValid && functions is { } read && reverse is { } back && ReadProjection(attribute, units) is { } projection
                    ? new LstmSpec(units, name, bidirectional, forgetBias, hasPeepholes)
                    {
                        Functions = read,
                        ReverseFunctions = back,
                        ReverseSetting = CellFunctionReader.ReverseSetting(attribute, back),
                        IsCoupled = isCoupled,
                        Projection = projection,
                    }
                    : null);
    }

    /// <summary>A projection is to fewer numbers than there are units; 0: there is none.</summary>
    private static int? ReadProjection(AttributeReader attribute, int units)
    {
        int projection = attribute.Named("Projection", 0);
        if (projection == 0 || (projection > 0 && projection < units))
            return projection;
        attribute.Report(
            Descriptors.CellSetting, attribute.NamedLocation("Projection"), $"Projection of [{attribute.Name}]",
            projection.ToString(CultureInfo.InvariantCulture),
            $"its output has fewer numbers than its {Counted.Of(units, "unit")}; leave it out for all of them");
        return null;
    }

    public static LayerSpec? ReadGru(AttributeReader attribute)
    {
        bool resetAfter = attribute.Named("ResetAfter", true);
        CellFunctions? functions = CellFunctionReader.Read(attribute);
        CellFunctions? reverse = functions is { } forward ? CellFunctionReader.ReadReverse(attribute, forward) : null;
        return ReadUnits(
            attribute, (units, name, bidirectional) => functions is { } read && reverse is { } back ? new GruSpec(units, name, bidirectional, resetAfter)
            {
                Functions = read,
                ReverseFunctions = back,
                ReverseSetting = CellFunctionReader.ReverseSetting(attribute, back),
            } : null);
    }

    public static LayerSpec? ReadRnn(AttributeReader attribute) =>
        attribute.Enum("Nonlinearity", Nonlinearity.Tanh) is { } nonlinearity && attribute.Enum(ReverseNonlinearity, nonlinearity) is { } reverse
            ? ReadUnits(attribute, (units, name, bidirectional) => new RnnSpec(units, name, bidirectional, nonlinearity)
            {
                ReverseNonlinearity = reverse,
                ReverseSetting = attribute.Given(ReverseNonlinearity) ? (ReverseNonlinearity, $"Nonlinearity.{reverse}") : null,
            })
            : null;

    private const string ReverseNonlinearity = "ReverseNonlinearity";

    /// <summary>Reads what all three attributes have, then hands over to <paramref name="create"/>.</summary>
    private static LayerSpec? ReadUnits(AttributeReader attribute, Func<int, ForeignText?, bool, RecurrentLayerSpec?> create) =>
        attribute.Size(0, "units") is { } units && create(units, attribute.Text("Name"), attribute.Named("Bidirectional", false)) is { } layer
            ? layer with { HasBias = attribute.Named("Bias", true), HasInitialState = attribute.Named("InitialState", false) }
            : null;
}
