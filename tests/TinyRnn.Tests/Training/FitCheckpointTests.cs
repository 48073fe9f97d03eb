using TinyRnn.Data;
using TinyRnn.Tests.Data;
using TinyRnn.Training;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Training;

[RecurrentModel(1)]
[Gru(5, Name = "first")]
[Dropout(0.3f)]
[BatchNorm(Name = "norm")]
[Lstm(4, Name = "second")]
[Dense(1)]
[Trainable(MaxSteps = 10, MaxBatch = 4)]
internal sealed partial class KeptNet;

/// <summary>A call of Fit that is interrupted, wherever, and made again gives what it would have given otherwise, bit for bit.</summary>
public sealed class FitCheckpointTests : IDisposable
{
    private const int Epochs = 5;

    // Sequences of training, three batches of four and one of one an epoch.
    private const int Sequences = 13;
    private const int BatchesOfEpoch = 4;

    private static readonly float[] s_wave = [.. Enumerable.Range(0, 120).Select(t => MathF.Sin(0.3f * t) + (0.3f * MathF.Cos(1.1f * t)))];

    private static readonly WarmUp<CosineDecay> s_schedule = new(new(0.08f, 0.04f, 20), 3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinyrnn-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "fit.safetensors");

    private static SeriesWindows Validation => SeriesWindows.Forecast(s_wave.AsMemory(80), features: 1, steps: 10, every: 5);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>In front of each update in turn, the process ends: nothing but the file is left of it.</summary>
    [Fact]
    public void A_run_that_ends_at_any_update_goes_on_as_if_it_had_not()
    {
        (FitResult expected, float[] weights, byte[] checkpoint) = Whole(every: 1);
        Assert.True(expected.Best!.Value.Epoch < Epochs, "the last epoch is the best: there are no other weights to keep");
        for (int update = 0; update < Epochs * BatchesOfEpoch; update++)
        {
            File.Delete(Path);
            Assert.Throws<EndOfProcessException>(() => Fit(Create(), Set(), every: 1, new Ending(after: update)));
            KeptNet.Trainer trainer = Create();
            Same(expected, Fit(trainer, Set(), every: 1));
            Assert.Equal(weights, Weights(trainer));
            Assert.Equal(checkpoint, After(trainer));
        }
    }

