namespace TinyRnn.Samples;

// Five ways to predict the next value. All go on from their own prediction, and all are trained on the same batches.

/// <summary>The naive model: a weight for each value that there has ever been, for at most so many.</summary>
[RecurrentModel(1, Feedback = Feedback.Output)]
[History(1024)]
[Dense(1)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class NaiveSeries;

/// <summary>The same for windows of <see cref="SeriesBatch.Steps"/>: weights of values that no window has would only take time.</summary>
[RecurrentModel(1, Feedback = Feedback.Output)]
[History(128)]
[Dense(1)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class NaiveRecall;

/// <summary>Autoregressive: a weight for each of the last 24 values.</summary>
[RecurrentModel(1, Feedback = Feedback.Output)]
[Window(24)]
[Dense(1)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class WindowSeries;

/// <summary>Markov: the last value says everything.</summary>
[RecurrentModel(1, Feedback = Feedback.Output)]
[Window(1)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class MarkovSeries;

/// <summary>Latent autoregressive: a hidden state sums up the past.</summary>
[RecurrentModel(1, Feedback = Feedback.Output)]
[Rnn(16)]
[Dense(1)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class LatentSeries;

/// <summary>The same with an LSTM. Its name in weight files is that of the PyTorch runs to be compared with.</summary>
[RecurrentModel(1, Feedback = Feedback.Output)]
[Lstm(16, Name = "", ForgetBias = 3)]
[Dense(1)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class LstmSeries;
