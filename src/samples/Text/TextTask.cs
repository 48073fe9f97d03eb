using System.Globalization;
using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>
/// The next character, given all before it: truncated back-propagation through time over 16 places of the text at once. Each goes on where its last chunk
/// ended, with the state that it had there.
/// </summary>
internal sealed class TextTask : TrainingTask
{
    private const int Streams = 16;
    private const int Chunk = 64;
    private const int Generated = 300;

    /// <summary>Steps between two validations.</summary>
    private const int Interval = 100;

    private readonly List<double> _validated = [];
    private readonly List<double> _bits = [];
    private readonly TextCorpus _corpus;
    private readonly int[] _inputs = new int[Streams * Chunk];
    private readonly int[] _targets = new int[Streams * Chunk];
    private readonly TextNet.State[] _states = new TextNet.State[Streams];
    private readonly TextNet _net;
    private readonly TextNet.Trainer _trainer;
    private readonly ulong _seed;
    private readonly string _name;

    public TextTask(ulong seed, string? init, string? path)
    {
        _corpus = new TextCorpus(TextSource.Read(path), TextNet.Vocabulary);
        if (_corpus.Training.Length <= Streams * Chunk || _corpus.Validation.Length < 2)
            throw new SampleException($"The text has {_corpus.Ids.Length} characters; to learn from it takes some thousands.");
        _name = path is null ? "sentences of this project's pages" : Path.GetFileName(path);
        _seed = seed;
        _net = init is not null ? TextNet.Load(init, Weights.Lenient) : TextNet.Create(seed);
        _trainer = new TextNet.Trainer(_net);
        Configure(_trainer);
    }

    public override string Title => string.Create(
        CultureInfo.InvariantCulture,
        $"{_name}, {_corpus.Ids.Length:N0} characters: Embedding(60, 16) + LSTM(64) + Dense(60), {TextNet.ParameterCount:N0} parameters, {Streams} streams "
        + $"in chunks of {Chunk}");

    public override string LossName => "cross-entropy (nats a character)";

    public override int Steps => 2000;

    public override int QuickSteps => 300;

    public override string Status => string.Create(CultureInfo.InvariantCulture, $"validation {_bits[^1]:F3} bits a character");

    public override float Train(int step)
    {
        if (step % Interval == 0)
            Validate(step);
        if (TextCorpus.Chunk(_corpus.Training, step, _inputs, _targets, Streams, Chunk))
            Array.Clear(_states);
        return _trainer.TrainBatch(_inputs, _targets, new() { Batch = Streams, States = _states });
    }

    public override void Save(string weights)
    {
        _trainer.Publish();
        _net.Save(weights);
    }

    public override void Finish(SampleRun run, string weights)
    {
        string ids = _corpus.SharedCount == 0
            ? $"{_corpus.Distinct}, each with an id of its own"
            : $"{_corpus.Distinct}: more than the model's {TextNet.Vocabulary} ids, the {_corpus.SharedCount} rarest share one (written {TextCorpus.Shared})";
        run.Note("different characters", ids);
        run.Result("by frequencies of characters", Unigram, "{0:F3} bits a character");
        run.Result("by frequencies of pairs", Bigram, "{0:F3} bits a character");
        run.Result(
            "validation", BitsPerCharacter(),
            string.Create(CultureInfo.InvariantCulture, $"{{0:F3}} bits a character over the last {_corpus.Validation.Length:N0}"));
        run.Note("writes, at temperature 0.7", Write(TextNet.Load(weights)));
    }

    /// <summary>Bits a character of the batches and of the validation text, beside what counting gives.</summary>
    public override Figure Picture(SampleRun run, LossLog log)
    {
        int steps = log.Losses.Count;
        Validate(steps);
        (double[] learnt, double[] nats) = LossLog.Thinned(log.MovingMean());
        Line Level(string label, double bits, LineStyle style) => new(label, [0, steps], [bits, bits]) { Style = style };
        return new Figure(
        [
            new Panel
            {
                Title = "how well the next character is told",
                X = "step",
                Y = "bits a character",
                Lines =
                [
                    new Line($"batches, mean of {LossLog.Window}", learnt, [.. nats.Select(ClassificationMetrics.BitsPerSymbol)]) { Style = LineStyle.Pale },
                    new Line("LSTM(64), validation", _validated, _bits),
                    Level("frequencies of characters", Unigram, LineStyle.Dotted),
                    Level("frequencies of pairs", Bigram, LineStyle.Dashed),
                ],
            },
        ]);
    }

    private double Unigram => TextStatistics.Unigram(_corpus.Training, _corpus.Validation, _corpus.Used);

    private double Bigram => TextStatistics.Bigram(_corpus.Training, _corpus.Validation, _corpus.Used);

    private void Validate(int step)
    {
        _validated.Add(step);
        _bits.Add(BitsPerCharacter());
    }

    /// <summary>Over the whole validation text as one sequence.</summary>
    public double BitsPerCharacter()
    {
        ReadOnlySpan<int> text = _corpus.Validation;
        TextNet.State[] state = new TextNet.State[1];
        double nats = 0;
        for (int at = 0; at < text.Length - 1; at += Chunk)
        {
            int length = Math.Min(Chunk, text.Length - 1 - at);
            nats += length * (double)_trainer.Evaluate(text.Slice(at, length), text.Slice(at + 1, length), new() { Batch = 1, States = state });
        }

        return ClassificationMetrics.BitsPerSymbol(nats / (text.Length - 1));
    }

    private string Write(TextNet net)
    {
        int[] tokens = new int[Generated];
        RandomState random = new(_seed);
        TextNet.State state = default;
        int written = net.Generate(ref state, _corpus.Id('\n'), tokens, new Sampling(0.7f), ref random);
        return _corpus.Text(tokens.AsSpan(0, written)).Trim();
    }
}
