namespace TinyRnn;

/// <summary>Errors of a model with integer weights in some steps of a sequence, over all outputs.</summary>
/// <param name="Step">The last of the steps, counted from 1.</param>
/// <param name="RootMeanSquare">Root of the mean square.</param>
/// <param name="Largest">The largest magnitude.</param>
/// <param name="Drift">The mean, with its sign: what does not average out.</param>
/// <example>
/// <code>
/// QuantizationError error = new(Step: 1000, RootMeanSquare: 0.01, Largest: 0.05, Drift: 0.001);
/// Console.WriteLine($"up to step {error.Step}: {error.RootMeanSquare}, at most {error.Largest}");
/// </code>
/// </example>
public readonly record struct QuantizationError(int Step, double RootMeanSquare, double Largest, double Drift);
