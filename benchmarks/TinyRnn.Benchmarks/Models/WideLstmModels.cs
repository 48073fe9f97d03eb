namespace TinyRnn.Benchmarks;

[RecurrentModel(40)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class WideLstm64;

// The same network as the first, whose input passes a window of one step.
[RecurrentModel(40)]
[Window(1)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class WindowLstm64;

[RecurrentModel(40)]
[Lstm(96)]
[Dense(1)]
internal sealed partial class WideLstm96;

[RecurrentModel(40)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class WideLstm128;

[RecurrentModel(40)]
[Lstm(256)]
[Dense(1)]
internal sealed partial class WideLstm256;
