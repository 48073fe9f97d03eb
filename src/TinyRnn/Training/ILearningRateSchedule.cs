namespace TinyRnn.Training;

/// <summary>A learning rate for each step. Schedules are small structs: they remember nothing, so a run goes on from the number of a step alone.</summary>
public interface ILearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative step.</exception>
    /// <exception cref="InvalidOperationException">A schedule that no constructor has made: those of TinyRnn have no <see langword="default"/>.</exception>
    float At(long step);
}
