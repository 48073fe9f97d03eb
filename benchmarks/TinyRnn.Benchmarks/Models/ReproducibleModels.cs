namespace TinyRnn.Benchmarks;

[RecurrentModel(1, Reproducible = true)]
[Lstm(8)]
[Dense(1)]
internal sealed partial class ReproducibleLstm8;

[RecurrentModel(1, Reproducible = true)]
[Lstm(16)]
[Dense(1)]
internal sealed partial class ReproducibleLstm16;

[RecurrentModel(1, Reproducible = true)]
[Lstm(32)]
[Dense(1)]
internal sealed partial class ReproducibleLstm32;

[RecurrentModel(1, Reproducible = true)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class ReproducibleLstm64;

[RecurrentModel(1, Reproducible = true)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class ReproducibleLstm128;
