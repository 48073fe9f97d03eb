namespace TinyRnn.Benchmarks;

[RecurrentModel(1)]
[Rnn(1)]
[Dense(1)]
internal sealed partial class Rnn1;

[RecurrentModel(1)]
[Rnn(2)]
[Dense(1)]
internal sealed partial class Rnn2;

[RecurrentModel(1)]
[Rnn(3)]
[Dense(1)]
internal sealed partial class Rnn3;

[RecurrentModel(1)]
[Rnn(4)]
[Dense(1)]
internal sealed partial class Rnn4;

[RecurrentModel(1)]
[Rnn(5)]
[Dense(1)]
internal sealed partial class Rnn5;

[RecurrentModel(1)]
[Rnn(6)]
[Dense(1)]
internal sealed partial class Rnn6;

[RecurrentModel(1)]
[Rnn(7)]
[Dense(1)]
internal sealed partial class Rnn7;

[RecurrentModel(1)]
[Rnn(8)]
[Dense(1)]
internal sealed partial class Rnn8;

[RecurrentModel(1)]
[Rnn(16)]
[Dense(1)]
internal sealed partial class Rnn16;

[RecurrentModel(1)]
[Rnn(20)]
[Dense(1)]
internal sealed partial class Rnn20;

[RecurrentModel(1)]
[Rnn(32)]
[Dense(1)]
internal sealed partial class Rnn32;

[RecurrentModel(1)]
[Rnn(40)]
[Dense(1)]
internal sealed partial class Rnn40;

[RecurrentModel(1)]
[Rnn(64)]
[Dense(1)]
internal sealed partial class Rnn64;

[RecurrentModel(1)]
[Rnn(96)]
[Dense(1)]
internal sealed partial class Rnn96;

[RecurrentModel(1)]
[Rnn(128)]
[Dense(1)]
internal sealed partial class Rnn128;

[RecurrentModel(1)]
[Rnn(256)]
[Dense(1)]
internal sealed partial class Rnn256;
