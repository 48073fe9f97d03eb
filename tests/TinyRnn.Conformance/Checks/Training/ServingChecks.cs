using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>Whatever a thread calls while another one publishes, the whole call reads one published set.</summary>
internal static class ServingChecks
{
    private const int Rounds = 2000;

    private static readonly float[] s_xs = Signals.Noise(8 * 16 * 8, 3);

    public static IReadOnlyList<Check> All { get; } =
    [
        Of("Step", 2, TrainedStack.ParameterCount, TrainedStack.Create, model => new TrainedStack.Trainer(model), (model, ys) =>
        {
            TrainedStack.State state = default;
            model.Step(ref state, s_xs.AsSpan(0, 3), ys);
        }),
        Of("Run", 16 * 2, TrainedStack.ParameterCount, TrainedStack.Create, model => new TrainedStack.Trainer(model), (model, ys) =>
        {
            TrainedStack.State state = default;
            model.Run(ref state, s_xs.AsSpan(0, 16 * 3), ys);
        }),
        Of("Run with one output", 2, ServedClassifier.ParameterCount, ServedClassifier.Create, model => new ServedClassifier.Trainer(model), (model, ys) =>
        {
            ServedClassifier.State state = default;
            model.Run(ref state, s_xs.AsSpan(0, 16 * 3), ys);
        }),
        Of("Run in both directions", 8 * 2, TrainedMixture.ParameterCount, TrainedMixture.Create, model => new TrainedMixture.Trainer(model), (model, ys) =>
        {
            TrainedMixture.State state = default;
            model.Run(ref state, s_xs.AsSpan(0, 8 * 3), ys);
        }),
        Of("StepMany", 9 * 2, TrainedStack.ParameterCount, TrainedStack.Create, model => new TrainedStack.Trainer(model), (model, ys) =>
        {
            Span<TrainedStack.State> states = stackalloc TrainedStack.State[9];
            states.Clear();
            model.StepMany(states, s_xs.AsSpan(0, 9 * 3), ys);
        }),
        Of("RunMany", 5 * 8 * 2, TrainedStack.ParameterCount, TrainedStack.Create, model => new TrainedStack.Trainer(model), (model, ys) =>
        {
            Span<TrainedStack.State> states = stackalloc TrainedStack.State[5];
            states.Clear();
            model.RunMany(states, s_xs.AsSpan(0, 5 * 8 * 3), ys);
        }),
        Of("Generate", 16 * 3, ServedFeedback.ParameterCount, ServedFeedback.Create, model => new ServedFeedback.Trainer(model), (model, ys) =>
        {
            ServedFeedback.State state = default;
            model.Generate(ref state, s_xs.AsSpan(0, 3), ys);
        }),
        Of("Generate of tokens", 12, ServedLetters.ParameterCount, ServedLetters.Create, model => new ServedLetters.Trainer(model), (model, ys) =>
        {
            // The scores behind 15 tokens: the tokens alone would be the same by chance.
            ServedLetters.State state = default;
            Span<int> tokens = stackalloc int[15];
            RandomState random = new(5);
            model.Generate(ref state, 3, tokens, new Sampling(1), ref random);
            for (int i = 0; i < 6; i++)
                (ys[2 * i], ys[(2 * i) + 1]) = (state.Gru1Hidden[i], tokens[14 - i]);
        }),
        Of("Run of an encoder-decoder", 16 * 4, Gru8x16To4x16To4.ParameterCount, Gru8x16To4x16To4.Create, model => new Gru8x16To4x16To4.Trainer(model),
            (model, ys) =>
            model.Run(s_xs.AsSpan(0, 16 * 8), s_xs.AsSpan(0, 16 * 4), ys)),
        Of("Generate of an encoder-decoder", 16 * 4, Gru8x16To4x16To4.ParameterCount, Gru8x16To4x16To4.Create, model => new Gru8x16To4x16To4.Trainer(model),
            (model, ys) =>
            model.Generate(s_xs.AsSpan(0, 16 * 8), s_xs.AsSpan(0, 4), ys)),
    ];

    private delegate void Call<in TModel>(TModel model, Span<float> ys);

    private static Check Of<TModel>(string what, int outputs, int count, Func<ulong, TModel> create, Func<TModel, ModelTrainer> train, Call<TModel> call)
        where TModel : class => new($"Threads that serve see one published set or the other, never a mixture: {what}", () =>
    {
        TModel[] models = [create(1), create(2), create(3)];
        float[][] sets = [Parameters(train(models[0]), count), Parameters(train(models[1]), count)];
        float[][] right = [Output(models[0]), Output(models[1])];
        Verify.That(!right[0].AsSpan().SequenceEqual(right[1]), "both sets give the same outputs");

        TModel model = models[2];
        ModelTrainer trainer = train(model);
        Publish(0);
        int mixtures = 0;
        int[] calls = new int[2];
        bool stop = false;
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(Serve))];
        foreach (Thread thread in threads)
            thread.Start();

        // Until both sets have been served often; on one core, threads take turns.
        for (int round = 1; round <= Rounds || Volatile.Read(ref calls[0]) < Rounds || Volatile.Read(ref calls[1]) < Rounds; round++)
        {
            Publish(round % 2);
            if (round % 50 == 0)
                Thread.Yield();
        }

        Volatile.Write(ref stop, true);
        foreach (Thread thread in threads)
            thread.Join();
        Verify.Equal(0, mixtures, $"mixtures in {calls[0]} + {calls[1]} right calls");

        void Publish(int set)
        {
            trainer.Import(sets[set]);
            trainer.Publish();
        }

        void Serve()
        {
            float[] ys = new float[outputs];
            while (!Volatile.Read(ref stop))
            {
                call(model, ys);
                int set = Array.FindIndex(right, each => each.AsSpan().SequenceEqual(ys));
                Interlocked.Increment(ref set < 0 ? ref mixtures : ref calls[set]);
            }
        }

        float[] Output(TModel other)
        {
            float[] ys = new float[outputs];
            call(other, ys);
            return ys;
        }
    });

    private static float[] Parameters(ModelTrainer trainer, int count)
    {
        float[] parameters = new float[count];
        trainer.CopyParameters(parameters);
        return parameters;
    }
}
