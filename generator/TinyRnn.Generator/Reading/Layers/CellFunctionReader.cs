using TinyRnn.Generator.Diagnostics;
using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the functions of an LSTM's or a GRU's cell.</summary>
internal static class CellFunctionReader
{
    /// <param name="attribute">The layer's attribute.</param>
    /// <param name="hasPeepholes">Its gates see the cell state; their cell has sigmoid and tanh only.</param>
    public static CellFunctions? Read(AttributeReader attribute, bool hasPeepholes = false)
    {
        Activation? gate = Read(attribute, "GateActivation", Activation.Sigmoid, hasPeepholes ? [Activation.Sigmoid] : CellFunctions.Gates, hasPeepholes);
        Activation? candidate = Read(attribute, "Activation", Activation.Tanh, hasPeepholes ? [Activation.Tanh] : CellFunctions.Candidates, hasPeepholes);
        return gate is null || candidate is null ? null : new(gate.Value, candidate.Value);
    }

    private static Activation? Read(
        AttributeReader attribute, string property, Activation standard, IReadOnlyList<Activation> allowed, bool hasPeepholes)
    {
        if (attribute.Enum(property, standard) is not { } function)
            return null;
        if (allowed.Contains(function))
            return function;
        string which = string.Join(", ", allowed.Select(each => $"Activation.{each}"));
        attribute.Report(
            Descriptors.CellFunction, attribute.NamedLocation(property), $"{property} of [{attribute.Name}]", $"Activation.{function}",
            hasPeepholes ? $"with peepholes it is {which}" : $"it can be {which}");
        return null;
    }
}
