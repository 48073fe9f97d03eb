using System.Globalization;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>What <c>[Trainable]</c> asks of a model.</summary>
internal sealed class TrainingRules(ModelPlan plan, TrainableSpec spec, AttributeReader attribute, DiagnosticSink sink)
{
    /// <summary>Places on the tape are ints.</summary>
    private const long MostFloats = 1L << 29;

    private string Name => plan.Type.Name;

    public void Check()
    {
        bool fits = Losses.Fits(spec.Loss, plan.LastLayer.OutputActivation);
        string ends = plan.LastLayer.Description;
        if (!fits && spec.HasLabels)
            Report("logits or softmax", ends, "use [Dense(units)] or [Dense(units, Activation.Softmax)]");
        else if (!fits)
            Report("logits or a sigmoid", ends, "use [Dense(units)] or [Dense(units, Activation.Sigmoid)]");
        else if (plan.LastLayer.GivesIndex)
            Report("numbers", ends, "add layers after it");
        if (spec.MaxSteps < plan.Stride)
        {
            sink.Report(
                Descriptors.StrideDoesNotFit,
                attribute.NamedLocation("MaxSteps"),
                plan.Strided.First().Kind,
                Name,
                $"leaves an output every {Number(plan.Stride)} steps, and a batch of [Trainable] has at most {Number(spec.MaxSteps)}",
                $"set MaxSteps to at least {Number(plan.Stride)}");
            return;
        }

        TrainingPlan training = plan.Training!;
        CheckUnused(training.Context.MaxSteps);
        if (training.TapeLength > MostFloats || training.BlockLength > MostFloats)
        {
            sink.Report(
                Descriptors.TrainerTooLarge,
                attribute.Location,
                Name,
                Number(training.Memory.Total),
                Counted.Of(Number(spec.MaxSteps), "step"),
                Counted.Of(Number(spec.MaxBatch), "sequence"),
                Number(4 * MostFloats));
        }
    }

    /// <summary>What the attribute says, and the model has no use for.</summary>
    /// <param name="most">The longest sequence that the model has.</param>
    private void CheckUnused(int most)
    {
        if (spec.SingleBias && !plan.Layers.Any(layer => layer.HasGateBiases))
        {
            ReportUnused("SingleBias", "true", plan.Layers.Any(layer => layer.IsRecurrent)
                ? "its recurrent layers have no biases; leave it out"
                : "it has no recurrent layer, and only their gates have two biases in PyTorch; leave it out");
        }

        if (attribute.Given("MaxSteps") && spec.MaxSteps > most)
        {
            string why = plan.Spec.Mode == SequenceMode.OneToOne
                ? "in mode OneToOne it reads one step; leave it out"
                : $"its [History({most})] ends sequences at {Counted.Of(most, "step")}; set it to {most} or less, or raise [History]";
            ReportUnused("MaxSteps", spec.MaxSteps.ToString(CultureInfo.InvariantCulture), why);
        }
    }

    private void ReportUnused(string property, string value, string why) =>
        sink.Report(Descriptors.NoEffect, attribute.NamedLocation(property), $"{property} = {value}", Name, why);

    private void Report(string needed, string ends, string remedy) =>
        sink.Report(Descriptors.LossMismatch, attribute.NamedLocation("Loss"), spec.Loss.ToString(), needed, Name, ends, remedy);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
