namespace TinyRnn.Conformance;

/// <summary>One thing that must hold on every processor, under the JIT and natively.</summary>
/// <param name="Name">What holds.</param>
/// <param name="Run">Throws <see cref="CheckFailedException"/> when it does not, <see cref="CheckSkippedException"/> when it cannot be said.</param>
public sealed record Check(string Name, Action Run)
{
    /// <summary>All checks, in a fixed order.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        .. VectorMathChecks.All,
        .. CellChecks.All,
        .. SilenceChecks.All,
        .. SubnormalChecks.All,
        .. QuietInputChecks.All,
        .. QuietValueChecks.All,
        .. GoldenChecks.All,
        .. GoldenGradientList.All,
        .. EncoderDecoderGradientChecks.All,
        .. OptimizerTraceChecks.All,
        .. MatrixProductChecks.All,
        .. SlopeChecks.All,
        .. ConvTrainingChecks.All,
        .. FrameTrainingChecks.All,
        .. NormTrainingChecks.All,
        .. NormGoldenChecks.All,
        .. GradientErrorChecks.All,
        .. PairSlopeChecks.All,
        .. DropoutGradientChecks.All,
        .. TrainerChecks.All,
        .. ServingChecks.All,
        .. BatchEdgeChecks.All,
        .. BatchMessageChecks.All,
        .. TapeChecks.All,
        .. UpdateGuardChecks.All,
        .. PublishingChecks.All,
        .. ReadingChecks.All,
        .. ReaderThreadChecks.All,
        .. FinalGradientChecks.All,
        .. CheckpointFileChecks.All,
        .. EncoderDecoderTrainerChecks.All,
        .. EncoderDecoderDropoutChecks.All,
        .. AlikeChecks.All,
        .. CheckpointChecks.All,
        .. CheckpointDamageChecks.All,
        .. TrainerMemoryChecks.All,
        .. SizeChecks.All,
        .. ModeChecks.All,
        .. StreamsChecks.All,
        .. BlockedChecks.All,
        .. PastChecks.All,
        .. ReproducibleChecks.All,
        .. ReproducibleGenerationChecks.All,
        .. OneHotChecks.All,
        .. PeepholeChecks.All,
        .. InitialStateChecks.All,
        .. ConvChecks.All,
        .. JoinChecks.All,
        .. CellFunctionChecks.All,
        .. OutputsChecks.All,
        .. FrameChecks.All,
        .. BiasChecks.All,
        .. ChannelChecks.All,
        .. NormChecks.All,
        .. LogSoftmaxChecks.All,
        .. PointwiseChecks.All,
        .. ActivationChecks.All,
        .. AllocationChecks.All,
        .. WeightChecks.All,
        .. HeaderChecks.All,
        .. HostileFileChecks.All,
        .. ChecksumChecks.All,
        .. FileMemoryChecks.All,
        .. FileTextChecks.All,
        .. AtomicFileChecks.All,
        .. AtomicTargetChecks.All,
        .. DoorChecks.All,
        .. StepBufferChecks.All,
        .. AnyStateChecks.All,
        .. StateValueChecks.All,
        .. StateByteChecks.All,
        .. DoorSubjects.Checks,
        .. CallerMemoryChecks.All,
        .. SamplingChecks.All,
        .. GuitarChecks.All,
        .. VoiceChecks.All,
    ];
}

/// <summary>A check does not hold.</summary>
public sealed class CheckFailedException(string message) : Exception(message);

/// <summary>A check cannot be made here.</summary>
public sealed class CheckSkippedException(string message) : Exception(message);
