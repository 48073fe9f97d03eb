namespace TinyRnn.Conformance.Models;

// Recurrent layers alone, whose gradients are compared with float64: sizes with tiles of every width, their rests, and sums of up to 512 products.

[RecurrentModel(20)]
[Lstm(5)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedLstm5;

[RecurrentModel(20)]
[Lstm(32)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedLstm32;

[RecurrentModel(20)]
[Lstm(100)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedLstm100;

[RecurrentModel(20)]
[Lstm(128)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedLstm128;

[RecurrentModel(20)]
[Gru(5)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedGru5;

[RecurrentModel(20)]
[Gru(32)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedGru32;

[RecurrentModel(20)]
[Gru(100)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedGru100;

[RecurrentModel(20)]
[Gru(128)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedGru128;

[RecurrentModel(20)]
[Gru(5, ResetAfter = false)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedBefore5;

[RecurrentModel(20)]
[Gru(32, ResetAfter = false)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedBefore32;

[RecurrentModel(20)]
[Gru(100, ResetAfter = false)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedBefore100;

[RecurrentModel(20)]
[Gru(128, ResetAfter = false)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedBefore128;

[RecurrentModel(20)]
[Rnn(5)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedRnn5;

[RecurrentModel(20)]
[Rnn(32)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedRnn32;

[RecurrentModel(20)]
[Rnn(100)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedRnn100;

[RecurrentModel(20)]
[Rnn(128)]
[Trainable(MaxSteps = 64, MaxBatch = 2)]
internal sealed partial class GradedRnn128;
