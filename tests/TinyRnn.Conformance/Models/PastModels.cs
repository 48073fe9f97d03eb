namespace TinyRnn.Conformance.Models;

// Windows and histories among layers that compute a sequence four steps at a time.

[RecurrentModel(40)]
[Window(1)]
[Lstm(64)]
internal sealed partial class WindowThenLstm;

[RecurrentModel(5)]
[Window(3)]
[Dense(15, Activation.Tanh)]
[Residual]
[Gru(21, ResetAfter = false)]
[Dense(9)]
internal sealed partial class WindowUnderResidual;

[RecurrentModel(9)]
[Lstm(12)]
[Window(2)]
[Residual(Channels = 12)]
[Rnn(24)]
[Residual]
internal sealed partial class WindowBetween;

[RecurrentModel(3)]
[History(40)]
[Dense(8)]
[Lstm(20)]
[Dense(2)]
internal sealed partial class HistoryThenLstm;

[RecurrentModel(12, Mode = SequenceMode.ManyToOne)]
[Gru(17)]
[Window(2)]
[Dense(9)]
internal sealed partial class WindowBeforeHead;

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Window(3)]
[Lstm(12)]
[Dense(4, Activation.Softmax)]
internal sealed partial class WindowToOne;

[RecurrentModel(12, Mode = SequenceMode.OneToMany)]
[Window(2)]
[Lstm(12)]
internal sealed partial class WindowToMany;

[RecurrentModel(12, Mode = SequenceMode.OneToOne)]
[Window(1)]
[Lstm(12)]
internal sealed partial class WindowOnce;

[RecurrentModel(4)]
[Window(2)]
[Dense(20, Activation.Relu)]
[Lstm(9, Bidirectional = true)]
[Window(3)]
[Gru(10)]
internal sealed partial class WindowsBothWays;
