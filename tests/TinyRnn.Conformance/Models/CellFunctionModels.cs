namespace TinyRnn.Conformance.Models;

// Cells with other functions than sigmoid and tanh: in panels of every width, one-hot, in both directions, learning.

[RecurrentModel(9)]
[Lstm(21, GateActivation = Activation.HardSigmoidFifth)]
[Gru(13, Activation = Activation.Relu)]
[Gru(22, GateActivation = Activation.HardSigmoid, ResetAfter = false)]
[Lstm(3, GateActivation = Activation.HardSigmoid, Activation = Activation.HardTanh)]
internal sealed partial class FreeCellsStack;

[RecurrentModel(9)]
[Gru(16, ResetAfter = false, Activation = Activation.Relu)]
[Dense(8, Activation.Tanh)]
[Lstm(40, Activation = Activation.Relu)]
[Gru(2, GateActivation = Activation.HardSigmoidFifth, Activation = Activation.HardTanh)]
internal sealed partial class FreeCellsMixed;

[RecurrentModel(5)]
[Lstm(6, Bidirectional = true, GateActivation = Activation.HardSigmoidFifth)]
[Gru(7, Bidirectional = true, Activation = Activation.Relu)]
[Dense(3)]
internal sealed partial class FreeCellsBothWays;

[RecurrentModel(3)]
[Lstm(5, GateActivation = Activation.HardSigmoidFifth)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class FreeLstmLearner;

[RecurrentModel(3)]
[Lstm(5, GateActivation = Activation.HardSigmoid, Activation = Activation.HardTanh)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class HardLstmLearner;

[RecurrentModel(3)]
[Gru(5, Activation = Activation.Relu)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class FreeGruLearner;

[RecurrentModel(3)]
[Gru(5, ResetAfter = false, GateActivation = Activation.HardSigmoid, Activation = Activation.Relu)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class FreeGruBeforeLearner;

[RecurrentModel(4, Reproducible = true)]
[Lstm(9, GateActivation = Activation.HardSigmoidFifth)]
[Gru(11, ResetAfter = false, Activation = Activation.Relu)]
[Gru(7, GateActivation = Activation.HardSigmoid, Activation = Activation.HardTanh)]
internal sealed partial class FreeCellsReproducible;
