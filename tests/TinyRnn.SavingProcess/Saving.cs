using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Files;
using TinyRnn.Runtime.Losses;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.SavingProcess;

/// <summary>A training without a network that saves a checkpoint, or its model, after each step, for ever: it is there to be killed.</summary>
public static class Saving
{
    /// <summary>Second argument of a process that saves models.</summary>
    public const string OfModels = "model";

    /// <summary>Weights that are so far apart have the same gradient.</summary>
    public const int Period = 5;

    private const int Count = 60_000;
    private const float Rate = 1f / 1024;

    public static TrainedModel Model { get; } =
        new(nameof(Saving), [new("fc.weight", [Count / 8, 8], 0)], ["Dense(7500)"], RowLoss.MeanSquaredError);

    /// <summary>Momentum, so that there is more to save than weights; all weights are the same function of the number of steps.</summary>
    public static TrainedParameters Create()
    {
        TrainedParameters parameters = new([new TrainedTensor(0, 0, 0, 1, Count, Count, 1, 1, false)], Count, Count, OptimizerRule.Momentum, 1);
        parameters.Settings = parameters.Settings with { LearningRate = Rate, Momentum = 0.5 };
        return parameters;
    }

    public static void Step(TrainedParameters parameters)
    {
        for (int i = 0; i < Count; i++)
            parameters.GradientAt(i) = 1 + (i % Period);
        parameters.HasGradients = true;
        parameters.Update();
    }

    public static void Save(string path, TrainedParameters parameters) => CheckpointFile.Save(
        path, Model, parameters, new CheckpointState(new RandomState((ulong)parameters.StepCount), 2 * parameters.StepCount));

    public static CheckpointState Load(string path, TrainedParameters parameters) => CheckpointFile.Load(path, Model, parameters);

    public static float[] Weights(TrainedParameters parameters)
    {
        float[] weights = new float[Count];
        parameters.Export(weights);
        return weights;
    }

    /// <summary>A model whose weights are all the number of its step.</summary>
    public static void SaveModel(string path, long step)
    {
        float[] weights = new float[Count];
        weights.AsSpan().Fill(step);
        WeightFile.Save(path, nameof(Saving), Model.Tensors, weights);
    }

    /// <returns>The model's step.</returns>
    /// <exception cref="InvalidDataException">Its weights are of several steps.</exception>
    public static long LoadModel(string path)
    {
        float[] weights = WeightFile.Load(path, nameof(Saving), Model.Tensors, Count, null);
        if (weights.AsSpan().ContainsAnyExcept(weights[0]))
            throw new InvalidDataException("The model's weights are of several steps.");
        return (long)weights[0];
    }

    public static int Main(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        try
        {
            if (arguments is [_, OfModels])
                SaveModels(arguments[0]);
            SaveCheckpoints(arguments[0]);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException)
        {
            // Handled, as programs do: a process that dies of an exception tidies up no more than one that is killed.
            Console.Error.WriteLine(exception);
            return 1;
        }
    }

    private static void SaveCheckpoints(string path)
    {
        TrainedParameters parameters = Create();
        if (File.Exists(path))
            Load(path, parameters);
        while (true)
        {
            Step(parameters);
            Save(path, parameters);
            Console.Out.WriteLine(parameters.StepCount);
            Console.Out.Flush();
        }
    }

    private static void SaveModels(string path)
    {
        for (long step = File.Exists(path) ? LoadModel(path) + 1 : 1; ; step++)
        {
            SaveModel(path, step);
            Console.Out.WriteLine(step);
            Console.Out.Flush();
        }
    }
}
