using System.Diagnostics;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>One of the five models, with what is asked of all.</summary>
internal abstract class Forecaster(string name)
{
    public string Name => name;

    /// <summary>
    /// Whether what it knows of the past may be older than any number of steps. Without that, and without more than a weighted sum, recall cannot be learnt.
    /// </summary>
    public bool HasState { get; init; }

    /// <summary>All five, to forecast a series.</summary>
    /// <param name="seed">Of their weights.</param>
    /// <param name="past">What the naive one sees of the past.</param>
    public static IReadOnlyList<Forecaster> Create(ulong seed, string past)
    {
        NaiveSeries naive = NaiveSeries.Create(seed);
        return [new Forecaster<NaiveSeries, NaiveSeries.State>($"naive: {past}", naive, new NaiveSeries.Trainer(naive), naive.Generate), .. Others(seed)];
    }

    /// <summary>All five, to recall.</summary>
    public static IReadOnlyList<Forecaster> ForRecall(ulong seed)
    {
        NaiveRecall naive = NaiveRecall.Create(seed);
        return [
            new Forecaster<NaiveRecall, NaiveRecall.State>($"naive: the last {SeriesBatch.Steps}", naive, new NaiveRecall.Trainer(naive), naive.Generate),
            .. Others(seed)];
    }

    private static IEnumerable<Forecaster> Others(ulong seed)
    {
        WindowSeries window = WindowSeries.Create(seed);
        MarkovSeries markov = MarkovSeries.Create(seed);
        LatentSeries latent = LatentSeries.Create(seed);
        LstmSeries lstm = LstmSeries.Create(seed);
        return
        [
            new Forecaster<WindowSeries, WindowSeries.State>("autoregressive: 24 values", window, new WindowSeries.Trainer(window), window.Generate),
            new Forecaster<MarkovSeries, MarkovSeries.State>("Markov: one value", markov, new MarkovSeries.Trainer(markov), markov.Generate),
            new Forecaster<LatentSeries, LatentSeries.State>("latent: RNN(16)", latent, new LatentSeries.Trainer(latent), latent.Generate) { HasState = true },
            new Forecaster<LstmSeries, LstmSeries.State>("LSTM(16)", lstm, new LstmSeries.Trainer(lstm), lstm.Generate) { HasState = true },
        ];
    }

    /// <summary>Learns from a batch: every value of a window predicts the next.</summary>
    /// <param name="inputs">[B, T].</param>
    /// <param name="targets">[B, T].</param>
    /// <param name="weights">[B, T], or none.</param>
    /// <returns>The mean squared error.</returns>
    public abstract float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights);

    /// <summary>The model takes what has been learnt.</summary>
    public abstract void Publish();

    /// <summary>Goes on from a context.</summary>
    /// <param name="context">The last values.</param>
    /// <param name="forecast">What comes next: from the second on, the model reads its own predictions.</param>
    public abstract void Forecast(ReadOnlySpan<float> context, Span<float> forecast);

    /// <summary>A prediction for each value of a sequence: of the value that follows it.</summary>
    public abstract void Predict(ReadOnlySpan<float> xs, Span<float> ys);

    /// <summary>Nanoseconds of one step, after so many.</summary>
    public abstract double StepCost(int steps);
}

/// <summary>The same for one generated class.</summary>
internal sealed class Forecaster<TModel, TState> : Forecaster
    where TModel : class, IStreamingModel<TModel, TState, float>
    where TState : unmanaged
{
    private readonly TModel _model;
    private readonly SequenceTrainer<float, float, TState> _trainer;
    private readonly Generation _generate;

    public Forecaster(string name, TModel model, SequenceTrainer<float, float, TState> trainer, Generation generate)
        : base(name)
    {
        _model = model;
        _trainer = trainer;
        _generate = generate;
        TrainingTask.Configure(trainer);
    }

    /// <summary>A model's <c>Generate</c>.</summary>
    public delegate void Generation(ref TState state, ReadOnlySpan<float> x, Span<float> ys);

    public override float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights) =>
        _trainer.TrainBatch(inputs, targets, new() { Batch = SeriesBatch.Size, Weights = weights });

    public override void Publish() => _trainer.Publish();

    public override void Forecast(ReadOnlySpan<float> context, Span<float> forecast)
    {
        TState state = default;
        Span<float> past = stackalloc float[SeriesBatch.Context];
        _model.Run(ref state, context[..^1], past[..(context.Length - 1)]);
        _generate(ref state, context[^1..], forecast);
    }

    public override void Predict(ReadOnlySpan<float> xs, Span<float> ys)
    {
        TState state = default;
        _model.Run(ref state, xs, ys);
    }

    public override double StepCost(int steps)
    {
        const int rounds = 5;
        const int calls = 2000;
        TState reached = default;
        float[] xs = new float[1];
        float[] ys = new float[1];
        for (int t = 0; t < steps; t++)
            _model.Step(ref reached, xs, ys);
        return Enumerable.Range(0, rounds).Min(_ => Time(reached, xs, ys, calls));
    }

    /// <summary>
    /// A step from a copy each time: the step after so many is the same step again. The copy is timed as well, and takes as long after any number of steps.
    /// </summary>
    private double Time(TState reached, float[] xs, float[] ys, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            TState state = reached;
            _model.Step(ref state, xs, ys);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}
