namespace TinyRnn.Conformance.Models;

// One recurrent layer each, with panels of all widths: what becomes of a state when the input is silent.

[RecurrentModel(1)]
[Lstm(28)]
[Dense(1)]
internal sealed partial class SilentLstm;

[RecurrentModel(1)]
[Gru(28)]
[Dense(1)]
internal sealed partial class SilentGru;

[RecurrentModel(1)]
[Gru(28, ResetAfter = false)]
[Dense(1)]
internal sealed partial class SilentGruBefore;

[RecurrentModel(1)]
[Rnn(28)]
[Dense(1)]
internal sealed partial class SilentRnn;

[RecurrentModel(1)]
[Rnn(28, Nonlinearity = Nonlinearity.Relu)]
[Dense(1)]
internal sealed partial class SilentRelu;

[RecurrentModel(1, Reproducible = true)]
[Lstm(28)]
[Gru(28)]
[Gru(28, ResetAfter = false, Name = "before")]
[Rnn(28)]
[Rnn(28, Nonlinearity = Nonlinearity.Relu, Name = "relu")]
[Dense(1)]
internal sealed partial class SilentStack;
