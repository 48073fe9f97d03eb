using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Whole messages about batches that are refused: they name the argument that the caller passed, and a remedy that it has.</summary>
internal static class BatchMessageChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("A batch is refused in words that help: one model", One),
        new("A batch is refused in words that help: what bounds the steps", Bounds),
        new("A batch is refused in words that help: source and target", Pair),
        new("A batch is refused in words that help: tokens of a source", PairOfTokens),
    ];

    private static void One()
    {
        TrainedClassifier.Trainer trainer = new(TrainedClassifier.Create(1));
        float[] xs = new float[4 * 7 * 3];
        int[] labels = new int[4];
        Refused(
            () => trainer.TrainBatch(xs, new int[5]), "targets",
            "The batch has 5 sequences (targets has 5 values), but TrainedClassifier trains 1 to 4 at once: pass fewer, or raise MaxBatch of its [Trainable].");
        Refused(
            () => trainer.TrainBatch(xs, labels, new() { Batch = 5 }), "options",
            "The batch has 5 sequences, but TrainedClassifier trains 1 to 4 at once: pass fewer, or raise MaxBatch of its [Trainable].");
        Refused(
            () => trainer.TrainBatch(xs.AsSpan(1), labels), "inputs",
            "inputs has 83 values, which is no whole number of steps: 4 sequences of 3 values a step make a multiple of 12.");
        Refused(() => trainer.TrainBatch([], labels), "inputs", "inputs has no step, but TrainedClassifier needs at least one.");
        Refused(() => trainer.TrainBatch(xs.AsSpan(0, 42), labels, new() { Batch = 2 }), "targets", "targets has 4 values, but 2 are needed for 2 sequences.");
        Refused(
            () => trainer.TrainBatch(xs, labels, new() { Lengths = [7, 7] }), "options",
            "Lengths has 2 lengths, but the batch has 4 sequences. Pass one for each sequence, or none.");
        Refused(
            () => trainer.TrainBatch(xs, labels, new() { Lengths = [7, 7, 7, 8] }), "options",
            "Lengths gives sequence 3 the length 8; it must be 1 to 7, the steps of inputs.");
        Refused(
            () => trainer.TrainBatch(xs, labels, new() { States = new TrainedClassifier.State[2] }), "options",
            "States has 2 states, but the batch has 4 sequences. Pass one for each sequence, or none.");
        Refused(
            () => trainer.TrainBatch(xs, labels, new() { Weights = [1, 1] }), "options",
            "Weights has 2 weights, but the batch has 4 targets. Pass one for each target, or none.");
        Refused(
            () => trainer.TrainBatch(xs, labels, new() { Weights = [1, 1, -1, 1] }), "options",
            "The weight of sequence 2 is -1. Weights are finite and at least 0.");
        Refused(
            () => trainer.TrainBatch(xs, [0, 0, 0, 6]), "targets",
            "The label of sequence 3 is 6, but TrainedClassifier has classes 0 to 5 (-100 counts as none).");
        Refused(() => trainer.Forward(xs, new float[7], new() { Batch = 4 }), "outputs", "outputs has 7 values, but 24 are needed for 4 sequences.");
        trainer.Forward(xs, new float[24]);
        Refused(
            () => trainer.Backward(new float[7]), "outputGradients",
            "outputGradients has 7 values, but the number of outputs is 24. Pass a span of exactly 24 values.");
    }

    private static void Bounds()
    {
        TrainedStack.Trainer chunks = new(TrainedStack.Create(1));
        const string chunk =
            "The sequences of inputs have 8 steps, but TrainedStack trains 1 to 7 at once: pass chunks and carry States, or raise MaxSteps of its [Trainable].";
        Refused(() => chunks.TrainBatch(new float[8 * 3], new float[8 * 2]), "inputs", chunk + " If these are several sequences, say how many: Batch.");
        Refused(() => chunks.TrainBatch(new float[8 * 3], new float[8 * 2], new() { Batch = 1 }), "inputs", chunk);
        TrainedMixture.Trainer both = new(TrainedMixture.Create(1));
        Refused(
            () => both.TrainBatch(new float[8 * 3], new float[8 * 2], new() { Batch = 1 }),
            "inputs",
            "The sequences of inputs have 8 steps, but TrainedMixture trains 1 to 7 at once: raise MaxSteps of its [Trainable].");
        ShortHistory.Trainer history = new(ShortHistory.Create(1));
        Refused(
            () => history.TrainBatch(new float[5], new float[5], new() { Batch = 1 }),
            "inputs",
            "The sequences of inputs have 5 steps, but ShortHistory reads at most 4, the length of its [History(4)]: raise that, and MaxSteps of [Trainable] to as many.");
        TrainedOneToOne.Trainer one = new(TrainedOneToOne.Create(1));
        Refused(
            () => one.TrainBatch(new float[8], [1], new() { Batch = 1 }),
            "inputs",
            "The sequences of inputs have 2 steps, but TrainedOneToOne reads one: it is one-to-one. Say how many sequences there are: Batch.");
        TrainedOneToMany.Trainer many = new(TrainedOneToMany.Create(1));
        Refused(
            () => many.TrainBatch(new float[6], new float[6], new() { Batch = 1 }), "inputs",
            "inputs has 6 values, but 3 are needed for 1 sequence of one input of 3.");
        Refused(
            () => many.TrainBatch(new float[3], new float[8 * 3], new() { Batch = 1 }),
            "targets",
            "The sequences of targets have 8 steps, but TrainedOneToMany trains 1 to 7 at once: pass chunks and carry States, or raise MaxSteps of its [Trainable].");
        Refused(() => many.TrainBatch(new float[3], [], new() { Batch = 1 }), "targets", "targets has no step, but TrainedOneToMany needs at least one.");
    }

    private static void Pair()
    {
        UnequalPair.Trainer trainer = new(UnequalPair.Create(1));
        float[] five = new float[5];
        Refused(
            () => trainer.TrainBatch(new float[7], five, five), "sources",
            "The sequences of sources have 7 steps, but the encoder of UnequalPair trains 1 to 6 at once: raise MaxSteps of its [Trainable].");
        Refused(
            () => trainer.TrainBatch(five, new float[6], new float[6]), "inputs",
            "The sequences of inputs have 6 steps, but the decoder of UnequalPair trains 1 to 5 at once: raise MaxSteps of its [Trainable].");
        Refused(() => trainer.TrainBatch([], five, five), "sources", "sources has no step, but the encoder of UnequalPair needs at least one.");
        Refused(
            () => trainer.TrainBatch(five, new float[4], new float[4], new() { Batch = 2 }), "sources",
            "sources has 5 values, which is no whole number of steps: 2 sequences of 1 value a step make a multiple of 2.");
        Refused(
            () => trainer.TrainBatch(new float[4], new float[4], new float[4], new() { Batch = 4 }),
            "options",
            "The batch has 4 sequences, but the decoder of UnequalPair trains 1 to 3 at once: pass fewer, or raise MaxBatch of its [Trainable].");
        Refused(
            () => trainer.TrainBatch(five, five, five, new() { SourceLengths = [6] }), "options",
            "SourceLengths gives sequence 0 the length 6; it must be 1 to 5, the steps of sources.");
        Refused(
            () => trainer.TrainBatch(five, five, five, new() { SourceLengths = [1, 1] }), "options",
            "SourceLengths has 2 lengths, but the batch has 1 sequence. Pass one for each sequence, or none.");
        Refused(
            () => trainer.TrainBatch(five, five, five, new() { Lengths = [6] }), "options",
            "Lengths gives sequence 0 the length 6; it must be 1 to 5, the steps of inputs.");
        Refused(() => trainer.TrainBatch(five, five, new float[4]), "targets", "targets has 4 values, but 5 are needed for 1 sequence of 5 steps.");
    }

    private static void PairOfTokens()
    {
        PairedTokens.Trainer trainer = new(PairedTokens.Create(1));
        Refused(
            () => trainer.TrainBatch([1, 11], [1, 2], [1, 2]), "sources",
            "The token of sequence 0, step 1 of sources is 11, outside the vocabulary of the encoder of PairedTokens, which has 11: ids are 0 to 10.");
        Refused(
            () => trainer.TrainBatch([1, 2], [1, -1], [1, 2]), "inputs",
            "The token of sequence 0, step 1 of inputs is -1, outside the vocabulary of the decoder of PairedTokens, which has 9: ids are 0 to 8.");
        Refused(
            () => trainer.TrainBatch([1, 2], [1, 2], [1, 9]), "targets",
            "The label of sequence 0, step 1 is 9, but the decoder of PairedTokens has classes 0 to 8 (-100 counts as none).");
        trainer.HasInputGradients = true;
        trainer.TrainBatch([1, 2], [1, 2], [1, 2]);
        InvalidOperationException tokens = Verify.Throws<InvalidOperationException>(() => trainer.CopySourceGradients(new float[2]));
        Verify.Equal("Token ids, which the encoder of PairedTokens reads, have no gradient.", tokens.Message, "message");
    }

    /// <summary>The framework puts the argument and the value behind the message, in words of its own.</summary>
    private static void Refused(Action action, string argument, string message)
    {
        ArgumentException exception = Verify.Throws<ArgumentException>(action);
        Verify.Equal(argument, exception.ParamName, $"argument of \"{message}\"");
        string found = exception.Message;
        Verify.That(
            found.StartsWith(message, StringComparison.Ordinal)
            && (found.Length == message.Length || " \r\n,".Contains(found[message.Length])), $"expected \"{message}\", found \"{found}\"");
    }
}
