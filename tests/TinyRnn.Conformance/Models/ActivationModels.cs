namespace TinyRnn.Conformance.Models;

// Every function after a dense layer, in panels and as a dot product, after a convolution, and as a layer of its own behind recurrent layers.

[RecurrentModel(3)]
[Dense(7, Activation.Silu)]
[Gru(5)]
[Activation(Activation.Silu)]
[Dense(2, Activation.Silu)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class SiluLearner;

[RecurrentModel(3)]
[Dense(7, Activation.LeakyRelu, Slope = 0.3f)]
[Gru(5)]
[Activation(Activation.LeakyRelu, Slope = 0.3f)]
[Dense(2, Activation.LeakyRelu, Slope = 0.3f)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class LeakyReluLearner;

[RecurrentModel(3)]
[Dense(7, Activation.Elu, Slope = 0.7f)]
[Gru(5)]
[Activation(Activation.Elu, Slope = 0.7f)]
[Dense(2, Activation.Elu, Slope = 0.7f)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class EluLearner;

[RecurrentModel(3)]
[Dense(7, Activation.Gelu)]
[Gru(5)]
[Activation(Activation.Gelu)]
[Dense(2, Activation.Gelu)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class GeluLearner;

[RecurrentModel(3)]
[Dense(7, Activation.GeluTanh)]
[Gru(5)]
[Activation(Activation.GeluTanh)]
[Dense(2, Activation.GeluTanh)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class GeluTanhLearner;

[RecurrentModel(3)]
[Dense(7, Activation.HardSigmoid)]
[Gru(5)]
[Activation(Activation.HardSigmoid)]
[Dense(2, Activation.HardSigmoid)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class HardSigmoidLearner;

[RecurrentModel(3)]
[Dense(7, Activation.HardSigmoidFifth)]
[Gru(5)]
[Activation(Activation.HardSigmoidFifth)]
[Dense(2, Activation.HardSigmoidFifth)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class HardSigmoidFifthLearner;

[RecurrentModel(3)]
[Dense(7, Activation.HardTanh)]
[Gru(5)]
[Activation(Activation.HardTanh)]
[Dense(2, Activation.HardTanh)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class HardTanhLearner;

[RecurrentModel(3)]
[Dense(7, Activation.Softplus)]
[Gru(5)]
[Activation(Activation.Softplus)]
[Dense(2, Activation.Softplus)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class SoftplusLearner;

[RecurrentModel(5)]
[Conv1D(20, 3, Activation = Activation.LeakyRelu, Slope = 0.2f)]
[Lstm(37)]
[Activation(Activation.Relu)]
[Residual(1)]
[Dense(16, Activation.Silu)]
[Activation(Activation.Softmax)]
internal sealed partial class ManyFunctions;

[RecurrentModel(9, Reproducible = true)]
[Dense(40, Activation.Gelu)]
[Lstm(12)]
[Activation(Activation.Softplus)]
[Dense(3, Activation.Elu)]
internal sealed partial class ReproducibleFunctions;

[RecurrentModel(3)]
[Conv1D(6, 2, Activation = Activation.Silu)]
[Residual(1, Channels = 3)]
[Activation(Activation.GeluTanh)]
[Dense(2)]
[Activation(Activation.Softmax)]
[Trainable(MaxSteps = 7, MaxBatch = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class FunctionsAround;

[RecurrentModel(3)]
[Dense(7, Activation.Softplus)]
[Activation(Activation.Log)]
[Gru(5)]
[Dense(2, Activation.Sigmoid)]
[Activation(Activation.Log)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class LogLearner;

// Logarithms of what is zeros behind the end of a sequence: scaled inputs, whose scales learn, and the largest of several.
[RecurrentModel(3)]
[Scale(Shift = false)]
[Activation(Activation.Log)]
[Gru(4)]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class LogOfScaled;

[RecurrentModel(3)]
[MaxPool1D(2)]
[Activation(Activation.Log)]
[Gru(4)]
[Dense(2)]
[Trainable(MaxSteps = 14, MaxBatch = 3)]
internal sealed partial class LogOfPool;
