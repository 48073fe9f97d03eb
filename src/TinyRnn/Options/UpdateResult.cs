namespace TinyRnn;

/// <summary>The outcome of an update.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="GradientNorm">
/// Euclidean norm of all gradients that took part, as PyTorch's <c>clip_grad_norm_</c> gives it: scaled and clipped by value, not yet clipped by norm; biases
/// that PyTorch keeps twice count twice. 0 without gradients, NaN if it was not computed because the loss was not finite.
/// </param>
public readonly record struct UpdateResult(UpdateStatus Status, float GradientNorm);
