namespace TinyRnn.Runtime.Updates;

/// <summary>
/// The numbers of a trainer's loss. They lie beside the weights, as the random state does, so that networks that share weights have one set of them and one
/// place in a checkpoint. Lists take memory when they are first set.
/// </summary>
/// <param name="loss">The trainer's loss.</param>
/// <param name="outputs">Values of a step's output: the classes, where the loss has classes.</param>
/// <param name="parts">Values of each of several outputs; empty: there is one.</param>
internal sealed class LossNumbers(Loss loss, int outputs, int[] parts)
{
    /// <summary>What the numbers are when nobody sets them.</summary>
    public const float PresetHuberDelta = 1;

    /// <inheritdoc cref="PresetHuberDelta"/>
    public const int PresetIgnoredLabel = -100;

    /// <inheritdoc cref="PresetHuberDelta"/>
    public const float PresetFocalGamma = 2;

    /// <inheritdoc cref="PresetHuberDelta"/>
    public const float PresetFocalAlpha = 0.25f;

    private const string LabelUsers = "CrossEntropy and Focal do";
    private const string FocalUsers = "Focal and BinaryFocal do";

    // A loss has one of the first three: weights of classes, weights of positive targets, or the quantile of each output.
    private float[] _ofOutputs = [];
    private float[] _quantiles = [];
    private float[] _outputWeights = [];
    private float _focalGamma = PresetFocalGamma;
    private float _focalAlpha = PresetFocalAlpha;
    private float _huberDelta = PresetHuberDelta;
    private int _ignoredLabel = PresetIgnoredLabel;
    private float _labelSmoothing;

    /// <summary>Values of a step's output.</summary>
    public int Outputs => outputs;

    /// <summary>Values of each of several outputs; empty: there is one.</summary>
    public ReadOnlySpan<int> Parts => parts;

    /// <summary>Where the Huber loss turns from a parabola into a line.</summary>
    public float HuberDelta
    {
        get => _huberDelta;
        set
        {
            if (loss != Loss.Huber && value > 0 && value != PresetHuberDelta)
                throw SettingRange.Unused(nameof(HuberDelta), value, PresetHuberDelta, $"the loss {loss}", "Huber does");
            SettingRange.Positive(nameof(HuberDelta), value);
            _huberDelta = value;
        }
    }

    /// <summary>A class id that stands for "no target here"; that of PyTorch's <c>ignore_index</c> at first.</summary>
    public int IgnoredLabel
    {
        get => _ignoredLabel;
        set
        {
            if (!HasLabels && value != PresetIgnoredLabel)
                throw SettingRange.Unused(nameof(IgnoredLabel), value, PresetIgnoredLabel, $"the loss {loss}", LabelUsers);
            _ignoredLabel = value;
        }
    }

    /// <summary>How much of a class target is spread over all classes.</summary>
    public float LabelSmoothing
    {
        get => _labelSmoothing;
        set
        {
            if (loss != Loss.CrossEntropy && value is > 0 and < 1)
                throw SettingRange.Unused(nameof(LabelSmoothing), value, 0, $"the loss {loss}", "CrossEntropy does");
            SettingRange.Smoothing(nameof(LabelSmoothing), value);
            _labelSmoothing = value;
            if (value > 0)
                TakeClassWeights();
        }
    }

    /// <summary>Whether targets weigh by their classes.</summary>
    public bool HasClassWeights { get; private set; }

    /// <summary>How much the targets of each class count; empty: all the same.</summary>
    public ReadOnlySpan<float> ClassWeights
    {
        get => HasClassWeights ? _ofOutputs : default;
        set
        {
            RequireUse(nameof(ClassWeights), value.Length, HasLabels, LabelUsers);
            RequireWeights(nameof(ClassWeights), value, outputs, "class");
            if (!HasLabels)
                return;
            HasClassWeights = !value.IsEmpty;
            if (HasClassWeights || _ofOutputs.Length > 0)
                TakeClassWeights();
            value.CopyTo(_ofOutputs);
        }
    }

    /// <summary>The weight of each class, 1 where none was set; there while <see cref="LabelSmoothing"/> or <see cref="ClassWeights"/> is set.</summary>
    public Span<float> WeightOfClass => _ofOutputs;

    /// <summary>How much more than their opposite targets that are positive count, for each output; empty: as much.</summary>
    public ReadOnlySpan<float> PositiveWeights
    {
        get => loss == Loss.BinaryCrossEntropy ? _ofOutputs : default;
        set
        {
            RequireUse(nameof(PositiveWeights), value.Length, loss == Loss.BinaryCrossEntropy, "BinaryCrossEntropy does");
            RequireWeights(nameof(PositiveWeights), value, outputs, "output");
            if (loss == Loss.BinaryCrossEntropy)
                Take(ref _ofOutputs, value);
        }
    }

    /// <summary>The quantiles that are learnt of each target; empty: not yet said.</summary>
    public ReadOnlySpan<float> Quantiles
    {
        get => _quantiles;
        set
        {
            RequireUse(nameof(Quantiles), value.Length, loss == Loss.Quantile, "Quantile does");
            for (int i = 0; i < value.Length; i++)
                SettingRange.Inside($"{nameof(Quantiles)}[{i}]", value[i]);
            if (!value.IsEmpty && outputs % value.Length != 0)
            {
                throw new ArgumentException(
                    $"{nameof(Quantiles)} has {Counted.Of(value.Length, "quantile")}, but the model has {Counted.Of(outputs, "output")}, which is no multiple "
                    + $"of that: a target has an output for each quantile. Give the last layer as many.", nameof(Quantiles));
            }

            Take(ref _quantiles, value);
            if (value.IsEmpty)
                return;
            if (_ofOutputs.Length == 0)
                _ofOutputs = new float[outputs];
            for (int i = 0; i < outputs; i++)
                _ofOutputs[i] = value[i % value.Length];
        }
    }

