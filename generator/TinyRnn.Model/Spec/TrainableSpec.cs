namespace TinyRnn.Model.Spec;

/// <summary>What <c>[Trainable]</c> asks for.</summary>
/// <param name="MaxSteps">The longest sequence, or chunk of one, of a training step.</param>
/// <param name="MaxBatch">Most sequences of a training step.</param>
/// <param name="Loss">What is minimised.</param>
/// <param name="Optimizer">The rule of updates.</param>
/// <param name="SingleBias">One bias per gate, as in Keras, instead of PyTorch's two.</param>
internal sealed record TrainableSpec(int MaxSteps, int MaxBatch, Loss Loss, Optimizer Optimizer, bool SingleBias)
{
    /// <summary>Targets are class ids.</summary>
    public bool HasLabels => Loss is Loss.CrossEntropy or Loss.Focal;
}
