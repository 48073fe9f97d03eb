namespace TinyRnn.Benchmarks;

[RecurrentModel(1)]
[Gru(8, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore8;

[RecurrentModel(1)]
[Gru(16, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore16;

[RecurrentModel(1)]
[Gru(20, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore20;

[RecurrentModel(1)]
[Gru(32, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore32;

[RecurrentModel(1)]
[Gru(40, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore40;

[RecurrentModel(1)]
[Gru(64, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore64;

[RecurrentModel(1)]
[Gru(96, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore96;

[RecurrentModel(1)]
[Gru(128, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore128;

[RecurrentModel(1)]
[Gru(256, ResetAfter = false)]
[Dense(1)]
internal sealed partial class GruBefore256;
