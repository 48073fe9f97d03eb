using TinyRnn.Conformance.Models;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Conformance;

/// <summary>Gradients that are finite, but too large for what an optimizer remembers of them: they change nothing, and training goes on.</summary>
internal static class UpdateGuardChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        .. Enum.GetValues<Optimizer>()
            .Select(optimizer => new Check($"A gradient too large for its memory does not reach it: {optimizer}", () => Rule(optimizer))),
        new("One input of 1e25 does not end a training", Input),
    ];

    /// <summary>The largest norm that is taken.</summary>
    private static float Limit(Optimizer optimizer) => optimizer switch
    {
        Optimizer.Sgd => 2e38f,
        Optimizer.Momentum or Optimizer.Nesterov => 1e37f,
        _ => 1e18f,
    };

    private static void Rule(Optimizer optimizer)
    {
        float limit = Limit(optimizer);
        TrainedParameters parameters = Create(optimizer);
        parameters.Clipping = new GradientClipping { Norm = 1 };
        Verify.Equal(UpdateStatus.Applied, Update(parameters, 2e38f).Status, "status of the largest, clipped by norm");
        parameters.Clipping = new GradientClipping { Value = 1 };
        Verify.Equal(UpdateStatus.Applied, Update(parameters, 2e38f).Status, "status of the largest, clipped by value");
        parameters.Clipping = default;

        float[] before = Weights(parameters);
        UpdateResult refused = Update(parameters, limit * 1.001f);
        Verify.Equal(UpdateStatus.NonFiniteGradient, refused.Status, "status beyond the limit");
        Verify.That(float.IsFinite(refused.GradientNorm) && refused.GradientNorm > limit, $"the norm is {refused.GradientNorm}");
        Verify.That(before.AsSpan().SequenceEqual(Weights(parameters)), "weights have changed");
        Verify.Equal(2L, parameters.StepCount, "steps");

        // The largest, again and again, and the weight still moves by what is left of a step.
        parameters.Settings = parameters.Settings with { LearningRate = 1e-38 };
        Verify.Equal(UpdateStatus.Applied, Update(parameters, limit * 1.001f, scale: 0.99f).Status, "status of the scaled gradient");
        for (int step = 0; step < 50; step++)
            Verify.Equal(UpdateStatus.Applied, Update(parameters, limit * 0.999f).Status, $"status of step {step} below the limit");
        parameters.Settings = parameters.Settings with { LearningRate = 0.01 };
        for (int step = 0; step < 3000; step++)
            Update(parameters, 0);
        before = Weights(parameters);
        Update(parameters, 1e17f);
        float[] after = Weights(parameters);
        Verify.That(Array.TrueForAll(after, float.IsFinite), $"a weight is {after[0]}");

        // A momentum of 1e38 has moved it out of reach of anything smaller.
        if (optimizer is not (Optimizer.Momentum or Optimizer.Nesterov))
            Verify.That(before[0] != after[0], "the weight does not move any more");
    }

    private static TrainedParameters Create(Optimizer optimizer)
    {
        TrainedParameters parameters = new([new TrainedTensor(0, 0, 0, 1, 4, 4, 1, 2, false)], 4, 4, OptimizerRule.Of(optimizer), 1);
        parameters.Import([1, 2, 3, 4]);
        return parameters;
    }

    /// <summary>A gradient of this norm: that of one of two biases, which counts twice.</summary>
    private static UpdateResult Update(TrainedParameters parameters, float norm, float scale = 1)
    {
        for (int i = 0; i < 4; i++)
            parameters.GradientAt(i) = 0;
        parameters.GradientAt(0) = (float)(norm / Math.Sqrt(2));
        parameters.HasGradients = true;
        return parameters.Update(0, scale);
    }

    private static float[] Weights(TrainedParameters parameters)
    {
        float[] weights = new float[4];
        parameters.Export(weights);
        return weights;
    }

    private static void Input()
    {
        TrainedChannels.Trainer trainer = new(TrainedChannels.Create(1));
        float[] inputs = Signals.Noise(7 * 3, 1);
        float[] targets = Signals.Noise(7 * 2, 2);
        trainer.TrainBatch(inputs, targets);
        float[] before = Weights(trainer);
        float[] wild = [.. inputs];
        wild[3] = 1e25f;
        trainer.TrainBatch(wild, targets);
        Verify.Equal(UpdateStatus.NonFiniteGradient, trainer.LastUpdate.Status, "status");
        Verify.That(before.AsSpan().SequenceEqual(Weights(trainer)), "weights have changed");
        trainer.Clipping = new GradientClipping { Norm = 1 };
        trainer.TrainBatch(wild, targets);
        Verify.Equal(UpdateStatus.Applied, trainer.LastUpdate.Status, "status with a limit of the norm");
        before = Weights(trainer);
        trainer.TrainBatch(inputs, targets);
        Verify.That(!before.AsSpan().SequenceEqual(Weights(trainer)), "nothing is learnt any more");
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        try
        {
            trainer.SaveCheckpoint(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[] Weights(TrainedChannels.Trainer trainer)
    {
        float[] weights = new float[TrainedChannels.ParameterCount];
        trainer.CopyParameters(weights);
        return weights;
    }
}
