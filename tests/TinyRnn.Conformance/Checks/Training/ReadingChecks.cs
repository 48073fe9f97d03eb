using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>Whatever reads a model's parameters while another thread publishes gets all of one publication, and keeps it.</summary>
internal static class ReadingChecks
{
    private const int Readings = 2000;

    public static IReadOnlyList<Check> All { get; } =
    [
        OfModel("a new trainer", model =>
        {
            float[] parameters = new float[TrainedStack.ParameterCount];
            new TrainedStack.Trainer(model).CopyParameters(parameters);
            return parameters;
        }),
        OfModel("Parameters", model => model.Parameters.ToArray()),
        OfModel("FromParameters", model => TrainedStack.FromParameters(model.Parameters).Parameters.ToArray()),
        OfModel("Save", model => Saved(model.Save, stream => TrainedStack.Load(stream).Parameters.ToArray())),
        OfPair("a new pair trainer", pair =>
        {
            float[] parameters = new float[Gru8x16To4x16To4.ParameterCount];
            new Gru8x16To4x16To4.Trainer(pair).CopyParameters(parameters);
            return parameters;
        }),
        OfPair("Save of a pair", pair => Saved(pair.Save, PairParameters)),

        // The first pair's trainer publishes; the second object knows nothing of it.
        OfPair("Save of a second pair of the same parts", pair => Saved(new Gru8x16To4x16To4(pair.Encoder, pair.Decoder).Save, PairParameters)),
        Of("Save of one model in both places of a pair", () =>
        {
            ServedTwin model = ServedTwin.Create(1);
            ServedTwins pair = new(model, model);
            return (new ServedTwin.Trainer(model), () => Saved(pair.Save, TwinParameters), ServedTwin.ParameterCount);
        }),
        new("Parameters stay what they are when others are published, and are copied once for each publication", Kept),
    ];

    private static Check OfModel(string what, Func<TrainedStack, float[]> read) => Of(what, () =>
    {
        TrainedStack model = TrainedStack.Create(1);
        return (new TrainedStack.Trainer(model), () => read(model), TrainedStack.ParameterCount);
    });

    private static Check OfPair(string what, Func<Gru8x16To4x16To4, float[]> read) => Of(what, () =>
    {
        Gru8x16To4x16To4 pair = Gru8x16To4x16To4.Create(1);
        return (new Gru8x16To4x16To4.Trainer(pair), () => read(pair), Gru8x16To4x16To4.ParameterCount);
    });

    /// <summary>The parameters of each publication are one number, so that a mixture shows.</summary>
    private static Check Of(string what, Func<(ModelTrainer Trainer, Func<float[]> Read, int Count)> create) =>
        new($"What reads parameters while others are published gets those of one publication: {what}", () =>
    {
        (ModelTrainer trainer, Func<float[]> read, int count) = create();
        float[][] sets = [.. Enumerable.Range(1, 8).Select(number => Enumerable.Repeat((float)number, count).ToArray())];
        Publish(0);
        int published = 0;
        bool stop = false;
        Thread publisher = new(() =>
        {
            for (int n = 1; !Volatile.Read(ref stop); n++)
            {
                Publish(n);
                Volatile.Write(ref published, n);
            }
        });
        publisher.Start();
        int mixtures = 0;
        int readings = 0;
        try
        {
            // As many readings as publications: on one core, threads take turns.
            for (; readings < Readings || Volatile.Read(ref published) < Readings; readings++)
            {
                float[] found = read();
                Verify.That(found.Length == count || found.Length == 2 * count, $"{found.Length} parameters");
                mixtures += found.AsSpan().ContainsAnyExcept(found[0]) ? 1 : 0;
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            publisher.Join();
        }

        Verify.Equal(0, mixtures, $"mixtures in {readings} readings beside {published} publications");

        void Publish(int n)
        {
            trainer.Import(sets[n % sets.Length]);
            trainer.Publish();
        }
    });

    private static void Kept()
    {
        TrainedStack model = TrainedStack.Create(1);
        TrainedStack.Trainer trainer = new(model);
        ReadOnlySpan<float> first = model.Parameters;
        float[] copy = first.ToArray();
        Verify.That(first == model.Parameters, "asked twice, there are two copies");
        Allocation.IsNone(() => Verify.Equal(TrainedStack.ParameterCount, model.Parameters.Length, "parameters"));
        for (int n = 1; n <= 4; n++)
        {
            trainer.Import(Enumerable.Repeat((float)n, TrainedStack.ParameterCount).ToArray());
            trainer.Publish();
            Verify.Same(copy, first, $"what was read before publication {n}");
            Verify.Equal(n, model.Parameters[^1], "what is read after it");
        }
    }

    private static float[] Saved(Action<Stream> save, Func<Stream, float[]> load)
    {
        using MemoryStream stream = new();
        save(stream);
        stream.Position = 0;
        return load(stream);
    }

    private static float[] TwinParameters(Stream stream)
    {
        ServedTwins pair = ServedTwins.Load(stream);
        return [.. pair.Encoder.Parameters, .. pair.Decoder.Parameters];
    }

    private static float[] PairParameters(Stream stream)
    {
        Gru8x16To4x16To4 pair = Gru8x16To4x16To4.Load(stream);
        return [.. pair.Encoder.Parameters, .. pair.Decoder.Parameters];
    }
}
