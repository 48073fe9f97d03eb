using System.Globalization;
using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Reading.Layers;

namespace TinyRnn.Generator.Reading;

/// <summary>The rules of how layers follow each other. Sizes come from the plan, so that both can never disagree.</summary>
internal sealed class ModelRules(
    ModelSpec spec, AttributeReader model, IReadOnlyList<AttributeReader> attributes, AttributeReader? training, DiagnosticSink sink)
{
    /// <summary>1 GiB of weights.</summary>
    private const long MostParameters = 1L << 28;

    /// <summary>1 MiB, the limit of the runtime for inline arrays; states live on stacks.</summary>
    private const long MostStateFloats = (1 << 18) - 64;

    private string Name => spec.Type.Name;

    private EquatableArray<LayerSpec> Layers => spec.Layers;

    /// <summary>The model in numbers, if the layers can follow each other; what else is wrong is reported.</summary>
    public ModelPlan? Check()
    {
        CheckInput();
        CheckOneHot();
        CheckHeads();
        CheckHistory();
        if (sink.HasErrors || !CheckResidualReach())
            return null;
        ModelPlan plan = Planner.Plan(spec);
        CheckSize(plan);
        CheckNames(plan);
        CheckSettings(plan);
        CheckResiduals(plan);
        CheckFeedback(plan);
        CheckDirections(plan);
        CheckSummary(plan);
        if (!sink.HasErrors && spec.Trainable is { } trainable)
            new TrainingRules(plan, trainable, training ?? model, sink).Check();
        return plan;
    }

    private void CheckInput()
    {
        for (int index = 1; index < Layers.Count; index++)
        {
            if (Layers[index].ReadsTokens)
                sink.Report(Descriptors.TokensNotFirst, attributes[index].Location, attributes[index].Name, index + 1, Name);
        }

        bool readsTokens = Layers[0].ReadsTokens;
        if (readsTokens && spec.InputSize is { } size)
            sink.Report(Descriptors.InputSizeWithTokens, model.ArgumentLocation(0, "inputSize"), Name, attributes[0].Name, size);
        else if (!readsTokens && spec.InputSize is null && !Layers.Any(layer => layer.ReadsTokens))
            sink.Report(Descriptors.NoInputSize, model.Location, Name);
    }

    /// <summary>What follows a one-hot vector must be able to read a row of its weights instead.</summary>
    private void CheckOneHot()
    {
        if (!Layers[0].GivesIndex)
            return;
        if (Layers.Count == 1)
            sink.Report(Descriptors.OneHotWithoutRecurrent, attributes[0].Location, "nothing follows it");
        else if (Layers[1].IsBidirectional)
            sink.Report(Descriptors.OneHotWithoutRecurrent, attributes[1].NamedLocation("Bidirectional"), $"[{attributes[1].Name}] after it reads both");
        else if (!Layers[1].TakesIndex && !Layers[1].ReadsTokens)
            sink.Report(Descriptors.OneHotWithoutRecurrent, attributes[0].Location, $"[{attributes[1].Name}] follows it");
    }

    private void CheckHeads()
    {
        for (int index = 0; index < Layers.Count - 1; index++)
        {
            Function function = new(Layers[index].OutputActivation);
            if (function.IsOfAllValues)
                sink.Report(
                    Descriptors.SoftmaxNotLast, FunctionReader.Location(attributes[index]), $"[{attributes[index + 1].Name}]", Name, function.Kind.ToString(),
                    function.Kind == Activation.Softmax ? "probabilities" : "scores");
            else if (Layers[index].IsLinear && Layers[index + 1].ContainsLinearInput)
                sink.Report(Descriptors.LinearBeforeDense, attributes[index + 1].Location);
        }
    }

    /// <summary>Settings of a layer that do not go with its other sizes.</summary>
    private void CheckSettings(ModelPlan plan)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            AttributeReader attribute = attributes[layer.Index];
            if (layer.Mismatch is { } mismatch)
                sink.Report(Descriptors.GroupsDoNotFit, attribute.NamedLocation(mismatch.Property), attribute.Name, mismatch.What, mismatch.Remedy);
            if (layer.Degenerate is { } fault)
                sink.Report(Descriptors.NormOfOneValue, attribute.Location, attribute.Name, fault.What, fault.Remedy);
            if (layer.Unused is not { } unused)
                continue;
            Location location = attribute.Given(unused.Property) ? attribute.NamedLocation(unused.Property) : FunctionReader.Location(attribute);
            sink.Report(Descriptors.NoEffect, location, unused.What, Name, unused.Remedy);
        }
    }

    private void CheckHistory()
    {
        for (int index = 0; index < Layers.Count; index++)
        {
            if (!Layers[index].GivesGrowingOutput)
                continue;
            if (index + 1 == Layers.Count)
                sink.Report(Descriptors.HistoryWithoutDense, attributes[index].Location, "nothing");
            else if (!Layers[index + 1].TakesGrowingInput)
                sink.Report(Descriptors.HistoryWithoutDense, attributes[index].Location, $"[{attributes[index + 1].Name}]");
        }
    }

    /// <summary>Residual connections that begin before the model cannot even be planned.</summary>
    private bool CheckResidualReach()
    {
        bool valid = true;
        for (int index = 0; index < Layers.Count; index++)
        {
            int bridged = Layers[index].Bridged;
            if (bridged == 0)
                continue;
            // Neither a token nor a one-hot vector, which is never written anywhere, can be added.
            int reach = Layers[0].GivesIndex ? index - 2 : Layers[0].ReadsTokens ? index - 1 : index;
            if (bridged <= reach)
                continue;
            valid = false;
            sink.Report(
                Descriptors.ResidualMismatch,
                attributes[index].ArgumentLocation(0, "layers"),
                $"bridges {Count(bridged, "layer")}, but {Count(Math.Max(reach, 0), "layer")} with numbers as input precede it",
                "bridge fewer layers, or move [Residual] down");
        }

        return valid;
    }

    private void CheckSize(ModelPlan plan)
    {
        // One of them is enough to say what is wrong.
        _ = Exceeds(plan.StateLength, MostStateFloats, "numbers in its state")
            || Exceeds(plan.ScratchLength, ModelPlan.MostScratch, "numbers between its layers")
            || Exceeds(plan.ParameterCount, MostParameters, "parameters")
            || Exceeds(plan.PackedBytes / sizeof(float), MostParameters, "packed parameters");

        bool Exceeds(long actual, long most, string what)
        {
            if (actual <= most)
                return false;
            sink.Report(
                Descriptors.TooLarge,
                model.Location,
                Name,
                actual.ToString("N0", CultureInfo.InvariantCulture),
                what,
                most.ToString("N0", CultureInfo.InvariantCulture));
            return true;
        }
    }

    private void CheckNames(ModelPlan plan)
    {
        HashSet<ForeignText> seen = [];
        foreach (LayerPlan layer in plan.Layers)
        {
            ForeignText? name = Layers[layer.Index].Name;
            AttributeReader attribute = attributes[layer.Index];
            if (name is { } given && (given.Raw.Any(char.IsWhiteSpace) || TextRules.IsBroken(given.Raw)))
                sink.Report(Descriptors.InvalidName, attribute.NamedLocation("Name"), given);
            TensorPlan? twice = layer.Tensors.FirstOrDefault(tensor => seen.Contains(tensor.Name));
            if (twice is not null)
                sink.Report(Descriptors.DuplicateName, attribute.NamedLocation("Name"), twice.Name);
            seen.UnionWith(layer.Tensors.Select(tensor => tensor.Name));
        }
    }

    private void CheckResiduals(ModelPlan plan)
    {
        foreach (LayerPlan residual in plan.Layers)
        {
            if (residual.Source is not { } source)
                continue;
            int sourceSize = source == 0 ? plan.InputSize : plan.Layers[source - 1].OutputSize;
            AttributeReader attribute = attributes[residual.Index];
            bool named = attribute.Named("Channels", 0) > 0;
            if (named && (residual.SourceChannels > sourceSize || residual.SourceChannels > residual.OutputSize))
            {
                sink.Report(
                    Descriptors.ResidualMismatch,
                    attribute.NamedLocation("Channels"),
                    $"adds {residual.SourceChannels} channels, but {Count(sourceSize, "value")} meet {residual.OutputSize}",
                    "set Channels to the smaller of both or less");
            }
            else if (!named && sourceSize != residual.OutputSize)
            {
                sink.Report(
                    Descriptors.ResidualMismatch,
                    attribute.Location,
                    $"adds {Count(sourceSize, "value")} to {residual.OutputSize}",
                    "make both sizes equal, or set Channels to add only the leading values");
            }

            SegmentPlan segment = plan.Segments.First(each => residual.Index >= each.First && residual.Index < each.End);
            if (source != 0 && source < segment.First && plan.Segments.All(each => each.First != source))
            {
                sink.Report(
                    Descriptors.ResidualMismatch,
                    attribute.Location,
                    "crosses a bidirectional layer and begins between layers whose values are not kept",
                    "begin it at the input of a bidirectional layer or of the model");
            }
            else if (source < segment.First && spec.Mode == SequenceMode.ManyToOne && spec.Summary == Summary.FinalStates && segment.First >= plan.BodyEnd)
            {
                sink.Report(
                    Descriptors.ResidualMismatch,
                    attribute.Location,
                    "adds a value of one step to final states, which belong to two",
                    "set Summary = Summary.LastOutput, or bridge only layers of the head");
            }
        }
    }

    private void CheckFeedback(ModelPlan plan)
    {
        Location location = model.NamedLocation(spec.Feedback == Feedback.Default ? "Mode" : "Feedback");
        if (plan.Feedback == Feedback.Zeros && plan.ReadsTokens)
        {
            sink.Report(Descriptors.FeedbackMismatch, location, Name, "it reads token ids, among which there is no zero; use Feedback.Output");
            return;
        }

        if (plan.Feedback != Feedback.Default && spec.Mode is SequenceMode.ManyToOne or SequenceMode.OneToOne)
        {
            if (spec.Feedback != Feedback.Default)
                sink.Report(Descriptors.FeedbackMismatch, location, Name, $"in mode {spec.Mode} it gives one output; use OneToMany or ManyToMany");
            return;
        }

        if (plan.Feedback != Feedback.Output)
            return;
        int needed = plan.ReadsTokens ? plan.Vocabulary : plan.InputSize;
        if (needed != plan.OutputSize)
        {
            string what = plan.ReadsTokens ? "its vocabulary" : "its input size";
            sink.Report(
                Descriptors.FeedbackMismatch, location, Name, $"its output size is {plan.OutputSize}, {what} {needed}; make both equal");
        }
    }

    private void CheckDirections(ModelPlan plan)
    {
        foreach (LayerPlan layer in plan.Layers.Where(layer => layer.IsBidirectional))
        {
            string? steps = spec.Mode is SequenceMode.OneToOne or SequenceMode.OneToMany
                ? $"has mode {spec.Mode}"
                : plan.Feedback == Feedback.Output ? "feeds its output back"
                : plan.Feedback == Feedback.Zeros ? "goes on by itself, with zeros as its input" : null;
            if (steps is not null)
                sink.Report(Descriptors.BidirectionalSteps, attributes[layer.Index].NamedLocation("Bidirectional"), Name, steps);
        }
    }

    private void CheckSummary(ModelPlan plan)
    {
        if (spec.Summary == Summary.FinalStates || plan.SummarisedLayer is not null)
            return;
        string why = !plan.IsBidirectional ? "it has no bidirectional layer"
            : spec.Mode != SequenceMode.ManyToOne ? $"in mode {spec.Mode} its head reads every step"
            : "its last layer with a memory is not bidirectional";
        sink.Report(Descriptors.NoEffect, model.NamedLocation("Summary"), $"Summary = Summary.{spec.Summary}", Name, why + "; leave it out");
    }

    private static string Count(int count, string noun) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");
}
