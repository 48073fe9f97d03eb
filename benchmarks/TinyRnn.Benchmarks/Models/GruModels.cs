namespace TinyRnn.Benchmarks;

[RecurrentModel(1)]
[Gru(8)]
[Dense(1)]
internal sealed partial class Gru8;

[RecurrentModel(1)]
[Gru(16)]
[Dense(1)]
internal sealed partial class Gru16;

[RecurrentModel(1)]
[Gru(20)]
[Dense(1)]
internal sealed partial class Gru20;

[RecurrentModel(1)]
[Gru(32)]
[Dense(1)]
internal sealed partial class Gru32;

[RecurrentModel(1)]
[Gru(40)]
[Dense(1)]
internal sealed partial class Gru40;

[RecurrentModel(1)]
[Gru(64)]
[Dense(1)]
internal sealed partial class Gru64;

[RecurrentModel(1)]
[Gru(96)]
[Dense(1)]
internal sealed partial class Gru96;

[RecurrentModel(1)]
[Gru(128)]
[Dense(1)]
internal sealed partial class Gru128;

[RecurrentModel(1)]
[Gru(256)]
[Dense(1)]
internal sealed partial class Gru256;
