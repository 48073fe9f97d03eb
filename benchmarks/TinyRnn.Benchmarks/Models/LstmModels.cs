namespace TinyRnn.Benchmarks;

[RecurrentModel(1)]
[Lstm(1)]
[Dense(1)]
internal sealed partial class Lstm1;

[RecurrentModel(1)]
[Lstm(2)]
[Dense(1)]
internal sealed partial class Lstm2;

[RecurrentModel(1)]
[Lstm(3)]
[Dense(1)]
internal sealed partial class Lstm3;

[RecurrentModel(1)]
[Lstm(4)]
[Dense(1)]
internal sealed partial class Lstm4;

[RecurrentModel(1)]
[Lstm(5)]
[Dense(1)]
internal sealed partial class Lstm5;

[RecurrentModel(1)]
[Lstm(6)]
[Dense(1)]
internal sealed partial class Lstm6;

[RecurrentModel(1)]
[Lstm(7)]
[Dense(1)]
internal sealed partial class Lstm7;

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
[Lstm(96)]
[Dense(1)]
internal sealed partial class Lstm96;

[RecurrentModel(1)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class Lstm128;

[RecurrentModel(1)]
[Lstm(256)]
[Dense(1)]
internal sealed partial class Lstm256;
