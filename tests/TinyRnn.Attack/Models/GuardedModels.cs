namespace TinyRnn.Attack.Models.Guarded;

// Every kind of layer, mode and feedback, with sizes that fill no vector, for calls whose memory ends at a forbidden page.

[RecurrentModel(3)]
[Lstm(5)]
[Dense(2, Activation.Tanh)]
[Trainable(MaxSteps = 9, MaxBatch = 9)]
public sealed partial class PlainLstm;

[RecurrentModel(9, Mode = SequenceMode.ManyToOne)]
[Gru(17, ResetAfter = false)]
[Dense(3, Activation.Softmax)]
[Trainable(MaxSteps = 9, MaxBatch = 9, Loss = Loss.CrossEntropy)]
public sealed partial class Classifier;

[RecurrentModel(3, Weights = WeightFormat.Int8)]
[Lstm(33)]
[Dense(3)]
[Trainable(MaxSteps = 9, MaxBatch = 9)]
public sealed partial class Bytes;

[RecurrentModel(2, Weights = WeightFormat.Int8)]
[Gru(37, ResetAfter = false)]
[Dense(57, Activation.Tanh)]
public sealed partial class BytesBefore;

[RecurrentModel(7, Mode = SequenceMode.OneToMany)]
[Rnn(7, Nonlinearity = Nonlinearity.Relu)]
[Residual]
[Dense(5)]
[Trainable(MaxSteps = 9, MaxBatch = 9, Loss = Loss.Huber, Optimizer = Optimizer.Nesterov)]
public sealed partial class Caption;

[RecurrentModel(3, Feedback = Feedback.Output)]
[Gru(19)]
[Dense(3)]
public sealed partial class Wave;

[RecurrentModel(4, Mode = SequenceMode.OneToOne)]
[Lstm(6)]
[Dense(21)]
[Trainable(MaxSteps = 1, MaxBatch = 9, Loss = Loss.MeanAbsoluteError)]
public sealed partial class OneShot;

[RecurrentModel(2)]
[Window(4)]
[Dense(3)]
[Trainable(MaxSteps = 9, MaxBatch = 9, Optimizer = Optimizer.Sgd)]
public sealed partial class Windowed;

[RecurrentModel(5)]
[Conv1D(5, 1, Groups = 5)]
[Conv1D(6, 3, Dilation = 2, Activation = Activation.Tanh)]
[Conv1D(6, 2, Groups = 2)]
[Conv1D(6, 2, Groups = 6)]
[Trainable(MaxSteps = 9, MaxBatch = 9)]
public sealed partial class Convolved;

[RecurrentModel(5, Mode = SequenceMode.ManyToOne)]
[Conv1D(33, 20, Dilation = 2, Activation = Activation.Relu)]
[Dense(33, Activation.Tanh)]
[Conv1D(7, 1)]
public sealed partial class ConvolvedLast;

[RecurrentModel(3)]
[History(30)]
[Dense(5, Activation.Sigmoid)]
[Gru(5)]
[Trainable(MaxSteps = 9, MaxBatch = 9, Optimizer = Optimizer.CenteredRmsProp)]
public sealed partial class Growing;

[RecurrentModel(37)]
[Context(9)]
[Stft(40, Stride = 3, PadLeft = 2, PadRight = 1)]
[Magnitude]
[FrameConv1D(3, 2, Stride = 2, PadRight = 1, PadMode = FramePadding.Reflect)]
[FrameMean]
[LayerNorm]
[Gru(5)]
[Trainable(MaxSteps = 9, MaxBatch = 9)]
public sealed partial class Spectral;

[RecurrentModel(7)]
[Slice(2, 3, Name = "middle")]
[Lstm(5, Projection = 3, From = "input", Name = "projected")]
[Multiply("middle", "projected")]
[BatchNorm]
[PRelu]
[Scale(Low = -1)]
[Trainable(MaxSteps = 9, MaxBatch = 9)]
public sealed partial class Branched;

[RecurrentModel]
[Embedding(9, 6)]
[Rnn(6)]
[Dense(9, TiedTo = "embedding")]
[Trainable(MaxSteps = 9, MaxBatch = 9, Loss = Loss.CrossEntropy)]
public sealed partial class TiedLetters;

[RecurrentModel(5)]
[Gru(7)]
[Conv1D(6, 3, Stride = 2)]
[Rnn(5)]
[MaxPool1D(2)]
[Dense(3)]
public sealed partial class Strided;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Conv1D(33, 4)]
[AveragePool1D(3)]
[Lstm(9)]
[Dense(2)]
public sealed partial class StridedLast;

[RecurrentModel]
[Embedding(11, 6)]
[Lstm(9)]
[Dropout(0.25f)]
[Dense(11)]
[Trainable(MaxSteps = 9, MaxBatch = 9, Loss = Loss.CrossEntropy, Optimizer = Optimizer.AdamW)]
public sealed partial class Letters;

[RecurrentModel]
[OneHot(13)]
[Gru(7)]
[Dense(13, Activation.Softmax)]
public sealed partial class OneHotLetters;

[RecurrentModel(5)]
[Lstm(6, Bidirectional = true)]
[Rnn(3)]
[Dense(2)]
[Trainable(MaxSteps = 9, MaxBatch = 9, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class BothWays;

[RecurrentModel(Mode = SequenceMode.ManyToOne)]
[Embedding(12, 8)]
[Gru(9, Bidirectional = true)]
[Dense(3)]
public sealed partial class BothWaysLetters;

[RecurrentModel(33, Reproducible = true)]
[Lstm(36)]
[Lstm(3)]
[Residual(Channels = 2)]
public sealed partial class Exact;

[RecurrentModel(2)]
[Gru(5)]
[Lstm(3)]
[Trainable(MaxSteps = 9, MaxBatch = 9)]
public sealed partial class Source;

[RecurrentModel(3)]
[Gru(5)]
[Lstm(3)]
[Dense(3)]
[Trainable(MaxSteps = 9, MaxBatch = 9)]
public sealed partial class Target;

[EncoderDecoder<Source, Target>]
[Trainable]
public sealed partial class Pair;

[RecurrentModel]
[Embedding(10, 4)]
[Window(2)]
[Gru(6)]
[Trainable(MaxSteps = 9, MaxBatch = 9)]
public sealed partial class SourceLetters;

[RecurrentModel]
[OneHot(9)]
[Gru(6)]
[Dense(9)]
[Trainable(MaxSteps = 9, MaxBatch = 9, Loss = Loss.CrossEntropy)]
public sealed partial class TargetLetters;

[EncoderDecoder<SourceLetters, TargetLetters>]
[Trainable]
public sealed partial class PairLetters;

[RecurrentModel(2)]
[History(12)]
[Dense(4, Activation.Tanh)]
[Gru(6)]
public sealed partial class GrowingSource;

[RecurrentModel(2)]
[History(9)]
[Dense(4, Activation.Tanh)]
[Gru(6)]
[Dense(2)]
public sealed partial class GrowingTarget;

[EncoderDecoder<GrowingSource, GrowingTarget>]
public sealed partial class GrowingPair;
