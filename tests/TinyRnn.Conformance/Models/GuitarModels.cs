namespace TinyRnn.Conformance.Models;

[RecurrentModel(1)]
[Lstm(16, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2)]
internal sealed partial class Amp;

[RecurrentModel(2)]
[Lstm(20, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2, Channels = 1)]
internal sealed partial class AmpWithKnob;
