using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>The rules of values that layers read by name, or from further back.</summary>
internal sealed class WiringRules(ModelSpec spec, Wiring wiring, IReadOnlyList<AttributeReader> attributes, DiagnosticSink sink)
{
    private string Name => spec.Type.Name;

    private EquatableArray<LayerSpec> Layers => spec.Layers;

    /// <summary>Every name means a value.</summary>
    public void CheckNames()
    {
        foreach (WiringFault fault in wiring.Faults)
        {
            AttributeReader attribute = attributes[fault.Layer];
            string known = fault.Known.Count == 0 ? "none before it" : string.Join(", ", fault.Known.Select(name => name.Raw));
            sink.Report(Descriptors.UnknownValue, attribute.NamedLocation(fault.Property), attribute.Name, Name, fault.Name, fault.Why, known);
        }
    }

    /// <summary>Every value is read, the last one by the user; what joins the outputs is the last layer.</summary>
    public void CheckUse()
    {
        for (int index = 0; index < Layers.Count - 1; index++)
        {
            if (Layers[index].IsOutputs)
                Report(index, Descriptors.InvalidOutputs, Name, "is not its last layer", "move it behind all others");
            else if (!wiring.Readers(index + 1).Any() && !Layers[index].GivesGrowingOutput)
                Report(index, Descriptors.UnreadValue, attributes[index].Name, index + 1, Name);
        }
    }

    /// <summary>Values that are joined fit each other, and are there where they are read.</summary>
    public void CheckValues(ModelPlan plan)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            if (layer.Misfit is { } misfit)
                sink.Report(
                    Descriptors.ValuesDoNotFit, attributes[layer.Index].NamedLocation(misfit.Property), layer.Kind, Name, misfit.What, misfit.Remedy);
            CheckReach(plan, layer);
        }

        CheckOutputs(plan);
    }

    /// <summary>Only whole sequences of some values are kept over a bidirectional layer.</summary>
    private void CheckReach(ModelPlan plan, LayerPlan layer)
    {
        SegmentPlan segment = plan.Segments.First(each => layer.Index >= each.First && layer.Index < each.End);
        foreach (int value in layer.Reads.All.Where(value => value < segment.First))
        {
            if (value != 0 && plan.Segments.All(each => each.First != value))
            {
                Report(
                    layer.Index,
                    Descriptors.ValueNotKept,
                    layer.Kind,
                    Name,
                    "reads over a bidirectional layer what is given between layers whose values are not kept",
                    "begin at the input of a bidirectional layer or of the model");
            }
            else if (spec.Mode == SequenceMode.ManyToOne && spec.Summary == Summary.FinalStates && segment.First >= plan.BodyEnd)
            {
                Report(
                    layer.Index,
                    Descriptors.ValueNotKept,
                    layer.Kind,
                    Name,
                    "joins a value of one step with final states, which belong to two",
                    "set Summary = Summary.LastOutput, or read only values of the head");
            }
        }
    }

    private void CheckOutputs(ModelPlan plan)
    {
        if (plan.Outputs.Count == 0)
            return;
        HashSet<string> names = ["Input", "Output"];
        foreach (OutputPart part in plan.Outputs)
        {
            if (part.Name.Length == 0)
                Report(
                    plan.LastLayer.Index, Descriptors.InvalidOutputs, Name, "names a value whose name is none in C#", "give its layer a Name of letters");
            else if (!names.Add(part.Name))
                Report(
                    plan.LastLayer.Index, Descriptors.InvalidOutputs, Name, $"would have {part.Name}Size twice",
                    "give its layer, or one of both, another Name");
        }

        if (spec.Mode == SequenceMode.OneToMany)
            Report(plan.LastLayer.Index, Descriptors.InvalidOutputs, Name, "gives several outputs, which mode OneToMany cannot feed back", "use ManyToMany");
    }

    private void Report(int layer, DiagnosticDescriptor descriptor, params object[] arguments) =>
        sink.Report(descriptor, attributes[layer].Location, arguments);
}
