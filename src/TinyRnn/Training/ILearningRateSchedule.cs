namespace TinyRnn.Training;

/// <summary>A learning rate for each step. Schedules are small structs: they remember nothing, so a run goes on from the number of a step alone.</summary>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// trainer.Follow(new Halving());     // before each update
///
/// public readonly struct Halving : ILearningRateSchedule
/// {
///     public float At(long step) =&gt; 0.01f * MathF.Pow(0.5f, step / 1000f);
/// }
/// </code>
/// </example>
public interface ILearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative step.</exception>
    /// <exception cref="InvalidOperationException">A schedule that no constructor has made: those of TinyRnn have no <see langword="default"/>.</exception>
    float At(long step);
}
