using TinyRnn.Conformance.Models;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// The ways into a model: files, streams of any kind, memory, with and without waiting. All give the same model, and say what is wrong alike.
/// </summary>
internal static class LoadingChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("Loading: memory, streams that cannot seek, and asynchronous reading give the model of the file", Ways),
        new("Loading: pairs come in the same ways", Pairs),
        new("Loading: generic code reaches every way", () => Generic<TrainedChannels, TrainedChannels.State>(TrainedChannels.Create(4))),
        new("Loading: what is wrong is said alike, and by the file's name", Wrong),
        new("Loading: asynchronous reading can be cancelled", Cancelled),
        new("Checkpoints: a stream keeps what a file keeps", Checkpoints),
        new("Checkpoints: a stream of another training changes nothing", OtherCheckpoint),
    ];

    private static byte[] Saved(Action<Stream> save)
    {
        using MemoryStream file = new();
        save(file);
        return file.ToArray();
    }

    private static void Ways()
    {
        TrainedMixture model = TrainedMixture.Create(3);
        byte[] file = Saved(model.Save);
        using TemporaryFolder folder = new();
        string path = folder.Path("model.safetensors");
        File.WriteAllBytes(path, file);
        Same(TrainedMixture.Load(path), "a file");
        Same(TrainedMixture.Load(file), "memory");
        Same(TrainedMixture.Load(new PipeStream(file)), "a stream that cannot seek");
        Same(TrainedMixture.LoadAsync(path).GetAwaiter().GetResult(), "a file, asynchronously");
        Same(TrainedMixture.LoadAsync(new PipeStream(file)).GetAwaiter().GetResult(), "a stream, asynchronously");
        using MemoryStream later = new([9, 9, 9, .. file]);
        later.Position = 3;
        Same(TrainedMixture.LoadAsync(later).GetAwaiter().GetResult(), "a stream from its position on");

        void Same(TrainedMixture loaded, string what) => Verify.That(loaded.Parameters.SequenceEqual(model.Parameters), $"{what} gave other weights");
    }

    private static void Pairs()
    {
        HistoryPair pair = HistoryPair.Create(3);
        byte[] file = Saved(pair.Save);
        Verify.That(Saved(HistoryPair.Load(file).Save).AsSpan().SequenceEqual(file), "memory gave another pair");
        HistoryPair other = HistoryPair.LoadAsync(new PipeStream(file)).GetAwaiter().GetResult();
        Verify.That(Saved(other.Save).AsSpan().SequenceEqual(file), "a stream gave another pair");
    }

    private static void Generic<TModel, TState>(TModel model)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        byte[] file = Saved(model.Save);
        Same(TModel.Load(file), "memory");
        Same(TModel.LoadAsync(new MemoryStream(file)).GetAwaiter().GetResult(), "a stream, asynchronously");
        Same(TModel.FromParameters(model.Parameters), "parameters");
        Verify.Equal(TModel.ParameterCount, model.Parameters.Length, "parameters");
        Verify.That(TModel.Tensors.Length > 0 && TModel.Tensors[^1].Name == "fc.bias", "other tensors");

        void Same(TModel loaded, string what) => Verify.That(loaded.Parameters.SequenceEqual(model.Parameters), $"{what} gave other weights");
    }

    private static void Wrong()
    {
        byte[] file = Saved(TrainedStack.Create(1).Save);
        using TemporaryFolder folder = new();
        string path = folder.Path("stack.safetensors");
        File.WriteAllBytes(path, file);
        Verify.Throws<WeightMismatchException>(() => TrainedMixture.Load(file), "The memory");
        Verify.Throws<WeightMismatchException>(() => TrainedMixture.LoadAsync(path).GetAwaiter().GetResult(), path);
        Verify.Throws<WeightMismatchException>(() => TrainedMixture.LoadAsync(new PipeStream(file)).GetAwaiter().GetResult(), "The stream");
        Verify.Throws<WeightFormatException>(() => TrainedMixture.Load([]), "The memory has 0 bytes");
        Verify.Throws<WeightFormatException>(() => TrainedMixture.Load(file.AsSpan(0, 40)), "truncated");
        Verify.Throws<WeightFormatException>(() => TrainedMixture.Load(new PipeStream(file[..40])), "truncated");
        Verify.Throws<FileNotFoundException>(() => TrainedMixture.LoadAsync(folder.Path("none")).GetAwaiter().GetResult(), folder.Path("none"));
        Verify.Throws<ArgumentException>(() => TrainedMixture.LoadAsync("").GetAwaiter().GetResult(), "path");
        Verify.Throws<ArgumentNullException>(() => TrainedMixture.LoadAsync((Stream)null!).GetAwaiter().GetResult(), "stream");
        FakeStream huge = new(3_000_000_000, file);
        Verify.Throws<IOException>(() => TrainedMixture.LoadAsync(huge).GetAwaiter().GetResult(), "3000000000 bytes", "Use Load");
        MemoryStream closed = new(file);
        closed.Dispose();
        Verify.Throws<ArgumentException>(() => TrainedMixture.Load(closed), "cannot be read");
    }

    private static void Cancelled()
    {
        byte[] file = Saved(TrainedStack.Create(1).Save);
        using CancellationTokenSource source = new();
        source.Cancel();
        Verify.Throws<OperationCanceledException>(
            () => TrainedStack.LoadAsync(new PipeStream(file), cancellationToken: source.Token).GetAwaiter().GetResult());
    }

    private static void Checkpoints()
    {
        TrainedStack.Trainer first = new(TrainedStack.Create(2)) { ScheduleStep = 5, LearningRate = 0.01 };
        float[] xs = Signals.Noise(2 * 7 * 3, 1);
        float[] targets = Signals.Noise(2 * 7 * 2, 2);
        first.TrainBatch(xs, targets, new() { Batch = 2 });
        using MemoryStream file = new();
        first.SaveCheckpoint(file);
        TrainedStack.Trainer second = new(TrainedStack.Create(3));
        second.LoadCheckpoint(new PipeStream(file.ToArray()));
        Verify.Equal(5, second.ScheduleStep, "step of the schedule");
        Verify.Equal(0.01, second.LearningRate, "learning rate");
        using TemporaryFolder folder = new();
        string path = folder.Path("checkpoint.safetensors");
        first.SaveCheckpoint(path);
        Verify.That(File.ReadAllBytes(path).AsSpan().SequenceEqual(file.ToArray()), "a file holds something else");
        Verify.Equal(first.TrainBatch(xs, targets, new() { Batch = 2 }), second.TrainBatch(xs, targets, new() { Batch = 2 }), "loss of the next step");
        Verify.That(first.Tensor("fc.weight").AsSpan().SequenceEqual(second.Tensor("fc.weight")), "other weights after the next step");
    }

    private static void OtherCheckpoint()
    {
        TrainedStack.Trainer other = new(TrainedStack.Create(2));
        using MemoryStream file = new();
        other.SaveCheckpoint(file);
        TrainedReluRnn model = TrainedReluRnn.Create(1);
        TrainedReluRnn.Trainer trainer = new(model);
        Verify.Throws<WeightMismatchException>(() => trainer.LoadCheckpoint(new MemoryStream(file.ToArray())), "The stream");
        float[] weights = new float[TrainedReluRnn.ParameterCount];
        trainer.CopyParameters(weights);
        Verify.That(model.Parameters.SequenceEqual(weights), "a refused checkpoint changed weights");
        Verify.Throws<ArgumentNullException>(() => trainer.SaveCheckpoint((Stream)null!), "stream");
        Verify.Throws<ArgumentNullException>(() => trainer.LoadCheckpoint((Stream)null!), "stream");
    }
}
