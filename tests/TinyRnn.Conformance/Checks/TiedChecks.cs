using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>A table that is also the matrix of the head: one tensor in files, one gradient in training.</summary>
internal static class TiedChecks
{
    private static readonly Layer[] s_tied =
        [new Embedding("embedding.", 9), new Recurrent("gru.", "gru", 9), new Dense("fc.") { Matrix = "embedding.weight" }];

    private static readonly Layer[] s_few =
    [
        new Embedding("words.", 6), new Recurrent("lstm.", "lstm", 6), new Join("add", 1, 2),
        new Dense("head.") { Matrix = "words.weight", HasBias = false },
    ];

    private static readonly int[] s_tokens = [3, 0, 11, 7, 7, 1, 5, 2, 9, 4];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Tied: a model computes its equations", () => AsWrittenChecks.Tokens<Tied, Tied.State>(Tied.Create(3), s_tied)),
        Slopes.Check("tied weights", (Tied net) => new Tied.Trainer(net), Tied.Tensors, Loss.CrossEntropy, s_tied, Slopes.Labels(12), Slopes.Labels(12)),
        Slopes.Check(
            "tied weights of few scores", (TiedFew net) => new TiedFew.Trainer(net), TiedFew.Tensors, Loss.CrossEntropy, s_few, Slopes.Labels(3),
            Slopes.Labels(3)),
        new("Tied: the matrix is there once", Once),
        new("Tied: a file has it under either name, or twice the same", Files),
        new("Tied: two matrices are refused, and none", Refused),
        new("Tied: it stays one in training, and is frozen with the embedding", Trains),
        new("Tied: a training goes on from a checkpoint bit by bit", Resumes),
        new("Tied: a pair has it under its part's name", Pair),
    ];

    private static void Once()
    {
        Verify.Equal(Untied.ParameterCount - (12 * 9), Tied.ParameterCount, "parameters");
        Tied model = Tied.Create(1);
        using SafetensorsReader saved = SavedWeights.Of(model.Save);
        Verify.That(!saved.Tensors.Any(tensor => tensor.Name == "fc.weight"), "the matrix is written twice");
        TensorBinding binding = Tied.Tensors.ToArray().Single(tensor => tensor.Name == "fc.weight");
        Verify.Equal("embedding.weight", binding.TiedTo, "TiedTo");
        float[] table = saved.Floats("embedding.weight");
        Verify.That(table.Max(Math.Abs) <= 1 / 3f && table.Distinct().Count() > 100, "a fresh matrix is drawn as that of a dense layer");
    }

    /// <summary>What an untied model of the same weights gives.</summary>
    private static void Files()
    {
        Tied model = Tied.Create(5);
        using SafetensorsReader saved = SavedWeights.Of(model.Save);
        float[] right = Scores(model);
        foreach (string[] names in (string[][])[["embedding.weight"], ["fc.weight"], ["embedding.weight", "fc.weight"]])
            Verify.SameBits(right, Scores(Tied.Load(With(saved, names))), string.Join(", ", names));
        Untied untied = Untied.Load(With(saved, ["embedding.weight", "fc.weight"]));
        float[] ys = new float[s_tokens.Length * 12];
        Untied.State state = default;
        untied.Run(ref state, s_tokens, ys);
        Verify.SameBits(right, ys, "untied");
    }

    private static void Refused()
    {
        Tied model = Tied.Create(5);
        using SafetensorsReader saved = SavedWeights.Of(model.Save);
        float[] other = saved.Floats("embedding.weight");
        other[7] += 1;
        WeightMismatchException two = Verify.Throws<WeightMismatchException>(
            () => Tied.Load(With(saved, ["embedding.weight"], ("fc.weight", other))), "'fc.weight' and 'embedding.weight' are two matrices", "index 7",
            "Leave TiedTo out");
        Verify.That(two.Message.Length < 600, "the message is short");
        Verify.Throws<WeightMismatchException>(() => Tied.Load(With(saved, [])), "Missing", "embedding.weight [12, 9]");
    }

    private static void Trains()
    {
        Tied model = Tied.Create(2);
        Tied.Trainer trainer = new(model) { LearningRate = 0.05f };
        int[] inputs = Slopes.Labels(12);
        float first = trainer.TrainBatch(inputs, inputs, new() { Batch = Slopes.Batch });
        float last = first;
        for (int i = 0; i < 40; i++)
            last = trainer.TrainBatch(inputs, inputs, new() { Batch = Slopes.Batch });
        trainer.Publish();
        Verify.That(last < 0.9f * first, $"from {first} to {last}");
        using SafetensorsReader saved = SavedWeights.Of(model.Save);
        Verify.SameBits(Scores(model), Scores(Tied.Load(With(saved, ["fc.weight"]))), "after training");

        trainer.SetFrozen(Tied.Trainer.Layers.Embedding1, true);
        trainer.TrainBatch(inputs, inputs, new() { Batch = Slopes.Batch });
        trainer.Publish();
        using SafetensorsReader frozen = SavedWeights.Of(model.Save);
        Verify.SameBits(saved.Floats("embedding.weight"), frozen.Floats("embedding.weight"), "a frozen matrix");
        Verify.That(!saved.Floats("fc.bias").AsSpan().SequenceEqual(frozen.Floats("fc.bias")), "the bias is frozen with it");

        trainer.SetFrozen(Tied.Trainer.Layers.Embedding1, false);
        trainer.SetFrozen(Tied.Trainer.Layers.Dense1, true);
        trainer.TrainBatch(inputs, inputs, new() { Batch = Slopes.Batch });
        trainer.Publish();
        using SafetensorsReader head = SavedWeights.Of(model.Save);
        Verify.SameBits(frozen.Floats("fc.bias"), head.Floats("fc.bias"), "a frozen bias");
        Verify.That(!frozen.Floats("embedding.weight").AsSpan().SequenceEqual(head.Floats("embedding.weight")), "the matrix is frozen with the head");
    }

    private static void Resumes()
    {
        int[] inputs = Slopes.Labels(12);
        Tied.Trainer trainer = new(Tied.Create(2));
        for (int i = 0; i < 5; i++)
            trainer.TrainBatch(inputs, inputs, new() { Batch = Slopes.Batch });
        using TemporaryFolder folder = new();
        string file = folder.Path("tied.checkpoint");
        trainer.SaveCheckpoint(file);
        Tied.Trainer second = new(Tied.Create(3));
        second.LoadCheckpoint(file);
        for (int i = 0; i < 3; i++)
        {
            float expected = trainer.TrainBatch(inputs, inputs, new() { Batch = Slopes.Batch });
            Verify.SameBits([expected], [second.TrainBatch(inputs, inputs, new() { Batch = Slopes.Batch })], $"loss {i}");
        }
    }

    private static void Pair()
    {
        TiedPair pair = new(TiedSource.Create(1), TiedTarget.Create(2));
        using SafetensorsReader saved = SavedWeights.Of(pair.Save);
        float[] table = saved.Floats("decoder.embedding.weight");
        SafetensorsWriter writer = Copy(saved, tensor => tensor.Name != "decoder.embedding.weight");
        writer.Add("decoder.fc.weight", [12, 9], table);
        using MemoryStream file = new();
        writer.Write(file);
        file.Position = 0;
        using SafetensorsReader again = SavedWeights.Of(TiedPair.Load(file).Save);
        Verify.SameBits(table, again.Floats("decoder.embedding.weight"), "the decoder's matrix");
    }

    private static float[] Scores(Tied model)
    {
        float[] ys = new float[s_tokens.Length * 12];
        Tied.State state = default;
        model.Run(ref state, s_tokens, ys);
        return ys;
    }

    /// <summary>The file with the matrix under other names.</summary>
    private static MemoryStream With(SafetensorsReader saved, string[] names, params (string Name, float[] Values)[] others)
    {
        SafetensorsWriter writer = Copy(saved, tensor => tensor.Name != "embedding.weight");
        foreach (string name in names)
            writer.Add(name, [12, 9], saved.Floats("embedding.weight"));
        foreach ((string name, float[] values) in others)
            writer.Add(name, [12, 9], values);
        MemoryStream file = new();
        writer.Write(file);
        file.Position = 0;
        return file;
    }

    private static SafetensorsWriter Copy(SafetensorsReader saved, Func<TensorInfo, bool> isKept)
    {
        SafetensorsWriter writer = new();
        foreach (TensorInfo tensor in saved.Tensors.Where(isKept))
            writer.Add(tensor.Name, [.. tensor.Shape], saved.Floats(tensor.Name));
        return writer;
    }
}
