namespace TinyRnn.Samples;

/// <summary>
/// A spotter of five words that are made of tones and noise, at 8 kHz, 128 samples (16 ms) a step. The first layers are a spectrum of the last 256 samples,
/// whose rows are set and frozen; the rest is learnt.
/// </summary>
[RecurrentModel(ToneWords.Step, Mode = SequenceMode.ManyToOne)]
[Context(SpectrumFilters.Window - ToneWords.Step)]
[FrameConv1D(2 * SpectrumFilters.Count, SpectrumFilters.Window, Bias = false, Name = "spectrum")]
[Magnitude]
[LayerNorm]
[Conv1D(24, 3, Bias = false)]
[BatchNorm]
[Activation(Activation.Relu)]
[Gru(32, Name = "")]
[Dense(ToneWords.Classes)]
[Trainable(MaxSteps = ToneWords.Steps, MaxBatch = 32, Loss = Loss.CrossEntropy)]
internal sealed partial class KeywordNet;

/// <summary>Many to one over sound, and the same model on a stream.</summary>
internal sealed class KeywordSample : TrainingSample
{
    public override string Name => "keywords";

    public override string Summary => "Spots words in sound: spectrum, Conv1D and GRU in one model, trained on clips, run on a stream";

    protected override TrainingTask Create(SampleRun run, string? init) => new KeywordTask(run.Seed, init);
}
