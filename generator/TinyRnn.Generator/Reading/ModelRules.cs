using System.Globalization;
using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Generator.Reading.Layers;

namespace TinyRnn.Generator.Reading;

/// <summary>The rules of how layers follow each other. Sizes come from the plan, so that both can never disagree.</summary>
internal sealed class ModelRules(
    ModelSpec spec, Wiring wiring, AttributeReader model, IReadOnlyList<AttributeReader> attributes, AttributeReader? training, DiagnosticSink sink)
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
        WiringRules wired = new(spec, wiring, attributes, sink);
        CheckInput();
        wired.CheckNames();
        if (sink.HasErrors)
            return null;
        CheckOneHot();
        CheckHeads();
        CheckHistory();
        wired.CheckUse();
        if (sink.HasErrors || !CheckResidualReach())
            return null;
        ModelPlan plan = Planner.Plan(spec);
        CheckSize(plan);
        CheckNames(plan);
        CheckSettings(plan);
        CheckIntegers(plan);
        wired.CheckValues(plan);
        new StrideRules(plan, model, attributes, sink).Check();
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

    /// <summary>What reads a one-hot vector must be able to read a row of its weights instead.</summary>
    private void CheckOneHot()
    {
        if (!Layers[0].GivesIndex)
            return;
        if (Layers.Count == 1)
            sink.Report(Descriptors.OneHotWithoutRecurrent, attributes[0].Location, "nothing follows it");
        // A residual connection that begins there is told of where it is too long.
        foreach (int reader in wiring.Readers(1).Where(reader => Layers[reader].Bridged == 0 || wiring.Reads[reader].Input == 1))
        {
            if (Layers[reader].IsBidirectional)
                sink.Report(
                    Descriptors.OneHotWithoutRecurrent, attributes[reader].NamedLocation("Bidirectional"), $"[{attributes[reader].Name}] after it reads both");
            else if (!Layers[reader].TakesIndex && !Layers[reader].ReadsTokens)
                sink.Report(Descriptors.OneHotWithoutRecurrent, attributes[0].Location, $"[{attributes[reader].Name}] follows it");
        }
    }

    private void CheckHeads()
    {
        for (int index = 0; index < Layers.Count - 1; index++)
        {
            int[] readers = [.. wiring.Readers(index + 1)];
            Function function = new(Layers[index].OutputActivation);
            if (function.IsOfAllValues)
            {
                foreach (int reader in readers.Where(reader => !Layers[reader].IsOutputs).Take(1))
                    sink.ReportMendable(
                        Descriptors.SoftmaxNotLast, FunctionReader.Location(attributes[index]), attributes[attributes.Count - 1].Location, null,
                        $"[{attributes[reader].Name}]", Name, function.Kind.ToString(),
                        function.Kind == Activation.Softmax ? "probabilities" : "scores");
            }
            else if (Layers[index].IsLinear && readers.Length == 1 && Layers[readers[0]].ContainsLinearInput)
            {
                sink.Report(Descriptors.LinearBeforeDense, attributes[readers[0]].Location);
            }
        }
    }

    /// <summary>Settings of a layer that do not go with its other sizes.</summary>
    private void CheckSettings(ModelPlan plan)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            AttributeReader attribute = attributes[layer.Index];
            if (layer.Mismatch is { } mismatch)
                sink.Report(RuleOf(mismatch), LocationOf(mismatch, attribute), attribute.Name, mismatch.What, mismatch.Remedy);
            if (layer.Degenerate is { } fault)
                sink.Report(Descriptors.NormOfOneValue, attribute.Location, attribute.Name, fault.What, fault.Remedy);
            if (layer.Unused is not { } unused)
                continue;
            Location location = attribute.Given(unused.Property) ? attribute.NamedLocation(unused.Property) : FunctionReader.Location(attribute);
            sink.Report(Descriptors.NoEffect, location, unused.What, Name, unused.Remedy);
        }
    }

    /// <summary>Integers that were asked for where none can be.</summary>
    private void CheckIntegers(ModelPlan plan)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            if (spec.Layers[layer.Index].Weights is { IsInteger: true } format && !layer.HasIntegers)
                sink.Report(
                    Descriptors.NoEffect, attributes[layer.Index].NamedLocation("Weights"), $"Weights = WeightFormat.{format}", Name,
                    $"for {layer.Id}, {(layer.Table is null ? Why(format) : WhyTable)}");
            if (spec.Layers[layer.Index].InputRange is { } range && !layer.HasIntegerInput)
                sink.Report(
                    Descriptors.NoEffect, attributes[layer.Index].NamedLocation("InputRange"),
                    $"InputRange = {range.ToString(CultureInfo.InvariantCulture)}", Name,
                    $"the weights that the input of {layer.Id} is multiplied with are no integers; leave it out, or set Weights where the input is large enough");
        }

        if (spec.Weights.IsInteger && !plan.Layers.Any(layer => spec.Layers[layer.Index].Weights is null && layer.HasIntegers))
            sink.Report(Descriptors.NoEffect, model.NamedLocation("Weights"), $"Weights = WeightFormat.{spec.Weights}", Name, Why(spec.Weights));

        static string Why(WeightFormat format) =>
            $"{format.Words} is for products of values in [-1, 1], or in a known InputRange, of {format.FewestRows} or more, with a matrix of {format.FewestWeights} or more, because others "
            + "are less exact and no faster; leave it out";
    }

    private const string WhyTable =
        "a table is stored in integers from 2,097,152 numbers on, because rows of smaller ones are read where they lie; leave it out";

    private static DiagnosticDescriptor RuleOf(SettingFault mismatch) => mismatch.Rule switch
    {
        SettingRule.Positions => Descriptors.PositionsDoNotFit,
        SettingRule.Context => Descriptors.ContextTooLong,
        _ => Descriptors.GroupsDoNotFit,
    };

    private static Location LocationOf(SettingFault mismatch, AttributeReader attribute) =>
        mismatch.Argument is { } index ? attribute.ArgumentLocation(index, mismatch.Property) : attribute.NamedLocation(mismatch.Property);

    private void CheckHistory()
    {
        for (int index = 0; index < Layers.Count; index++)
        {
            if (!Layers[index].GivesGrowingOutput)
                continue;
            int[] readers = [.. wiring.Readers(index + 1)];
            if (readers.Length == 0)
                sink.Report(Descriptors.HistoryWithoutDense, attributes[index].Location, "nothing");
            foreach (int reader in readers.Where(reader => !Layers[reader].TakesGrowingInput).Take(1))
                sink.Report(Descriptors.HistoryWithoutDense, attributes[index].Location, $"[{attributes[reader].Name}]");
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
                Descriptors.ValuesDoNotFit,
                attributes[index].ArgumentLocation(0, "layers"),
                attributes[index].Name,
                Name,
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
                sink.ReportMendable(
                    Descriptors.FeedbackMismatch, location, model.Location, $"{nameof(SequenceMode)}.{SequenceMode.ManyToMany}", Name,
                    $"in mode {spec.Mode} it gives one output; use OneToMany or ManyToMany");
            return;
        }

        if (plan.Feedback != Feedback.Output)
            return;
        if (plan.Categories.FirstOrDefault() is { } category)
        {
            sink.Report(
                Descriptors.FeedbackMismatch, location, Name,
                $"value {category.Column} of its input is a category, which no output is; let it read zeros, or step with inputs of your own");
            return;
        }

        int needed = plan.ReadsTokens ? plan.Vocabulary : plan.InputSize;
        if (needed != plan.OutputSize)
        {
            string what = plan.ReadsTokens ? "its vocabulary" : "its input size";
            sink.ReportMendable(
                Descriptors.FeedbackMismatch, location, attributes[attributes.Count - 1].Location, needed.ToString(CultureInfo.InvariantCulture), Name,
                $"its output size is {plan.OutputSize}, {what} {needed}; make both equal");
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
