namespace TinyRnn.Model.Training;

/// <summary>What losses ask of the layer in front of them.</summary>
internal static class Losses
{
    /// <summary>The loss takes what is before the activation, and contains it: softmax with cross-entropy, sigmoid with binary cross-entropy.</summary>
    public static bool Contains(Loss loss, Activation activation) =>
        (HasClasses(loss) && activation is Activation.Softmax or Activation.LogSoftmax) || (HasProbabilities(loss) && activation == Activation.Sigmoid);

    /// <summary>The loss is one of networks that end in the activation.</summary>
    public static bool Fits(Loss loss, Activation activation) =>
        !(HasClasses(loss) || HasProbabilities(loss)) || activation == Activation.Identity || Contains(loss, activation);

    /// <summary>Its targets are class ids, its outputs the logits of a softmax.</summary>
    private static bool HasClasses(Loss loss) => loss is Loss.CrossEntropy or Loss.Focal;

    /// <summary>Its targets are probabilities, its outputs the logits of a sigmoid.</summary>
    private static bool HasProbabilities(Loss loss) => loss is Loss.BinaryCrossEntropy or Loss.BinaryFocal;
}
