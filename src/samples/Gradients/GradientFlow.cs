using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>How much the loss of the last step depends on each earlier input.</summary>
internal static class GradientFlow
{
    public const int Steps = 100;
    public const int Inputs = 3;

    /// <summary>The norm of dL/dx_t for every step t, where L is the squared error of the one output.</summary>
    /// <param name="trainer">A trainer of a many-to-one model with 3 inputs; its weights stay as they are.</param>
    /// <param name="xs">[T, 3].</param>
    /// <param name="target">What the output should be.</param>
    public static double[] Norms<TState>(SequenceTrainer<float, float, TState> trainer, ReadOnlySpan<float> xs, float target)
        where TState : unmanaged
    {
        trainer.HasInputGradients = true;
        trainer.Accumulate(xs, [target]);
        trainer.DropGradients();
        float[] gradients = new float[xs.Length];
        trainer.CopyInputGradients(gradients);
        return [.. gradients.Chunk(Inputs).Select(gradient => Math.Sqrt(gradient.Sum(value => (double)value * value)))];
    }

    /// <summary>The factor that a step back costs, on average over lags 10 to 60.</summary>
    public static double Decay(double[] norms)
    {
        const int near = 10;
        const int far = 60;
        return Math.Pow(norms[^(far + 1)] / norms[^(near + 1)], 1.0 / (far - near));
    }
}
