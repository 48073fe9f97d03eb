using System.Globalization;
using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>What goes with layers that give an output every few steps.</summary>
internal sealed class StrideRules(ModelPlan plan, AttributeReader model, IReadOnlyList<AttributeReader> attributes, DiagnosticSink sink)
{
    /// <summary>Steps from one output to the next, at most.</summary>
    private const int Most = 65_536;

    private ModelSpec Spec => plan.Spec;

    public void Check()
    {
        if (plan.Strided.FirstOrDefault() is not { } strided)
            return;
        CheckValues();
        CheckModel(strided);
    }

    /// <summary>Values that are joined are there at the same steps, and no layer goes back to those of every step.</summary>
    private void CheckValues()
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            int steps = plan.StepsPer(layer.Index);
            foreach (int value in layer.Reads.All.Where(value => plan.StepsPer(value) != steps).Take(1))
            {
                string name = value == 0 ? "the model's input" : $"[{plan.Layers[value - 1].Kind}], layer {value}";
                string given = plan.StepsPer(value) == 1 ? "every step" : $"every {Number(plan.StepsPer(value))} steps";
                Report(
                    attributes[layer.Index].Location,
                    layer,
                    $"reads a value of {name}, which there is {given}, but stands where there is one every {Number(steps)} steps",
                    "read values from behind the stride only, or move the layer in front of it");
            }
        }
    }

    private void CheckModel(LayerPlan strided)
    {
        const string Elsewhere = "leave the stride out, or make two models";
        if (plan.Layers.FirstOrDefault(layer => layer.IsBidirectional) is not null)
            Report(attributes[strided.Index].Location, strided, "gives an output every few steps in a model with a bidirectional layer", Elsewhere);
        if (plan.Limits.Any())
            Report(attributes[strided.Index].Location, strided, "gives an output every few steps in a model with a [History]", Elsewhere);
        if (plan.Outputs.Count > 0)
            Report(
                attributes[strided.Index].Location, strided, "gives an output every few steps in a model with [Outputs]",
                "join them by [Concat], and read its parts");
        if (Spec.Mode is SequenceMode.OneToOne or SequenceMode.OneToMany || plan.Feedback != Feedback.Default)
            Report(
                model.NamedLocation(Spec.Feedback == Feedback.Default ? "Mode" : "Feedback"), strided,
                "gives an output every few steps in a model that reads one input, or its own outputs", "use mode ManyToMany or ManyToOne, without feedback");
        if (plan.Stride > Most)
            Report(
                attributes[plan.Strided.Last().Index].Location, plan.Strided.Last(),
                $"would leave one output every {Number(plan.Stride)} steps", $"let all strides together be at most {Number(Most)}");
    }

    private void Report(Location location, LayerPlan layer, string what, string remedy) =>
        sink.Report(Descriptors.StrideDoesNotFit, location, layer.Kind, plan.Type.Name, what, remedy);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
