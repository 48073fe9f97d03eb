namespace TinyRnn.Benchmarks;

[RecurrentModel(1)]
[Gru(1)]
[Dense(1)]
internal sealed partial class Gru1;

[RecurrentModel(1)]
[Gru(2)]
[Dense(1)]
internal sealed partial class Gru2;

[RecurrentModel(1)]
[Gru(3)]
[Dense(1)]
internal sealed partial class Gru3;

[RecurrentModel(1)]
[Gru(4)]
[Dense(1)]
internal sealed partial class Gru4;

[RecurrentModel(1)]
[Gru(5)]
[Dense(1)]
internal sealed partial class Gru5;

[RecurrentModel(1)]
[Gru(6)]
[Dense(1)]
internal sealed partial class Gru6;

[RecurrentModel(1)]
[Gru(7)]
[Dense(1)]
internal sealed partial class Gru7;

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
