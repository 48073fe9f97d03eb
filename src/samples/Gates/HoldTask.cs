namespace TinyRnn.Samples;

/// <summary>Batches of the task: numbers, of which about one in ten is marked.</summary>
internal sealed class HoldTask(ulong seed)
{
    public const int Steps = 60;
    public const int Batch = 16;
    private const double Marked = 0.1;
    private RandomState _random = new(seed);

    /// <summary>[B, T, 2]: the number, and 1 if it is marked.</summary>
    public float[] Inputs { get; } = new float[Batch * Steps * 2];

    /// <summary>[B, T, 1]: the last marked number.</summary>
    public float[] Targets { get; } = new float[Batch * Steps];

    public void Next()
    {
        for (int b = 0; b < Batch; b++)
        {
            float held = 0;
            for (int t = 0; t < Steps; t++)
            {
                int place = (b * Steps) + t;
                float value = (2 * _random.NextSingle()) - 1;
                bool isMarked = t == 0 || _random.NextDouble() < Marked;
                held = isMarked ? value : held;
                Inputs[2 * place] = value;
                Inputs[(2 * place) + 1] = isMarked ? 1 : 0;
                Targets[place] = held;
            }
        }
    }
}
