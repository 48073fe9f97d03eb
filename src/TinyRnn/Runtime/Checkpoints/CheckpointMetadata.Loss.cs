using System.Globalization;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Checkpoints;

/// <content>
/// The numbers of the loss. <c>loss.label_smoothing</c>, <c>loss.focal_gamma</c>, <c>loss.focal_alpha</c>: a number. <c>loss.class_weights</c>,
/// <c>loss.positive_weights</c>, <c>loss.quantiles</c>, <c>loss.output_weights</c>: a list. Files have them where they were set, so that those of trainings
/// without are as they always were.
/// </content>
internal sealed partial class CheckpointMetadata
{
    private readonly List<string> _lossDifferences = [];

    /// <summary>The numbers in words, for who compares trainings.</summary>
    internal static string TextOf(LossNumbers numbers)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        WriteLoss(texts, numbers);
        string text = "";
        foreach ((string key, string value) in texts)
            text += $"{(text.Length == 0 ? "" : ", ")}{key} {value}";
        return text;
    }

    private static void WriteLoss(IDictionary<string, string> texts, LossNumbers numbers)
    {
        texts["loss.huber_delta"] = Text(numbers.HuberDelta);
        texts["loss.ignored_label"] = Text(numbers.IgnoredLabel);
        if (numbers.LabelSmoothing != 0)
            texts["loss.label_smoothing"] = Text(numbers.LabelSmoothing);
        if (numbers.FocalGamma != LossNumbers.PresetFocalGamma)
            texts["loss.focal_gamma"] = Text(numbers.FocalGamma);
        if (numbers.FocalAlpha != LossNumbers.PresetFocalAlpha)
            texts["loss.focal_alpha"] = Text(numbers.FocalAlpha);
        WriteList(texts, "loss.class_weights", numbers.ClassWeights);
        WriteList(texts, "loss.positive_weights", numbers.PositiveWeights);
        WriteList(texts, "loss.quantiles", numbers.Quantiles);
        WriteList(texts, "loss.output_weights", numbers.OutputWeights);
    }

    private static void WriteList(IDictionary<string, string> texts, string key, ReadOnlySpan<float> values)
    {
        if (!values.IsEmpty)
            texts[key] = string.Join(",", Array.ConvertAll(values.ToArray(), Text));
    }

    /// <summary>What does not fit in the numbers of a loss that is the training's.</summary>
    private void AddLossDifferences(List<string> differences) => differences.AddRange(_lossDifferences);

    /// <param name="own">Those of the training.</param>
    private LossNumbers ReadLoss(LossNumbers own)
    {
        LossNumbers numbers = own.Anew(_loss);

        // Numbers that the loss does not use may be anything in files from before they were refused: that training did not depend on them.
        float delta = Has("loss.huber_delta") ? Number<float>("loss.huber_delta") : LossNumbers.PresetHuberDelta;
        int label = Has("loss.ignored_label") ? Number<int>("loss.ignored_label") : LossNumbers.PresetIgnoredLabel;
        try
        {
            if (_loss == Loss.Huber)
                numbers.HuberDelta = delta;
            if (numbers.HasLabels)
                numbers.IgnoredLabel = label;
            if (Has("loss.label_smoothing"))
                numbers.LabelSmoothing = Number<float>("loss.label_smoothing");
            if (Has("loss.focal_gamma"))
                numbers.FocalGamma = Number<float>("loss.focal_gamma");
            if (Has("loss.focal_alpha"))
                numbers.FocalAlpha = Number<float>("loss.focal_alpha");
            numbers.ClassWeights = List("loss.class_weights", nameof(numbers.ClassWeights), own.Outputs);
            numbers.PositiveWeights = List("loss.positive_weights", nameof(numbers.PositiveWeights), own.Outputs);
            numbers.Quantiles = List("loss.quantiles", nameof(numbers.Quantiles), own.Outputs, divides: true);
            numbers.OutputWeights = List("loss.output_weights", nameof(numbers.OutputWeights), own.Parts.Length);
        }
        catch (ArgumentException exception)
        {
            throw Impossible(exception);
        }

        return numbers;
    }

    /// <summary>A list of numbers; empty, if there is none, or if it has another length, which is a difference then.</summary>
    /// <param name="key">Where it stands.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="expected">The length that it must have.</param>
    /// <param name="divides">Or any that divides this one.</param>
    private float[] List(string key, string name, int expected, bool divides = false)
    {
        if (!Has(key))
            return [];
        int count = ItemsOf(key, ","u8);
        if (divides ? expected % count != 0 || expected == 0 : count != expected)
        {
            _lossDifferences.Add($"{name}: expected {(divides ? "a number that divides " : "")}{expected}, found {count}.");
            return [];
        }

        float[] values = new float[count];
        ReadOnlySpan<byte> text = Utf8(key);
        int place = 0;
        foreach (Range item in text.Split((byte)','))
        {
            if (!float.TryParse(text[item], NumberStyles.Float, CultureInfo.InvariantCulture, out values[place++]))
                throw Bad(key, "a list of numbers");
        }

        return values;
    }
}