    /// <summary>Files that are some updates old, of calls that are interrupted again and again.</summary>
    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 4)]
    [InlineData(0, 5)]
    [InlineData(7, 7)]
    public void What_was_done_since_the_file_is_done_again(int every, int updatesOfProcess)
    {
        (FitResult expected, float[] weights, byte[] checkpoint) = Whole(every);
        File.Delete(Path);
        int processes = 0;
        for (int updates = updatesOfProcess; ; updates++)
        {
            processes++;
            KeptNet.Trainer trainer = Create();
            try
            {
                Same(expected, Fit(trainer, Set(), every, new Ending(updates)));
            }
            catch (EndOfProcessException)
            {
                continue;
            }

            Assert.Equal(weights, Weights(trainer));
            Assert.Equal(checkpoint, After(trainer));
            break;
        }

        Assert.True(processes > 2, $"{processes} processes");
    }

    [Fact]
    public void Without_a_file_it_does_the_same()
    {
        (FitResult expected, float[] weights, byte[] checkpoint) = Whole(every: 2);
        KeptNet.Trainer trainer = Create();
        Same(expected, trainer.Fit(Set(), Validation, Options(0) with { Checkpoint = null }));
        Assert.Equal(weights, Weights(trainer));
        Assert.Equal(checkpoint, After(trainer));
    }

    /// <summary>A call that has come to its end is not made again: no sequence is learnt from, and what it gave is there.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_run_that_is_done_gives_its_result_again(int patience)
    {
        FitOptions options = Options(1) with { Patience = patience };
        KeptNet.Trainer first = Create();
        FitResult expected = first.Fit(Set(), Validation, options);
        Assert.Equal(patience > 0 ? FitEnd.Patience : FitEnd.Epochs, expected.End);
        KeptNet.Trainer second = Create();
        Same(expected, second.Fit(Set(), Validation, options with { Progress = new Told(), Schedule = new Ending(after: 0) }));
        Assert.Equal(Weights(first), Weights(second));
        Assert.Equal(After(first), After(second));
    }

    [Fact]
    public void What_was_cancelled_goes_on()
    {
        (FitResult expected, float[] weights, _) = Whole(every: 0);
        File.Delete(Path);
        for (int update = 1; update < BatchesOfEpoch * Epochs; update += 2)
        {
            using CancellationTokenSource source = new();
            FitOptions options = Options(0) with { Cancellation = source.Token, Schedule = new Ending(update, source.Cancel) };
            if (Create().Fit(Set(), Validation, options).End != FitEnd.Cancelled)
                break;
        }

        KeptNet.Trainer trainer = Create();
        Same(expected, Fit(trainer, Set(), every: 0));
        Assert.Equal(weights, Weights(trainer));
    }

    /// <summary>A rate that makes weights infinite: the file of the last good update stays, and the same end is found again.</summary>
    [Fact]
    public void What_diverges_diverges_again()
    {
        FitOptions options = Options(1) with { Schedule = new Diverging(after: 6) };
        KeptNet.Trainer first = Create();
        FitResult expected = first.Fit(Set(), Validation, options);
        Assert.Equal(FitEnd.Diverged, expected.End);
        Assert.True(expected.Epochs.Count > 0);
        KeptNet.Trainer second = Create();
        Same(expected, second.Fit(Set(), Validation, options));
        Assert.Equal(Weights(first), Weights(second));
    }

    /// <summary>The file is the trainer's checkpoint as well, of the last update and not of the best epoch, for another training.</summary>
    [Fact]
    public void A_trainer_goes_on_from_the_file_by_hand()
    {
        float[] last = [];
        KeptNet.Trainer fitted = Create();
        fitted.Fit(Set(), Validation, Options(1) with { Progress = new Told(_ => last = Weights(fitted)) });
        Assert.NotEqual(last, Weights(fitted));
        KeptNet.Trainer byHand = Create();
        byHand.LoadCheckpoint(Path);
        Assert.Equal(last, Weights(byHand));
        Assert.Equal(Epochs * BatchesOfEpoch, byHand.StepCount);
        KeptNet served = KeptNet.Load(Path, new() { IgnoreUnexpected = true });
        Assert.Equal(last, served.Parameters.ToArray());

        // By hand it has no place in a call of Fit.
        byHand.SaveCheckpoint(Path);
        Refusal("is a checkpoint that Fit did not write", () => Fit(Create(), Set(), every: 1));
    }

    [Fact]
    public void A_file_of_another_call_is_refused_and_the_difference_named()
    {
        Whole(every: 1);
        byte[] file = File.ReadAllBytes(Path);
        FitOptions options = Options(1);
        SequenceList<float, float> other = Set();
        float[] inputs = new float[other.StepsOf(12)];
        float[] targets = new float[inputs.Length];
        other.Copy(12, inputs, targets);
        targets[^1] += 1e-6f;
        SequenceList<float, float> changed = Set(Sequences - 1);
        changed.Add(inputs, targets);
        Refused("Training set: this call has 13 sequences", trainer => trainer.Fit(changed, Validation, options));
        Refused("Training set: this call has 12 sequences", trainer => trainer.Fit(Set(Sequences - 1), Validation, options));
        Refused("Validation set: this call has none", trainer => trainer.Fit(Set(), null, options));
        Refused("Epochs: this call has 6, the file 5", trainer => trainer.Fit(Set(), Validation, options with { Epochs = 6 }));
        Refused("Batch: this call has 3", trainer => trainer.Fit(Set(), Validation, options with { Batch = 3 }));
        Refused("Shuffles: ", trainer => trainer.Fit(Set(), Validation, options with { Shuffles = false }));
        Refused("Seed: this call has 4", trainer => trainer.Fit(Set(), Validation, options with { Seed = 4 }));
        Refused("Schedule: this call has none", trainer => trainer.Fit(Set(), Validation, options with { Schedule = null }));
        Refused("Schedule: ", trainer => trainer.Fit(Set(), Validation, options with { Schedule = new CosineDecay(0.05f, 0.001f, 20) }));
        Refused("Patience: this call has 9", trainer => trainer.Fit(Set(), Validation, options with { Patience = 9 }));
        Refused("LeastImprovement: this call has 0.5", trainer => trainer.Fit(Set(), Validation, options with { LeastImprovement = 0.5 }));
        Refused("KeepsBest: this call has False", trainer => trainer.Fit(Set(), Validation, options with { KeepsBest = false }));
        Refused("The trainer's settings: ", trainer => trainer.Fit(Set(), Validation, options), trainer => trainer.Clipping = new() { Norm = 2 });
        Refused("The trainer's settings: ", trainer => trainer.Fit(Set(), Validation, options), trainer => trainer.SetFrozen(0, true));
        Refused("What training began with", trainer => trainer.Fit(Set(), Validation, options), trainer => trainer.Random = new RandomState(8));
        Refused(
            "What training began with", trainer => trainer.Fit(Set(), Validation, options), trainer => trainer.Import(new float[KeptNet.ParameterCount]));
        WaveNet.Trainer wave = new(WaveNet.Create(1));
        Refusal("does not hold the weights of WaveNet", () => wave.Fit(Set(), Validation, options));
        Assert.Equal(file, File.ReadAllBytes(Path));

        void Refused(string part, Action<KeptNet.Trainer> call, Action<KeptNet.Trainer>? prepare = null)
        {
            KeptNet.Trainer trainer = Create();
            prepare?.Invoke(trainer);
            byte[] before = After(trainer);
            WeightMismatchException refusal = Assert.Throws<WeightMismatchException>(() => call(trainer));
            Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("delete it or give another path", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(before, After(trainer));
        }
    }

    /// <summary>Each byte of the file in turn is another one.</summary>
    [Fact]
    public void A_damaged_file_is_refused_and_nothing_changes()
    {
        Whole(every: 1);
        byte[] file = File.ReadAllBytes(Path);
        KeptNet.Trainer trainer = Create();
        byte[] before = After(trainer);
        for (int place = 0; place < file.Length; place += place < 4000 ? 1 : 7)
        {
            byte[] damaged = [.. file];
            damaged[place] ^= 0x10;
            File.WriteAllBytes(Path, damaged);
            Refusal("", () => Fit(trainer, Set(), every: 1));
        }

        foreach (int length in (int[])[0, 7, 100, file.Length / 2, file.Length - 1])
        {
            File.WriteAllBytes(Path, file.AsSpan(0, length).ToArray());
            Refusal("", () => Fit(trainer, Set(), every: 1));
        }

        Assert.Equal(before, After(trainer));
    }

    /// <summary>Entries that no call of Fit writes, under checksums that are right.</summary>
    [Theory]
    [InlineData("fit", "2", "in format '2', but 1 is supported")]
    [InlineData("fit.batches", "-1", "a whole number")]
    [InlineData("fit.loss_count", "-1", "a finite number of at least 0")]
    [InlineData("fit.loss_count", "NaN", "a finite number of at least 0")]
    [InlineData("fit.loss_sum", "much", "a number")]
    [InlineData("fit.end", "Cancelled", "none, Epochs or Patience")]
    [InlineData("fit.history", "", "an epoch of a training that has ended")]
    [InlineData("fit.history", "1 2 3;", "three numbers")]
    [InlineData("fit.history", "1 2*;", "three numbers")]
    [InlineData("fit.history", "1 2 3*", "three numbers")]
    [InlineData("fit.history", "1 x 3*;", "a number")]
    [InlineData("fit.history", ";", "three numbers")]
    [InlineData("fit.seed", null, "")]
    [InlineData("fit.call.seed", null, "has no 'fit.call.seed'")]
    public void Entries_that_make_no_sense_are_refused(string key, string? text, string part)
    {
        Whole(every: 1);
        using (SafetensorsReader reader = SafetensorsReader.Open(Path))
        {
            SafetensorsWriter writer = new();
            foreach ((string each, string value) in reader.Metadata)
                writer.Metadata[each] = value;
            if (text is null)
                writer.Metadata.Remove(key);
            else
                writer.Metadata[key] = text;
            foreach (TensorInfo tensor in reader.Tensors)
            {
                float[] values = new float[tensor.ElementCount];
                reader.Read(tensor, values);
                writer.Add(tensor.Name, tensor.Shape, values);
            }

            AtomicFile.Write(Path, writer.Write);
        }

        if (part.Length == 0)
            Fit(Create(), Set(), every: 1);
        else
            Refusal(part, () => Fit(Create(), Set(), every: 1));
    }

    [Fact]
    public void Options_of_files_that_make_no_sense_are_refused()
    {
        FeatureScalerTests.Says("FitOptions.CheckpointEvery", () => Create().Fit(Set(), options: new() { CheckpointEvery = 5 }));
        FeatureScalerTests.Says("FitOptions.CheckpointEvery", () => Create().Fit(Set(), options: new() { CheckpointEvery = -1, Checkpoint = Path }));
        FeatureScalerTests.Says("FitOptions.Checkpoint is the path", () => Create().Fit(Set(), options: new() { Checkpoint = "" }));
        FeatureScalerTests.Says("FitOptions.Epochs is at most 100000", () => Create().Fit(Set(), options: new() { Epochs = 100_001, Checkpoint = Path }));
        Assert.False(File.Exists(Path));

        // A folder that is missing is known before anything is learnt.
        KeptNet.Trainer trainer = Create();
        Assert.Throws<DirectoryNotFoundException>(
            () => trainer.Fit(Set(), options: new() { Checkpoint = System.IO.Path.Combine(_folder.FullName, "none", "x") }));
        Assert.Equal(0, trainer.StepCount);
    }

    private static KeptNet.Trainer Create() => new(KeptNet.Create(3)) { Clipping = new() { Norm = 1 }, Random = new RandomState(7) };

    private static void Refusal(string part, Func<object> call)
    {
        Exception? refusal = Record.Exception(() => call());
        Assert.True(refusal is WeightFormatException or WeightMismatchException, $"{refusal}");
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    private static SequenceList<float, float> Set(int count = Sequences)
    {
        SequenceList<float, float> list = new(inputSize: 1, targetSize: 1, hasStepTargets: true);
        for (int i = 0; i < count; i++)
        {
            int steps = 4 + (i % 7);
            list.Add(s_wave.AsMemory(i * 5, steps), s_wave.AsMemory((i * 5) + 1, steps));
        }

        return list;
    }

    private FitOptions Options(int every, ILearningRateSchedule? schedule = null) => new()
    {
        Epochs = Epochs,
        Seed = 3,
        Schedule = schedule ?? s_schedule,
        Checkpoint = Path,
        CheckpointEvery = every,
    };

    private FitResult Fit(KeptNet.Trainer trainer, SequenceSet<float, float> set, int every, ILearningRateSchedule? schedule = null) =>
        trainer.Fit(set, Validation, Options(every, schedule));

    private (FitResult Result, float[] Weights, byte[] Checkpoint) Whole(int every)
    {
        KeptNet.Trainer trainer = Create();
        FitResult result = Fit(trainer, Set(), every);
        return (result, Weights(trainer), After(trainer));
    }

    private static void Same(FitResult expected, FitResult found)
    {
        Assert.Equal(expected.End, found.End);
        Assert.Equal(expected.Best, found.Best);
        Assert.Equal(expected.Epochs, found.Epochs);
    }

    private static float[] Weights(KeptNet.Trainer trainer)
    {
        float[] weights = new float[KeptNet.ParameterCount];
        trainer.CopyParameters(weights);
        return weights;
    }

    /// <summary>All that there is of a trainer.</summary>
    private static byte[] After(KeptNet.Trainer trainer)
    {
        using MemoryStream stream = new();
        trainer.SaveCheckpoint(stream);
        return stream.ToArray();
    }

    private sealed class EndOfProcessException : Exception;

    private sealed class Told(Action<FitEpoch>? then = null) : IProgress<FitEpoch>
    {
        public void Report(FitEpoch value)
        {
            if (then is null)
                Assert.Fail("an epoch is told of again");
            else
                then(value);
        }
    }

    private readonly struct Diverging(long after) : ILearningRateSchedule
    {
        public float At(long step) => step < after ? 0.02f : 3e38f;
    }

    /// <summary>A schedule in front of one of whose steps a process ends. The call's look at its rates, before it begins, is passed over.</summary>
    private sealed class Ending(int after, Action? then = null) : ILearningRateSchedule
    {
        private const int Looks = 256;
        private int _calls = -Looks;

        public float At(long step)
        {
            if (_calls++ == after)
            {
                if (then is null)
                    throw new EndOfProcessException();
                then();
            }

            return s_schedule.At(step);
        }
    }
}
