namespace TinyRnn.Conformance.Models;

// One class for each shape among the PyTorch vectors of tests/data/pytorch; names in the files have no prefix.

[RecurrentModel(8)]
[Gru(16, Name = "", Bidirectional = true)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru8x16Bi;

[RecurrentModel(3)]
[Lstm(8, Name = "", Bidirectional = true)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x8Bi;

[RecurrentModel(3)]
[Lstm(8, Name = "", Bidirectional = true)]
[Lstm(8, Name = "", Bidirectional = true)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x8x2Bi;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(8, Name = "", Bidirectional = true)]
[Dense(4)]
[Trainable(MaxBatch = 4, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x8BiTo4Last;

[RecurrentModel(1)]
[Gru(1, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru1x1;

[RecurrentModel(1)]
[Gru(20, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru1x20;

[RecurrentModel(1)]
[Gru(40, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru1x40;

[RecurrentModel(1)]
[Gru(8, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru1x8;

[RecurrentModel(3)]
[Gru(16, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru3x16;

[RecurrentModel(3)]
[Gru(20, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru3x20;

[RecurrentModel(3)]
[Gru(3, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru3x3;

[RecurrentModel(3)]
[Gru(64, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru3x64;

[RecurrentModel(40)]
[Gru(7, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru40x7;

[RecurrentModel(8)]
[Gru(16, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru8x16;

[RecurrentModel(8)]
[Gru(32, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru8x32;

[RecurrentModel(1)]
[Lstm(1, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm1x1;

[RecurrentModel(1)]
[Lstm(20, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm1x20;

[RecurrentModel(1)]
[Lstm(40, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm1x40;

[RecurrentModel(1)]
[Lstm(8, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm1x8;

[RecurrentModel(3)]
[Lstm(16, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x16;

[RecurrentModel(3)]
[Lstm(3, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x3;

[RecurrentModel(3)]
[Lstm(64, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x64;

[RecurrentModel(40)]
[Lstm(16, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm40x16;

[RecurrentModel(8)]
[Lstm(32, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm8x32;

[RecurrentModel(8)]
[Lstm(7, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm8x7;

[RecurrentModel(1)]
[Rnn(1, Name = "", Nonlinearity = Nonlinearity.Relu)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnRelu1x1;

[RecurrentModel(1)]
[Rnn(8, Name = "", Nonlinearity = Nonlinearity.Relu)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnRelu1x8;

[RecurrentModel(3)]
[Rnn(32, Name = "", Nonlinearity = Nonlinearity.Relu)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnRelu3x32;

[RecurrentModel(3)]
[Rnn(3, Name = "", Nonlinearity = Nonlinearity.Relu)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnRelu3x3;

[RecurrentModel(40)]
[Rnn(20, Name = "", Nonlinearity = Nonlinearity.Relu)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnRelu40x20;

[RecurrentModel(8)]
[Rnn(64, Name = "", Nonlinearity = Nonlinearity.Relu)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnRelu8x64;

[RecurrentModel(1)]
[Rnn(1, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh1x1;

[RecurrentModel(1)]
[Rnn(8, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh1x8;

[RecurrentModel(3)]
[Rnn(20, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh3x20;

[RecurrentModel(3)]
[Rnn(3, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh3x3;

[RecurrentModel(3)]
[Rnn(40, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh3x40;

[RecurrentModel(40)]
[Rnn(16, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh40x16;

[RecurrentModel(8)]
[Rnn(32, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh8x32;

[RecurrentModel(8)]
[Rnn(64, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh8x64;

[RecurrentModel(4, Mode = SequenceMode.OneToMany, Feedback = Feedback.Output)]
[Lstm(20, Name = "")]
[Dense(4)]
internal sealed partial class Lstm4x20To4Feedback;

[RecurrentModel]
[Embedding(50, 16)]
[Lstm(32, Name = "")]
[Dense(50)]
[Trainable(Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class TokensLstm16x32;

[RecurrentModel]
[Embedding(50, 8)]
[Gru(16, Name = "")]
[Dense(50)]
[Trainable(Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class TokensGru8x16;

[RecurrentModel(3)]
[Lstm(16, Name = "")]
[Trainable(MaxSteps = 20)]
internal sealed partial class Lstm3x16Encoder;

[RecurrentModel(4)]
[Lstm(16, Name = "")]
[Dense(4)]
internal sealed partial class Lstm4x16To4Decoder;

[EncoderDecoder<Lstm3x16Encoder, Lstm4x16To4Decoder>]
internal sealed partial class Lstm3x16To4x16To4;

[RecurrentModel(8)]
[Gru(16, Name = "")]
[Trainable(MaxSteps = 20)]
internal sealed partial class Gru8x16Encoder;

[RecurrentModel(4)]
[Gru(16, Name = "")]
[Dense(4)]
[Trainable(MaxSteps = 20)]
internal sealed partial class Gru4x16To4Decoder;

[EncoderDecoder<Gru8x16Encoder, Gru4x16To4Decoder>]
[Trainable(Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru8x16To4x16To4;

[RecurrentModel(6)]
[Lstm(16, Name = "")]
[Dense(6)]
[Trainable(MaxSteps = 20, Loss = Loss.CrossEntropy)]
internal sealed partial class Lstm6x16To6Decoder;

[EncoderDecoder<Lstm3x16Encoder, Lstm6x16To6Decoder>]
[Trainable(Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x16To6x16To6;

[RecurrentModel(3)]
[Gru(16, Name = "")]
[Dense(3, Activation.Tanh)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru3x16To3Tanh;

[RecurrentModel(1)]
[Lstm(20, Name = "")]
[Dense(1)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm1x20To1;

[RecurrentModel(3)]
[Lstm(16, Name = "")]
[Dense(5)]
[Trainable(MaxBatch = 4, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x16To5;

[RecurrentModel(3)]
[Lstm(8, Name = "")]
[Dense(2)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x8To2;

[RecurrentModel(8)]
[Lstm(16, Name = "")]
[Lstm(16, Name = "")]
[Dense(2, Activation.Sigmoid)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm8x16x2To2Sigmoid;

[RecurrentModel(3)]
[Rnn(8, Name = "", Nonlinearity = Nonlinearity.Relu)]
[Dense(2, Activation.Relu)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnRelu3x8To2Relu;

[RecurrentModel(8, Mode = SequenceMode.ManyToOne)]
[Gru(16, Name = "")]
[Dense(4)]
[Trainable(MaxBatch = 4, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru8x16To4Last;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(16, Name = "")]
[Dense(6)]
[Trainable(MaxBatch = 4, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x16To6Last;

[RecurrentModel(2, Mode = SequenceMode.ManyToOne)]
[Lstm(16, Name = "")]
[Dense(1)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm2x16To1Last;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(16, Name = "")]
[Dense(1)]
[Trainable(MaxBatch = 4, Loss = Loss.BinaryCrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x16To1Last;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "")]
[Dense(6)]
[Trainable(MaxBatch = 4, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x32To6Last;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(8, Name = "")]
[Lstm(8, Name = "")]
[Dense(6)]
[Trainable(MaxBatch = 4, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x8x2To6Last;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Rnn(8, Name = "")]
[Dense(2)]
[Trainable(MaxBatch = 4, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh3x8To2Last;

[RecurrentModel(8, Mode = SequenceMode.OneToMany)]
[Gru(20, Name = "")]
[Dense(3)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru8x20To3OneToMany;

[RecurrentModel(3, Mode = SequenceMode.OneToMany)]
[Lstm(16, Name = "")]
[Dense(2)]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x16To2OneToMany;

[RecurrentModel(8)]
[Gru(8, Name = "")]
[Gru(8, Name = "")]
[Gru(8, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Gru8x8x3;

[RecurrentModel(3)]
[Lstm(16, Name = "")]
[Lstm(16, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm3x16x2;

[RecurrentModel(1)]
[Lstm(8, Name = "")]
[Lstm(8, Name = "")]
[Lstm(8, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class Lstm1x8x3;

[RecurrentModel(3)]
[Rnn(20, Name = "")]
[Rnn(20, Name = "")]
[Trainable(MaxBatch = 4, Optimizer = Optimizer.Sgd)]
internal sealed partial class RnnTanh3x20x2;