    /// <summary>The quantile of each output: those of a target lie side by side.</summary>
    public ReadOnlySpan<float> QuantileOfOutput => _ofOutputs;

    /// <summary>Outputs of a target that is a number.</summary>
    public int OutputsOfTarget => loss == Loss.Quantile ? Math.Max(1, _quantiles.Length) : 1;

    /// <summary>Values of a step's target.</summary>
    /// <exception cref="InvalidOperationException">The loss lacks a number that it cannot do without.</exception>
    public int TargetSize => HasLabels ? 1
        : loss != Loss.Quantile || _quantiles.Length > 0 ? outputs / OutputsOfTarget
        : throw new InvalidOperationException(
            $"The loss {loss} has no quantiles yet. Set {nameof(Quantiles)} of the trainer, [0.1f, 0.5f, 0.9f] for instance, with an output for each.");

    /// <summary>How little good answers count.</summary>
    public float FocalGamma
    {
        get => _focalGamma;
        set
        {
            if (!IsFocal && value >= 0 && value != PresetFocalGamma)
                throw SettingRange.Unused(nameof(FocalGamma), value, PresetFocalGamma, $"the loss {loss}", FocalUsers);
            SettingRange.AtLeastZero(nameof(FocalGamma), value);
            _focalGamma = value;
        }
    }

    /// <summary>How much positive targets count, and the others the rest to 1.</summary>
    public float FocalAlpha
    {
        get => _focalAlpha;
        set
        {
            if (loss != Loss.BinaryFocal && value is > 0 and < 1 && value != PresetFocalAlpha)
                throw SettingRange.Unused(nameof(FocalAlpha), value, PresetFocalAlpha, $"the loss {loss}", "BinaryFocal does");
            SettingRange.Inside(nameof(FocalAlpha), value);
            _focalAlpha = value;
        }
    }

    /// <summary>The weight of each of several outputs' loss; empty: the loss is the mean over the values of all.</summary>
    public ReadOnlySpan<float> OutputWeights
    {
        get => _outputWeights;
        set
        {
            RequireUse(nameof(OutputWeights), value.Length, !HasLabels, "losses whose targets are numbers do");
            if (!value.IsEmpty && parts.Length == 0)
            {
                throw new ArgumentException(
                    $"{nameof(OutputWeights)} has {Counted.Of(value.Length, "weight")}, but the model has one output. Name its outputs in [Outputs], or leave "
                    + $"it empty.", nameof(OutputWeights));
            }

            RequireWeights(nameof(OutputWeights), value, parts.Length, "output");
            Take(ref _outputWeights, value);
        }
    }

    /// <summary>Memory of lists.</summary>
    public long Bytes => sizeof(float)
        * ((long)_ofOutputs.Length + _quantiles.Length + _outputWeights.Length);

    private bool IsFocal => loss is Loss.Focal or Loss.BinaryFocal;

    /// <summary>Targets are class ids.</summary>
    public bool HasLabels => loss is Loss.CrossEntropy or Loss.Focal;

    /// <summary>Numbers of the same sizes that nobody has set.</summary>
    /// <param name="of">The loss that they are of.</param>
    public LossNumbers Anew(Loss of) => new(of, outputs, parts);

    /// <summary>Takes over the numbers of a checkpoint.</summary>
    public void TakeOver(LossNumbers other)
    {
        HuberDelta = other.HuberDelta;
        IgnoredLabel = other.IgnoredLabel;
        ClassWeights = other.ClassWeights;
        LabelSmoothing = other.LabelSmoothing;
        PositiveWeights = other.PositiveWeights;
        Quantiles = other.Quantiles;
        FocalGamma = other.FocalGamma;
        FocalAlpha = other.FocalAlpha;
        OutputWeights = other.OutputWeights;
    }

    /// <summary>Copies a list into the memory of the one before, if it has the same length.</summary>
    private static void Take(ref float[] list, ReadOnlySpan<float> values)
    {
        if (list.Length != values.Length)
            list = values.IsEmpty ? [] : new float[values.Length];
        values.CopyTo(list);
    }

    /// <summary>Memory for the weight of each class; ones, unless weights have been set.</summary>
    private void TakeClassWeights()
    {
        if (_ofOutputs.Length == 0)
            _ofOutputs = new float[outputs];
        if (!HasClassWeights)
            Array.Fill(_ofOutputs, 1);
    }

    private void RequireUse(string name, int count, bool isUsed, string users)
    {
        if (count > 0 && !isUsed)
        {
            throw new ArgumentException(
                $"{name} has {Counted.Of(count, "number")}, but the loss {loss} does not use them: {users}. Leave it empty, or train with one that uses it.",
                name);
        }
    }

    private static void RequireWeights(string name, ReadOnlySpan<float> weights, int count, string one)
    {
        if (weights.IsEmpty)
            return;
        if (weights.Length != count)
        {
            throw new ArgumentException(
                $"{name} has {Counted.Of(weights.Length, "weight")}, but the model has {Counted.Of(count, "output")}. Pass one for each {one}, or none.", name);
        }

        float most = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            SettingRange.AtLeastZero($"{name}[{i}]", weights[i]);
            most = Math.Max(most, weights[i]);
        }

        if (most == 0)
            throw new ArgumentException($"{name} are all 0, so that no target would count. Give one of them a weight above 0.", name);
    }
}
