using TinyRnn.Attack.Models;
using TinyRnn.Training;

namespace TinyRnn.Attack.Publish;

/// <summary>A model that is served: how it is published to, and how it is read.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Parameters">Of each set.</param>
/// <param name="CreateTrainer">One that publishes.</param>
/// <param name="CreateReadings">What one thread reads with.</param>
internal sealed record ServedThing(string Name, int Parameters, Func<ModelTrainer> CreateTrainer,
    Func<IReadOnlyList<Reading>> CreateReadings)
{
    public static IReadOnlyList<ServedThing> All() => [Numbers(), Letters(), Pair()];

    private static ServedThing Numbers()
    {
        Served model = Create(0);
        float[] xs = new float[3 * 150];
        xs.AsSpan().Fill(0.5f);
        return new ServedThing(nameof(Served), Served.ParameterCount, () => new Served.Trainer(model), () =>
        {
            Served.State[] states = new Served.State[5];
            return
            [
                Answers.Of("Served.Step", 2, Create, model, (each, y) =>
                {
                    Served.State state = default;
                    each.Step(ref state, xs.AsSpan(0, 3), y);
                }),
                Answers.Of("Served.Run", 2 * 150, Create, model, (each, ys) =>
                {
                    Served.State state = default;
                    each.Run(ref state, xs, ys);
                }),
                Answers.Of("Served.StepMany", 2 * 5, Create, model, (each, ys) =>
                {
                    Array.Clear(states);
                    each.StepMany(states, xs.AsSpan(0, 15), ys);
                }),
                Answers.Of("Served.RunMany", 2 * 150, Create, model, (each, ys) =>
                {
                    Array.Clear(states);
                    each.RunMany(states, xs, ys);
                }),
                Answers.OfParameters("Served.Parameters", () => model.Parameters.ToArray()),
                Answers.OfParameters("Served.Save", () => Saved(model.Save, stream => Served.Load(stream).Parameters)),
                Answers.OfParameters("new Served.Trainer", () => Copy(new Served.Trainer(model), Served.ParameterCount)),
            ];
        });

        static Served Create(int set) => Served.FromParameters(Answers.Parameters(set, Served.ParameterCount));
    }

    private static ServedThing Letters()
    {
        ServedLetters model = Create(0);
        int[] xs = [.. Enumerable.Range(0, 150).Select(index => index % 12)];
        return new ServedThing(nameof(ServedLetters), ServedLetters.ParameterCount, () => new ServedLetters.Trainer(model), () =>
        {
            int[] generated = new int[60];
            return
            [
                Answers.Of("ServedLetters.Run", 12 * 150, Create, model, (each, ys) =>
                {
                    ServedLetters.State state = default;
                    each.Run(ref state, xs, ys);
                }),
                Answers.Of("ServedLetters.Generate", 8, Create, model, (each, ys) =>
                {
                    // What it has read last stands in the state.
                    ServedLetters.State state = default;
                    each.Generate(ref state, 1, generated);
                    state.Gru1Hidden.CopyTo(ys);
                }),
                Answers.OfParameters("ServedLetters.Parameters", () => model.Parameters.ToArray()),
                Answers.OfParameters("new ServedLetters.Trainer", () =>
                    Copy(new ServedLetters.Trainer(model), ServedLetters.ParameterCount)),
            ];
        });

        static ServedLetters Create(int set) => ServedLetters.FromParameters(Answers.Parameters(set, ServedLetters.ParameterCount));
    }

    private static ServedThing Pair()
    {
        ServedPair model = Create(0);
        float[] xs = new float[2 * 60];
        xs.AsSpan().Fill(0.25f);
        return new ServedThing(nameof(ServedPair), ServedPair.ParameterCount, () => new ServedPair.Trainer(model), () =>
        [
            Answers.Of("ServedPair.Run", 2 * 60, Create, model, (each, ys) => each.Run(xs, xs, ys)),
            Answers.Of("ServedPair.Generate", 2 * 40, Create, model, (each, ys) => each.Generate(xs, xs.AsSpan(0, 2), ys)),
            Answers.OfParameters("ServedPair.Save", () => Saved(model.Save, LoadPair)),
            Answers.OfParameters("new ServedPair.Trainer", () => Copy(new ServedPair.Trainer(model), ServedPair.ParameterCount)),
            Answers.OfParameters("ServedPair.Encoder.Parameters", () => model.Encoder.Parameters.ToArray()),
            Answers.OfParameters("new ServedTarget.Trainer", () =>
                Copy(new ServedTarget.Trainer(model.Decoder), ServedTarget.ParameterCount)),
        ]);

        static ServedPair Create(int set)
        {
            ServedPair pair = ServedPair.Create(1);
            ServedPair.Trainer trainer = new(pair);
            trainer.Import(Answers.Parameters(set, ServedPair.ParameterCount));
            trainer.Publish();
            return pair;
        }

        static ReadOnlySpan<float> LoadPair(Stream stream)
        {
            ServedPair pair = ServedPair.Load(stream);
            return (float[])[.. pair.Encoder.Parameters, .. pair.Decoder.Parameters];
        }
    }

    private delegate ReadOnlySpan<float> Loading(Stream stream);

    private static float[] Saved(Action<Stream> save, Loading load)
    {
        MemoryStream stream = new();
        save(stream);
        stream.Position = 0;
        return load(stream).ToArray();
    }

    private static float[] Copy(ModelTrainer trainer, int count)
    {
        float[] parameters = new float[count];
        trainer.CopyParameters(parameters);
        return parameters;
    }
}
