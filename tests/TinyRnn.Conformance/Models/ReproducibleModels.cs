namespace TinyRnn.Conformance.Models;

// Every kind of cell and activation, in sizes that have panels of all widths and rests.

[RecurrentModel(9, Reproducible = true)]
[Lstm(37)]
[Gru(21)]
[Gru(13, ResetAfter = false, Name = "before")]
[Rnn(7)]
[Rnn(20, Nonlinearity = Nonlinearity.Relu, Name = "relu")]
[Dense(20, Activation.Tanh)]
[Residual]
[Dense(9, Activation.Sigmoid)]
[Dense(5, Activation.Softmax)]
internal sealed partial class ReproducibleStack;

[RecurrentModel(3, Reproducible = true)]
[Lstm(16, Bidirectional = true)]
[Gru(5, Bidirectional = true)]
[Dense(1)]
internal sealed partial class ReproducibleBothWays;

[RecurrentModel(3, Reproducible = true)]
[Window(5)]
[Dense(6, Activation.Relu)]
[History(40)]
[Dense(2)]
internal sealed partial class ReproducibleLags;

[RecurrentModel(Reproducible = true)]
[Embedding(30, 7)]
[Lstm(8)]
[Dense(30)]
internal sealed partial class ReproducibleText;

[RecurrentModel(Reproducible = true)]
[OneHot(23)]
[Gru(21)]
[Lstm(12)]
[Dense(23)]
internal sealed partial class ReproducibleOneHot;

[RecurrentModel(4, Feedback = Feedback.Output, Reproducible = true)]
[Lstm(19)]
[Gru(6, ResetAfter = false)]
[Dense(4, Activation.Tanh)]
internal sealed partial class ReproducibleLatent;

[RecurrentModel(3, Reproducible = true)]
[Lstm(13)]
[Gru(9)]
internal sealed partial class ReproducibleEncoder;

[RecurrentModel(2, Reproducible = true)]
[Lstm(13)]
[Gru(9)]
[Dense(2, Activation.Tanh)]
internal sealed partial class ReproducibleDecoder;

[EncoderDecoder<ReproducibleEncoder, ReproducibleDecoder>]
internal sealed partial class ReproduciblePair;

[RecurrentModel(Reproducible = true)]
[Embedding(11, 5)]
[Gru(18)]
internal sealed partial class ReproducibleReader;

[RecurrentModel(Reproducible = true)]
[OneHot(17)]
[Gru(18)]
[Dense(17)]
internal sealed partial class ReproducibleWriter;

[EncoderDecoder<ReproducibleReader, ReproducibleWriter>]
internal sealed partial class ReproducibleTranslation;
