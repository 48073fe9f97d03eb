namespace TinyRnn.Conformance.Models;

// Models for what has no PyTorch vectors: windows, histories, residual connections, and mixed stacks in both directions.

[RecurrentModel(2)]
[Window(4)]
[Dense(2)]
internal sealed partial class Autoregressive;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Window(1)]
[Dense(5, Activation.Relu)]
internal sealed partial class Markov;

[RecurrentModel]
[Embedding(9, 5)]
[Dense(9, Activation.Softmax)]
internal sealed partial class MarkovTable;

[RecurrentModel(2)]
[History(12)]
[Dense(5)]
internal sealed partial class NaivePanels;

[RecurrentModel(3)]
[History(12)]
[Dense(2, Activation.Tanh)]
internal sealed partial class NaiveDots;

[RecurrentModel(2)]
[Lstm(20, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2, Channels = 1)]
internal sealed partial class Knob;

[RecurrentModel(6)]
[Lstm(6)]
[Residual]
[Gru(6)]
[Residual(3)]
internal sealed partial class Skips;

[RecurrentModel(3)]
[Dense(10, Activation.Sigmoid)]
[Lstm(5, Bidirectional = true)]
[Residual]
[Gru(7)]
[Dense(4)]
internal sealed partial class Mixed;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne, Summary = Summary.LastOutput)]
[Gru(6, Bidirectional = true, ResetAfter = false)]
[Dense(3)]
internal sealed partial class LastOutput;

[RecurrentModel(Mode = SequenceMode.ManyToOne)]
[Embedding(9, 4)]
[Rnn(3, Bidirectional = true)]
[Lstm(5)]
[Dense(2)]
internal sealed partial class Reader;

[RecurrentModel(4, Mode = SequenceMode.OneToOne)]
[Dense(33, Activation.Relu)]
[Dense(6, Activation.Softmax)]
internal sealed partial class FeedForward;

[RecurrentModel(2, Feedback = Feedback.Output)]
[Window(3)]
[Rnn(9)]
[Dense(2)]
internal sealed partial class Latent;

[RecurrentModel(1)]
[Lstm(8, ForgetBias = 1.5f)]
internal sealed partial class Remembering;

[RecurrentModel(1)]
[Lstm(4, Name = "")]
[Dense(2)]
[PretrainedWeights("ok_f32.safetensors")]
internal sealed partial class NeverLoads;

[RecurrentModel(3)]
[Lstm(4, Name = "")]
[Dense(2)]
[PretrainedWeights("ok_f32.safetensors")]
internal sealed partial class Small;

// Of the same file the tensors of one layer, under other names.
[RecurrentModel(4)]
[Dense(2, Name = "head")]
[PretrainedWeights("ok_f32.safetensors", Prefix = "fc.", Rename = ["weight=head.weight", "bias=head.bias"])]
internal sealed partial class Renamed;
