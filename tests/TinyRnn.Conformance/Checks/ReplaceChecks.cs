using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Models that take the weights of another while they are called: whole sets, in one moment, for both parts of a pair.</summary>
internal static class ReplaceChecks
{
    private const int Replacements = 400;

    private delegate float[] Answer<TModel>(TModel model);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Replace: steps, files and copies are those of the other model; states go on", Takes),
        new("Replace: whole sets of weights while threads call the model", () => Storm<ReplacedNet>((model, other) => model.Replace(other), Steps)),
        new("Replace: whole sets in sequences of both directions", () => Storm<ReplacedBoth>((model, other) => model.Replace(other), Run)),
        new("Replace: whole sets behind strides", () => Storm<ReplacedStrided>((model, other) => model.Replace(other), Run)),
        new("Replace: a text is written with one set", () => Storm<ReplacedLetters>((model, other) => model.Replace(other), Write)),
        new("Replace: both parts of a pair in one moment", () => Storm<ReplacedPair>((model, other) => model.Replace(other), Translate)),
        new("Replace: a pair refuses what is no weight, and keeps its own", Refused),
        new("Replace: one model in both parts of a pair", Twins),
        new("Replace: a pair of which one part takes other weights", Half),
    ];

    private static void Takes()
    {
        ReplacedNet model = ReplacedNet.Create(1);
        ReplacedNet other = ReplacedNet.Create(2);
        ReplacedNet.State state = model.Initial;
        float[] x = [1, -2, 3];
        float[] y = new float[2];
        model.Step(ref state, x, y);
        ReplacedNet.State twin = state;
        model.Replace(other);
        Verify.That(state == twin, "a state has changed");
        Verify.Same<float>(other.Parameters, model.Parameters, "parameters");
        Verify.That(model.Initial == other.Initial, "another state to begin with");
        float[] expected = new float[2];
        model.Step(ref state, x, y);
        other.Step(ref twin, x, expected);
        Verify.Same<float>(expected, y, "a step");
        using MemoryStream file = new();
        model.Save(file);
        Verify.Same<float>(other.Parameters, ReplacedNet.Load(file.ToArray()).Parameters, "a file");

        // By itself, and by one that is replaced later.
        model.Replace(model);
        other.Replace(ReplacedNet.Create(3));
        Verify.Same<float>(ReplacedNet.Create(2).Parameters, model.Parameters, "the weights of the other as they were");
        Allocation.IsNone(() => model.Step(ref state, x, y));
    }

    private static void Refused()
    {
        ReplacedPair pair = ReplacedPair.Create(1);
        float[] before = new float[ReplacedPair.ParameterCount];
        pair.CopyParameters(before);
        float[] diverged = [.. before];
        diverged[^1] = float.PositiveInfinity;
        Verify.Throws<ArgumentException>(
            () => pair.Replace(ReplacedPair.FromParameters(diverged)), $"Weight {ReplacedPair.ParameterCount - 1} of model", "goes on with its own");
        Verify.Throws<ArgumentNullException>(() => pair.Replace(null!), "model");
        float[] after = new float[before.Length];
        pair.CopyParameters(after);
        Verify.SameBits(before, after, "parameters");
    }

    private static void Twins()
    {
        ReplacedLetters letters = ReplacedLetters.Create(1);
        ReplacedLetterPair pair = new(letters, letters);
        ReplacedLetters next = ReplacedLetters.Create(2);
        pair.Replace(new ReplacedLetterPair(next, next));
        Verify.Same<float>(next.Parameters, letters.Parameters, "parameters");
    }

    private static void Half()
    {
        HalfReplacedPair pair = HalfReplacedPair.Create(1);
        HalfReplacedPair other = HalfReplacedPair.Create(2);
        pair.Encoder.Replace(other.Encoder);
        float[] expected = new float[4];
        float[] ys = new float[4];
        float[] xs = Signals.Noise(6, seed: 1);
        new HalfReplacedPair(other.Encoder, pair.Decoder).Run(xs, xs.AsSpan(0, 4), expected);
        pair.Run(xs, xs.AsSpan(0, 4), ys);
        Verify.Same<float>(expected, ys, "the decoder reads another encoder's state");
    }

    private static float[] Steps(ReplacedNet model)
    {
        ReplacedNet.State[] states = new ReplacedNet.State[5];
        float[] ys = new float[5 * 7 * ReplacedNet.OutputSize];
        model.RunMany(states, Signals.Noise(5 * 7 * ReplacedNet.InputSize, seed: 1), ys);
        return ys;
    }

    private static float[] Run(ReplacedBoth model) => model.Run(Signals.Noise(11 * ReplacedBoth.InputSize, seed: 1));

    private static float[] Run(ReplacedStrided model) => model.Run(Signals.Noise(12 * ReplacedStrided.InputSize, seed: 1));

    private static float[] Write(ReplacedLetters model)
    {
        ReplacedLetters.State state = default;
        int[] tokens = new int[20];
        model.Generate(ref state, 1, tokens);
        return [.. tokens.Select(token => (float)token)];
    }

    private static float[] Translate(ReplacedPair pair)
    {
        float[] ys = new float[6 * ReplacedTarget.OutputSize];
        pair.Run(Signals.Noise(4 * ReplacedSource.InputSize, seed: 1), Signals.Noise(6 * ReplacedTarget.InputSize, seed: 2), ys);
        return ys;
    }

    /// <summary>Two threads call one model, whose answers must be those of one of two sets of weights, while a third replaces the one by the other.</summary>
    private static void Storm<TModel>(Action<TModel, TModel> replace, Answer<TModel> answer)
        where TModel : class, IModelWeights<TModel>
    {
        TModel model = TModel.Create(1);
        TModel[] others = [TModel.Create(1), TModel.Create(2)];
        float[][] right = [.. others.Select(other => answer(other))];
        Verify.That(!right[0].AsSpan().SequenceEqual(right[1]), "two models give the same");
        int mixtures = 0;
        int[] seen = new int[2];
        bool isOver = false;
        Thread[] callers = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                float[] ys = answer(model);
                int which = Array.FindIndex(right, each => each.AsSpan().SequenceEqual(ys));
                if (which < 0)
                    Interlocked.Increment(ref mixtures);
                else
                    Interlocked.Increment(ref seen[which]);
            }
        }))];
        foreach (Thread caller in callers)
            caller.Start();
        for (int n = 0; n < Replacements || (mixtures == 0 && (Volatile.Read(ref seen[0]) == 0 || Volatile.Read(ref seen[1]) == 0)); n++)
            replace(model, others[n % 2]);
        Volatile.Write(ref isOver, true);
        foreach (Thread caller in callers)
            caller.Join();
        Verify.Equal(0, mixtures, $"mixtures in {seen.Sum() + mixtures} calls");
    }
}
