using System.ComponentModel;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Checkpoints;

/// <summary>
/// What a checkpoint keeps of a trainer besides its <see cref="TrainedParameters"/>.
/// For TinyRnn's own trainers and checks.
/// </summary>
/// <param name="Random">The generator of the training's random numbers.</param>
/// <param name="ScheduleStep">Position in the learning-rate schedule.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CheckpointState(RandomState Random, long ScheduleStep);
