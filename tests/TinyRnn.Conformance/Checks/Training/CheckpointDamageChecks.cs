using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Checkpoint files that are damaged change nothing in a training.</summary>
internal static class CheckpointDamageChecks
{
    private static readonly (string Key, string? Text, string Message)[] s_metadata =
    [
        ("checkpoint", null, "is no checkpoint"),
        ("checkpoint", "3", "format '3'"),
        ("loss", null, "has no 'loss'"),
        ("loss", "Squares", "one of MeanSquaredError"),
        ("layers", null, "has no 'layers'"),
        ("layers", "LSTM(10)", "as many items as layers.steps, 2"),
        ("optimizer", null, "has no 'optimizer'"),
        ("optimizer", "3", "one of Sgd, Momentum"),
        ("optimizer", "\u001b[31m", "'\\u001B[31m'"),
        ("optimizer.learning_rate", "NaN", "LearningRate is NaN"),
        ("optimizer.learning_rate", "fast", "'fast'"),
        ("optimizer.beta1", "1.5", "Beta1 is 1.5"),
        ("optimizer.epsilon", "0", "Epsilon is 0"),
        ("clip.norm", "-1", "Norm is -1"),
        ("clip.value", "", "'clip.value'"),
        ("step", "-1", "'step'"),
        ("step", "0", "at most 0 steps a layer"),
        ("step", "99999999999999999999", "'step'"),
        ("layers.steps", "", "'layers.steps'"),
        ("layers.steps", "1,2,x", "'layers.steps'"),
        ("layers.frozen", "0", "as many items"),
        ("layers.frozen", "0,2", "a 0 or 1"),
        ("random", "-1", "'random'"),
        ("schedule.step", null, "'schedule.step'"),
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. s_metadata.Select(damage => CheckpointCase.In(
            $"metadata with {damage.Key} {(damage.Text is null ? "missing" : $"'{damage.Text.Replace('\u001b', '?')}'")} is refused",
            own => Metadata(own, damage.Key, damage.Text, damage.Message))),
        CheckpointCase.In("a list of a million layers is refused", ManyLayers),
        CheckpointCase.In("damaged moments are refused", Moments),
        CheckpointCase.In("a truncated file is refused wherever it ends", Truncated),
    ];

    private static void Metadata(CheckpointCase own, string key, string? text, string message)
    {
        TrainedParameters saved = SmallNetwork.Create(Optimizer.Adam);
        CheckpointCase.Train(saved, 0, 2);
        own.Save(saved);
        EditMetadata(own, metadata =>
        {
            metadata.Remove(key);
            if (text is not null)
                metadata[key] = text;
        });
        own.IsRefused(message);
    }

    private static void ManyLayers(CheckpointCase own)
    {
        own.Save(SmallNetwork.Create(Optimizer.Adam));
        EditMetadata(own, metadata => metadata["layers.steps"] = string.Join(",", Enumerable.Repeat(0, 1_000_000)));
        own.IsRefused("at most 65536 items");
    }

    private static void Moments(CheckpointCase own)
    {
        foreach ((float value, string message) in ((float, string)[])[(-1, "at least 0"), (float.NaN, "finite")])
        {
            own.Save(SmallNetwork.Create(Optimizer.Adam));
            own.Bytes = FileEdit.Of(own.Bytes, values: (name, values) =>
            {
                if (name == "optimizer.exp_avg_sq.onehot.weight_ih_l0")
                    values[^1] = value;
            });
            own.IsRefused(message);
        }
    }

    private static void Truncated(CheckpointCase own)
    {
        own.Save(SmallNetwork.Create(Optimizer.Momentum));
        byte[] file = own.Bytes;
        TrainedParameters other = SmallNetwork.Create(Optimizer.Momentum);
        for (int length = 0; length < file.Length; length += 37)
        {
            own.Bytes = file[..length];
            Verify.Throws<WeightFormatException>(() => own.Load(other));
        }

        CheckpointCase.Same(SmallNetwork.Create(Optimizer.Momentum), other, "after the refusals");
    }

    private static void EditMetadata(CheckpointCase own, Action<IDictionary<string, string>> edit) => own.Bytes = FileEdit.Of(own.Bytes, edit);
}
