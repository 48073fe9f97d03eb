namespace TinyRnn.Model.Planning;

/// <summary>A layer gives an output at the last of every few steps of its input.</summary>
/// <param name="Steps">Steps from one output to the next, at least 2.</param>
/// <param name="Phase">A number of the state: steps seen since the last output.</param>
internal sealed record StridePlan(int Steps, StateVector Phase)
{
    /// <summary>Takes its place in the state; <see langword="null"/>: there is an output at every step.</summary>
    public static StridePlan? Take(LayerContext context, int steps) => steps <= 1 ? null : new(steps, context.AddVector("Phase", 1, 4));
}
