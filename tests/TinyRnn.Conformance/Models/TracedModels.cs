namespace TinyRnn.Conformance.Models;

// The network of PyTorch's optimizer traces, once for each rule.

[RecurrentModel(3)]
[Lstm(8, Name = "")]
[Dense(2)]
[Trainable(MaxSteps = 12, Optimizer = Optimizer.Sgd)]
internal sealed partial class TracedSgd;

[RecurrentModel(3)]
[Lstm(8, Name = "")]
[Dense(2)]
[Trainable(MaxSteps = 12, Optimizer = Optimizer.Momentum)]
internal sealed partial class TracedMomentum;

[RecurrentModel(3)]
[Lstm(8, Name = "")]
[Dense(2)]
[Trainable(MaxSteps = 12, Optimizer = Optimizer.Adam)]
internal sealed partial class TracedAdam;

[RecurrentModel(3)]
[Lstm(8, Name = "")]
[Dense(2)]
[Trainable(MaxSteps = 12, Optimizer = Optimizer.AdamW)]
internal sealed partial class TracedAdamW;

[RecurrentModel(3)]
[Lstm(8, Name = "")]
[Dense(2)]
[Trainable(MaxSteps = 12, Optimizer = Optimizer.RmsProp)]
internal sealed partial class TracedRmsProp;
