namespace TinyRnn.Arm64App;

[RecurrentModel(1)]
[Lstm(8)]
[Dense(1)]
internal sealed partial class Lstm8;

[RecurrentModel(1)]
[Lstm(16)]
[Dense(1)]
internal sealed partial class Lstm16;

[RecurrentModel(1)]
[Lstm(20)]
[Dense(1)]
internal sealed partial class Lstm20;

[RecurrentModel(1)]
[Lstm(32)]
[Dense(1)]
internal sealed partial class Lstm32;

[RecurrentModel(1)]
[Lstm(40)]
[Dense(1)]
internal sealed partial class Lstm40;

[RecurrentModel(1)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class Lstm64;

[RecurrentModel(1)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class Lstm128;

[RecurrentModel(40)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class Lstm40x64;

[RecurrentModel(1)]
[Gru(40)]
[Dense(1)]
internal sealed partial class Gru40;

[RecurrentModel(1)]
[Gru(64)]
[Dense(1)]
internal sealed partial class Gru64;

[RecurrentModel(1)]
[Rnn(64)]
[Dense(1)]
internal sealed partial class Rnn64;

[RecurrentModel(12)]
[Gru(44, ResetAfter = false)]
[Dense(50)]
internal sealed partial class GruBefore12x44;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class Lstm64Int8;

[RecurrentModel(1, Weights = WeightFormat.Int8x16)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class Lstm64Int8x16;

[RecurrentModel(1, Weights = WeightFormat.Int16)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class Lstm64Int16;

[RecurrentModel(1, Weights = WeightFormat.Int8)]
[Gru(64)]
[Dense(1)]
internal sealed partial class Gru64Int8;
