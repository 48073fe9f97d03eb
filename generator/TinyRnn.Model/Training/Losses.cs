namespace TinyRnn.Model.Training;

/// <summary>What losses ask of the layer in front of them.</summary>
internal static class Losses
{
    /// <summary>The loss takes what is before the activation, and contains it: softmax with cross-entropy, sigmoid with binary cross-entropy.</summary>
    public static bool Contains(Loss loss, Activation activation) =>
        (loss == Loss.CrossEntropy && activation is Activation.Softmax or Activation.LogSoftmax)
        || (loss == Loss.BinaryCrossEntropy && activation == Activation.Sigmoid);

    /// <summary>The loss is one of networks that end in the activation.</summary>
    public static bool Fits(Loss loss, Activation activation) =>
        loss is not (Loss.CrossEntropy or Loss.BinaryCrossEntropy) || activation == Activation.Identity || Contains(loss, activation);
}
