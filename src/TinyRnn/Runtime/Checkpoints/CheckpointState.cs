using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Checkpoints;

/// <summary>What a checkpoint keeps of a trainer besides its <see cref="TrainedParameters"/>.</summary>
/// <param name="Random">The generator of the training's random numbers.</param>
/// <param name="ScheduleStep">Position in the learning-rate schedule.</param>
public readonly record struct CheckpointState(RandomState Random, long ScheduleStep);
