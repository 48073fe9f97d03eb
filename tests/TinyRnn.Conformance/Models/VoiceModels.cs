namespace TinyRnn.Conformance.Models;

// Silero VAD at 16 kHz, as tinyrnn import writes it (tests/data/import/silero).
[RecurrentModel(512)]
[Context(64)]
[Stft(256, Stride = 128, PadRight = 64, PadMode = FramePadding.Reflect, Name = "model_stft_Conv")]
[Magnitude]
[FrameConv1D(128, 3, PadLeft = 1, PadRight = 1, Activation = Activation.Relu, Name = "model_encoder_0_reparam_conv_Conv")]
[FrameConv1D(64, 3, Stride = 2, PadLeft = 1, PadRight = 1, Activation = Activation.Relu, Name = "model_encoder_1_reparam_conv_Conv")]
[FrameConv1D(64, 3, Stride = 2, PadLeft = 1, PadRight = 1, Activation = Activation.Relu, Name = "model_encoder_2_reparam_conv_Conv")]
[FrameConv1D(128, 3, PadLeft = 1, PadRight = 1, Activation = Activation.Relu, Name = "model_encoder_3_reparam_conv_Conv")]
[Lstm(128, Name = "model_decoder_rnn_LSTM")]
[Activation(Activation.Relu)]
[Dense(1, Activation.Sigmoid, Name = "model_decoder_decoder_2_Conv")]
internal sealed partial class VoiceActivity;
