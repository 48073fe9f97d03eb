namespace TinyRnn.Benchmarks.Training;

/// <summary>A column of the table: sizes, and one batch to learn.</summary>
/// <param name="Inputs">Input size I.</param>
/// <param name="Units">Hidden size H.</param>
/// <param name="Steps">Steps T.</param>
/// <param name="Batch">Sequences B.</param>
internal sealed record TrainingTask(int Inputs, int Units, int Steps, int Batch)
{
    public const int Classes = 4;

    /// <summary>Small enough that nothing is learnt that would change what is computed.</summary>
    public const double LearningRate = 1e-4;

    public static readonly IReadOnlyList<TrainingTask> All =
    [
        new(8, 32, 32, 1), new(8, 32, 32, 32), new(8, 64, 128, 1), new(8, 64, 128, 32), new(28, 128, 28, 1), new(28, 128, 28, 32),
    ];

    public float[] Samples { get; } = Random(Inputs * Steps * Batch);

    public int[] Labels { get; } = [.. Enumerable.Range(0, Batch).Select(b => b % Classes)];

    /// <summary>
    /// Multiply-adds of a training step: those of the products forward, of the hidden state's backward and of all weights' gradients. The gradient of the input
    /// is not needed. Cells, head and update are left out.
    /// </summary>
    public double MultiplyAdds => 4.0 * Units * Steps * Batch * ((2 * Inputs) + (3 * Units));

    public string Name => $"{Inputs}, {Units}, {Steps}, {Batch}";

    private static float[] Random(int count)
    {
        RandomState random = new(1);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = random.NextSingle() - 0.5f;
        return values;
    }
}
