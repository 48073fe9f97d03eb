namespace TinyRnn.Demo;

/// <summary>A guitar amplifier: one sample in, one sample out, y = Dense(LSTM(x)) + x.</summary>
[RecurrentModel(1)]
[Lstm(16, Name = "rec")]
[Dense(1, Name = "lin")]
[Residual(2)]
[PretrainedWeights("amp.safetensors")]
internal sealed partial class Amplifier;

/// <summary>Six gestures from three axes of acceleration in g, 50 samples a second.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "", ForgetBias = 1)]
[Dense(6)]
[PretrainedWeights("gestures_lstm32.safetensors")]
[Trainable(MaxSteps = 50, MaxBatch = 32, Loss = Loss.CrossEntropy)]
internal sealed partial class GestureNet;

/// <summary>The adding problem: a number and a mark in, the sum of the two marked numbers out.</summary>
[RecurrentModel(2, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "", ForgetBias = 1)]
[Dense(1)]
[Trainable(MaxSteps = 100, MaxBatch = 32)]
internal sealed partial class AddingNet;

/// <summary>Writes text character by character.</summary>
[RecurrentModel]
[Embedding(60, 16)]
[Lstm(64, Name = "", ForgetBias = 1)]
[Dense(60)]
[Trainable(MaxSteps = 64, MaxBatch = 16, Loss = Loss.CrossEntropy)]
internal sealed partial class TextNet;
