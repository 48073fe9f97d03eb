namespace TinyRnn.Conformance.Models;

// Every composition of panels (1 to 16 units, each cover of a rest behind one panel of 16 and behind several) in every kind of cell; odd inputs, odd outputs.

[RecurrentModel(3)]
[Lstm(1)]
[Gru(1)]
[Gru(70, Name = "before", ResetAfter = false)]
[Rnn(1)]
[Rnn(70, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(8, Activation.Tanh)]
internal sealed partial class Size1;

[RecurrentModel(5)]
[Lstm(2)]
[Gru(2)]
[Gru(69, Name = "before", ResetAfter = false)]
[Rnn(2)]
[Rnn(69, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(15, Activation.Tanh)]
internal sealed partial class Size2;

[RecurrentModel(2)]
[Lstm(3)]
[Gru(3)]
[Gru(68, Name = "before", ResetAfter = false)]
[Rnn(3)]
[Rnn(68, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(22, Activation.Tanh)]
internal sealed partial class Size3;

[RecurrentModel(7)]
[Lstm(4)]
[Gru(4)]
[Gru(67, Name = "before", ResetAfter = false)]
[Rnn(4)]
[Rnn(67, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(6, Activation.Tanh)]
internal sealed partial class Size4;

[RecurrentModel(9)]
[Lstm(5)]
[Gru(5)]
[Gru(66, Name = "before", ResetAfter = false)]
[Rnn(5)]
[Rnn(66, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(13, Activation.Tanh)]
internal sealed partial class Size5;

[RecurrentModel(4)]
[Lstm(6)]
[Gru(6)]
[Gru(65, Name = "before", ResetAfter = false)]
[Rnn(6)]
[Rnn(65, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(20, Activation.Tanh)]
internal sealed partial class Size6;

[RecurrentModel(17)]
[Lstm(7)]
[Gru(7)]
[Gru(64, Name = "before", ResetAfter = false)]
[Rnn(7)]
[Rnn(64, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(4, Activation.Tanh)]
internal sealed partial class Size7;

[RecurrentModel(6)]
[Lstm(8)]
[Gru(8)]
[Gru(63, Name = "before", ResetAfter = false)]
[Rnn(8)]
[Rnn(63, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(11, Activation.Tanh)]
internal sealed partial class Size8;

[RecurrentModel(11)]
[Lstm(9)]
[Gru(9)]
[Gru(62, Name = "before", ResetAfter = false)]
[Rnn(9)]
[Rnn(62, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(18, Activation.Tanh)]
internal sealed partial class Size9;

[RecurrentModel(1)]
[Lstm(10)]
[Gru(10)]
[Gru(61, Name = "before", ResetAfter = false)]
[Rnn(10)]
[Rnn(61, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(2, Activation.Tanh)]
internal sealed partial class Size10;

[RecurrentModel(3)]
[Lstm(11)]
[Gru(11)]
[Gru(60, Name = "before", ResetAfter = false)]
[Rnn(11)]
[Rnn(60, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(9, Activation.Tanh)]
internal sealed partial class Size11;

[RecurrentModel(5)]
[Lstm(12)]
[Gru(12)]
[Gru(59, Name = "before", ResetAfter = false)]
[Rnn(12)]
[Rnn(59, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(16, Activation.Tanh)]
internal sealed partial class Size12;

[RecurrentModel(2)]
[Lstm(13)]
[Gru(13)]
[Gru(58, Name = "before", ResetAfter = false)]
[Rnn(13)]
[Rnn(58, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(23, Activation.Tanh)]
internal sealed partial class Size13;

[RecurrentModel(7)]
[Lstm(14)]
[Gru(14)]
[Gru(57, Name = "before", ResetAfter = false)]
[Rnn(14)]
[Rnn(57, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(7, Activation.Tanh)]
internal sealed partial class Size14;

[RecurrentModel(9)]
[Lstm(15)]
[Gru(15)]
[Gru(56, Name = "before", ResetAfter = false)]
[Rnn(15)]
[Rnn(56, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(14, Activation.Tanh)]
internal sealed partial class Size15;

[RecurrentModel(4)]
[Lstm(16)]
[Gru(16)]
[Gru(55, Name = "before", ResetAfter = false)]
[Rnn(16)]
[Rnn(55, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(21, Activation.Tanh)]
internal sealed partial class Size16;

[RecurrentModel(17)]
[Lstm(17)]
[Gru(17)]
[Gru(54, Name = "before", ResetAfter = false)]
[Rnn(17)]
[Rnn(54, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(5, Activation.Tanh)]
internal sealed partial class Size17;

[RecurrentModel(1)]
[Lstm(20)]
[Gru(20)]
[Gru(51, Name = "before", ResetAfter = false)]
[Rnn(20)]
[Rnn(51, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(3, Activation.Tanh)]
internal sealed partial class Size20;

[RecurrentModel(5)]
[Lstm(22)]
[Gru(22)]
[Gru(49, Name = "before", ResetAfter = false)]
[Rnn(22)]
[Rnn(49, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(17, Activation.Tanh)]
internal sealed partial class Size22;

[RecurrentModel(7)]
[Lstm(24)]
[Gru(24)]
[Gru(47, Name = "before", ResetAfter = false)]
[Rnn(24)]
[Rnn(47, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(8, Activation.Tanh)]
internal sealed partial class Size24;

[RecurrentModel(17)]
[Lstm(27)]
[Gru(27)]
[Gru(44, Name = "before", ResetAfter = false)]
[Rnn(27)]
[Rnn(44, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(6, Activation.Tanh)]
internal sealed partial class Size27;

[RecurrentModel(6)]
[Lstm(28)]
[Gru(28)]
[Gru(43, Name = "before", ResetAfter = false)]
[Rnn(28)]
[Rnn(43, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(13, Activation.Tanh)]
internal sealed partial class Size28;

[RecurrentModel(3)]
[Lstm(31)]
[Gru(31)]
[Gru(40, Name = "before", ResetAfter = false)]
[Rnn(31)]
[Rnn(40, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(11, Activation.Tanh)]
internal sealed partial class Size31;

[RecurrentModel(2)]
[Lstm(33)]
[Gru(33)]
[Gru(38, Name = "before", ResetAfter = false)]
[Rnn(33)]
[Rnn(38, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(2, Activation.Tanh)]
internal sealed partial class Size33;

[RecurrentModel(1)]
[Lstm(40)]
[Gru(40)]
[Gru(31, Name = "before", ResetAfter = false)]
[Rnn(40)]
[Rnn(31, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(5, Activation.Tanh)]
internal sealed partial class Size40;

[RecurrentModel(6)]
[Lstm(48)]
[Gru(48)]
[Gru(23, Name = "before", ResetAfter = false)]
[Rnn(48)]
[Rnn(23, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(15, Activation.Tanh)]
internal sealed partial class Size48;

[RecurrentModel(17)]
[Lstm(57)]
[Gru(57)]
[Gru(14, Name = "before", ResetAfter = false)]
[Rnn(57)]
[Rnn(14, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(9, Activation.Tanh)]
internal sealed partial class Size57;

[RecurrentModel(7)]
[Lstm(64)]
[Gru(64)]
[Gru(7, Name = "before", ResetAfter = false)]
[Rnn(64)]
[Rnn(7, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(12, Activation.Tanh)]
internal sealed partial class Size64;

[RecurrentModel(9)]
[Lstm(65)]
[Gru(65)]
[Gru(6, Name = "before", ResetAfter = false)]
[Rnn(65)]
[Rnn(6, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(19, Activation.Tanh)]
internal sealed partial class Size65;

[RecurrentModel(1)]
[Lstm(70)]
[Gru(70)]
[Gru(1, Name = "before", ResetAfter = false)]
[Rnn(70)]
[Rnn(1, Name = "relu", Nonlinearity = Nonlinearity.Relu)]
[Dense(8, Activation.Tanh)]
internal sealed partial class Size70;
