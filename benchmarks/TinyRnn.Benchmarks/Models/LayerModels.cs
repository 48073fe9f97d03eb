namespace TinyRnn.Benchmarks;

// Convolutions beside dense layers of the same multiply-adds, and in front of a recurrent layer.

[RecurrentModel(16)]
[Conv1D(32, 3)]
internal sealed partial class Conv32;

[RecurrentModel(48)]
[Dense(32)]
internal sealed partial class Dense32;

[RecurrentModel(32)]
[Conv1D(64, 3)]
internal sealed partial class Conv64;

[RecurrentModel(32)]
[Conv1D(64, 3, Dilation = 4)]
internal sealed partial class ConvApart64;

[RecurrentModel(96)]
[Dense(64)]
internal sealed partial class Dense64;

[RecurrentModel(64)]
[Conv1D(128, 5)]
internal sealed partial class Conv128;

[RecurrentModel(320)]
[Dense(128)]
internal sealed partial class Dense128;

[RecurrentModel(64)]
[Lstm(64)]
internal sealed partial class BehindConv64;

[RecurrentModel(32)]
[Conv1D(64, 3)]
[Lstm(64)]
internal sealed partial class ConvLstm64;
