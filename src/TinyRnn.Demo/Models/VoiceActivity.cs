namespace TinyRnn.Demo;

/// <summary>
/// How likely it is that somebody speaks: Silero VAD at 16 kHz, 512 samples (32 ms) a step. Attributes and weights are what
/// <c>tinyrnn import silero_vad_16k_op15.onnx --set sr=16000 --class VoiceActivity</c> makes of the file in github.com/snakers4/silero-vad (commit 806dcba,
/// MIT, copyright Silero Team); the last 64 samples of the step before, which the file wants in front of each step, are part of the state.
/// </summary>
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
[PretrainedWeights("silero_vad_16k_op15.class.safetensors")]
internal sealed partial class VoiceActivity;
