namespace TinyRnn.Conformance.Models;

// Cells whose sums or whose cell state are bounded, whose forget gate is 1 - i, and peepholes of gates with other functions.

[RecurrentModel(9)]
[Lstm(21, GateClip = 0.5f, CellClip = 0.3f)]
[Gru(13, GateClip = 0.4f)]
[Gru(9, ResetAfter = false, GateClip = 0.3f, Activation = Activation.Relu)]
[Lstm(17, CoupledGates = true, Peepholes = true, GateClip = 0.6f, CellClip = 0.4f)]
internal sealed partial class BoundedStack;

[RecurrentModel(9)]
[Lstm(40, CoupledGates = true)]
[Lstm(33, Peepholes = true, GateActivation = Activation.HardSigmoid, Activation = Activation.HardTanh)]
[Lstm(3, CellClip = 0.2f)]
[Dense(2)]
internal sealed partial class CoupledStack;

[RecurrentModel(5)]
[Lstm(6, Bidirectional = true, CoupledGates = true)]
[Gru(7, Bidirectional = true, GateClip = 0.5f)]
[Dense(3)]
internal sealed partial class BoundedBothWays;

[RecurrentModel(4, Reproducible = true)]
[Lstm(9, CoupledGates = true, Peepholes = true, CellClip = 0.3f)]
[Gru(11, GateClip = 0.5f)]
[Lstm(7, GateClip = 0.7f, Bias = false)]
internal sealed partial class BoundedReproducible;

[RecurrentModel(3)]
[Lstm(5, GateClip = 0.5f, CellClip = 0.3f)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class BoundedLstmLearner;

[RecurrentModel(3)]
[Lstm(5, CoupledGates = true, Projection = 3)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class CoupledLearner;

[RecurrentModel(3)]
[Lstm(5, CoupledGates = true, Peepholes = true, CellClip = 0.3f)]
[Lstm(4, Peepholes = true, GateActivation = Activation.HardSigmoidFifth, Bias = false)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class CoupledPeepholeLearner;

[RecurrentModel(3)]
[Gru(5, GateClip = 0.4f)]
[Gru(4, ResetAfter = false, GateClip = 0.3f, GateActivation = Activation.HardSigmoid)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class BoundedGruLearner;

// Directions with functions of their own: one usual and one not, both ways round, and learning.
[RecurrentModel(9)]
[Lstm(21, Bidirectional = true, ReverseGateActivation = Activation.HardSigmoid)]
[Gru(13, Bidirectional = true, ResetAfter = false, Activation = Activation.Relu, ReverseActivation = Activation.Tanh)]
[Rnn(7, Bidirectional = true, ReverseNonlinearity = Nonlinearity.Relu)]
internal sealed partial class OwnDirections;

[RecurrentModel(3)]
[Lstm(5, Bidirectional = true, ReverseActivation = Activation.HardTanh)]
[Gru(4, Bidirectional = true, GateActivation = Activation.HardSigmoidFifth, ReverseGateActivation = Activation.Sigmoid)]
[Rnn(3, Bidirectional = true, ReverseNonlinearity = Nonlinearity.Relu)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class OwnDirectionsLearner;
