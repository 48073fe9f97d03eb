namespace TinyRnn.Samples;

/// <summary>Clips of 0.77 s, each with its last word as the answer: many to one, cross-entropy.</summary>
internal sealed class KeywordTask : TrainingTask
{
    private const int Batch = 32;
    private readonly float[] _inputs = new float[Batch * ToneWords.Length];
    private readonly int[] _targets = new int[Batch];
    private readonly KeywordNet _net;
    private readonly KeywordNet.Trainer _trainer;
    private RandomState _random;

    public KeywordTask(ulong seed, string? init)
    {
        _random = new RandomState(seed);
        _net = init is not null ? KeywordNet.Load(init, Weights.Lenient) : KeywordNet.Create(seed);
        _trainer = new KeywordNet.Trainer(_net);
        Configure(_trainer);
        if (init is null)
            SetSpectrum(_trainer);
        _trainer.SetFrozen(KeywordNet.Trainer.Layers.FrameConv1D1, true);
    }

    public override string Title =>
        $"keywords: spectrum of {SpectrumFilters.Count} frequencies, Conv1D(24), GRU(32), Dense({ToneWords.Classes}), {KeywordNet.ParameterCount:N0} "
        + $"parameters, batches of {Batch} clips of {ToneWords.Steps} steps";

    public override string LossName => "cross-entropy";

    public override int Steps => 600;

    public override int QuickSteps => 250;

    public override float Train(int step)
    {
        for (int j = 0; j < Batch; j++)
        {
            _targets[j] = (int)(_random.NextSingle() * ToneWords.Classes);
            bool follows = _random.NextSingle() < 0.5f;
            ToneWords.Fill(_targets[j], follows, _inputs.AsSpan(j * ToneWords.Length, ToneWords.Length), ref _random);
        }

        return _trainer.TrainBatch(_inputs, _targets, new() { Batch = Batch });
    }

    public override void Save(string weights)
    {
        _trainer.Publish();
        _net.Save(weights);
    }

    public override void Finish(SampleRun run, string weights)
    {
        KeywordNet loaded = KeywordNet.Load(weights);
        KeywordTest.Clips(run, loaded);
        KeywordStream stream = KeywordStream.Of(loaded);
        stream.Report(run);
        run.Draw("keywords.png", KeywordFigure.Of(stream));
    }

    private static void SetSpectrum(KeywordNet.Trainer trainer)
    {
        float[] parameters = new float[KeywordNet.ParameterCount];
        trainer.CopyParameters(parameters);

        // The first tensor: nothing in front of the spectrum has weights.
        SpectrumFilters.Fill(parameters.AsSpan(KeywordNet.Tensors[0].Offset, 2 * SpectrumFilters.Count * SpectrumFilters.Window));
        trainer.Import(parameters);
    }
}
