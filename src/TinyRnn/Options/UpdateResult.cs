namespace TinyRnn;

/// <summary>The outcome of an update.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="GradientNorm">
/// Euclidean norm of all gradients that took part, as PyTorch's <c>clip_grad_norm_</c> gives it: scaled and clipped by value, not yet clipped by norm; biases
/// that PyTorch keeps twice count twice. 0 without gradients, NaN if it was not computed because the loss was not finite.
/// </param>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// trainer.TrainBatch(new float[50 * 3], [4]);
/// if (trainer.LastUpdate.Status != UpdateStatus.Applied)
///     Console.WriteLine($"no update: {trainer.LastUpdate.Status}, gradient norm {trainer.LastUpdate.GradientNorm}");
/// </code>
/// </example>
public readonly record struct UpdateResult(UpdateStatus Status, float GradientNorm);
