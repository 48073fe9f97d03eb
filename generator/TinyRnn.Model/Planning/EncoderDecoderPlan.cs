namespace TinyRnn.Model.Planning;

/// <summary>What an <c>[EncoderDecoder]</c> class asks for: two models whose states fit.</summary>
internal sealed record EncoderDecoderPlan(TypeSpec Type, ModelPlan Encoder, ModelPlan Decoder, PretrainedSpec? Pretrained, TrainableSpec? Trainable = null)
{
    /// <summary>Both parts take other weights, in one moment.</summary>
    public bool IsReplaceable => Encoder.Spec.IsReplaceable && Decoder.Spec.IsReplaceable;

    /// <summary>The weights of both parts change together.</summary>
    public bool IsPublished => IsReplaceable || Trainable is not null;
}
