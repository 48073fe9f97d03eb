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
internal sealed partial class GestureNet;
