using System.Globalization;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the functions of an LSTM's or a GRU's cell, and what bounds them.</summary>
internal static class CellFunctionReader
{
    public static CellFunctions? Read(AttributeReader attribute)
    {
        Activation? gate = Read(attribute, "GateActivation", Activation.Sigmoid, CellFunctions.Gates);
        Activation? candidate = Read(attribute, "Activation", Activation.Tanh, CellFunctions.Candidates);
        bool isValid = TryBound(attribute, "GateClip", out float? gateClip);
        return gate is null || candidate is null || !isValid ? null : new(gate.Value, candidate.Value) { GateClip = gateClip };
    }

    /// <summary>Those of an LSTM, which has a cell state to bound.</summary>
    public static CellFunctions? ReadLstm(AttributeReader attribute)
    {
        bool isValid = TryBound(attribute, "CellClip", out float? cellClip);
        return Read(attribute) is { } functions && isValid ? functions with { CellClip = cellClip } : null;
    }

    /// <summary>Those of the other direction: the same, but for what the attribute says of it.</summary>
    public static CellFunctions? ReadReverse(AttributeReader attribute, CellFunctions functions)
    {
        Activation? gate = Read(attribute, ReverseGate, functions.Gate, CellFunctions.Gates);
        Activation? candidate = Read(attribute, ReverseCandidate, functions.Candidate, CellFunctions.Candidates);
        return gate is null || candidate is null ? null : functions with { Gate = gate.Value, Candidate = candidate.Value };
    }

    /// <summary>What the attribute says of the other direction alone, as it is written.</summary>
    public static (string Property, string Value)? ReverseSetting(AttributeReader attribute, CellFunctions reverse) =>
        attribute.Given(ReverseGate) ? (ReverseGate, $"Activation.{reverse.Gate}")
        : attribute.Given(ReverseCandidate) ? (ReverseCandidate, $"Activation.{reverse.Candidate}") : null;

    private const string ReverseGate = "ReverseGateActivation";
    private const string ReverseCandidate = "ReverseActivation";

    private static Activation? Read(AttributeReader attribute, string property, Activation standard, IReadOnlyList<Activation> allowed)
    {
        if (attribute.Enum(property, standard) is not { } function)
            return null;
        if (allowed.Contains(function))
            return function;
        string which = string.Join(", ", allowed.Select(each => $"Activation.{each}"));
        attribute.Report(
            Descriptors.CellSetting, attribute.NamedLocation(property), $"{property} of [{attribute.Name}]", $"Activation.{function}", $"it can be {which}");
        return null;
    }

    /// <summary>A bound is a number above 0; infinity, as if it were not there, is none.</summary>
    private static bool TryBound(AttributeReader attribute, string property, out float? bound)
    {
        bound = attribute.Given(property) ? attribute.Named(property, float.PositiveInfinity) : null;
        if (bound is not { } given || given > 0)
        {
            bound = bound is { } infinite && float.IsPositiveInfinity(infinite) ? null : bound;
            return true;
        }

        attribute.Report(
            Descriptors.CellSetting, attribute.NamedLocation(property), $"{property} of [{attribute.Name}]", given.ToString(CultureInfo.InvariantCulture),
            "a bound is above 0; leave it out for none");
        return false;
    }
}
