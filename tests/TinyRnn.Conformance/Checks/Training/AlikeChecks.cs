using TinyRnn.Conformance.Models;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Checkpoints of models whose weights have the same names and shapes.</summary>
internal static class AlikeChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("A checkpoint of other layers or another loss is refused, even where all shapes agree", Refused),
        new("A checkpoint of another rate of dropout and other limits is loaded", Loaded),
    ];

    private static void Refused() => WithCheckpoint(path =>
    {
        AlikeFirst.Trainer trainer = new(AlikeFirst.Create(2));
        float[] before = new float[AlikeFirst.ParameterCount];
        trainer.CopyParameters(before);
        Verify.Throws<WeightMismatchException>(
            () => trainer.LoadCheckpoint(path),
            "nothing was loaded",
            "Loss: expected MeanSquaredError, found Huber.",
            "Layer 1: expected RNN relu(6), single bias, found RNN tanh(6).",
            "Layer 3: expected GRU reset before(6), single bias, found GRU(6).",
            "Layer 4: expected Residual over 1 layer, found Residual over 2 layers.",
            "Layer 5: expected LSTM(4, bidirectional), single bias, last step, found LSTM(4, bidirectional), final states.",
            "Layer 6: expected Dense(8, relu), found Dense(8, tanh).");
        float[] after = new float[before.Length];
        trainer.CopyParameters(after);
        Verify.That(after.AsSpan().SequenceEqual(before), "weights have changed");
    });

    private static void Loaded() => WithCheckpoint(path =>
    {
        AlikeThird.Trainer trainer = new(AlikeThird.Create(2));
        trainer.LoadCheckpoint(path);
        float[] found = new float[AlikeThird.ParameterCount];
        float[] expected = new float[found.Length];
        trainer.CopyParameters(found);
        new AlikeSecond.Trainer(AlikeSecond.Create(1)).CopyParameters(expected);
        Verify.That(found.AsSpan().SequenceEqual(expected), "the weights are not those of the checkpoint");
    });

    private static void WithCheckpoint(Action<string> action)
    {
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        try
        {
            new AlikeSecond.Trainer(AlikeSecond.Create(1)).SaveCheckpoint(path);
            action(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
