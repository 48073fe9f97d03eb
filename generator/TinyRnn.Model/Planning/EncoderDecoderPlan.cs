namespace TinyRnn.Model.Planning;

/// <summary>What an <c>[EncoderDecoder]</c> class asks for: two models whose states fit.</summary>
internal sealed record EncoderDecoderPlan(TypeSpec Type, ModelPlan Encoder, ModelPlan Decoder, PretrainedSpec? Pretrained, TrainableSpec? Trainable = null);
