namespace TinyRnn.Benchmarks;

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
