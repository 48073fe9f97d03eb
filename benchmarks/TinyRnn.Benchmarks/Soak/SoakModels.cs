namespace TinyRnn.Benchmarks.Soak;

[RecurrentModel(1)]
[Lstm(40)]
[Dense(1)]
internal sealed partial class AudioLstm;

[RecurrentModel(1)]
[Gru(64)]
[Dense(1)]
internal sealed partial class AudioGru;
