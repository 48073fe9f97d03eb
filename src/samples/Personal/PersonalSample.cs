using System.Globalization;
using TinyRnn.Demo;
using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>The gesture model as it is shipped, with a trainer for one gesture at a time.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "")]
[Dense(6)]
[PretrainedWeights("gestures_lstm32.safetensors")]
[Trainable(MaxSteps = 50, MaxBatch = 1, Loss = Loss.CrossEntropy)]
internal sealed partial class PersonalNet;

/// <summary>Learning on the device: a shipped model gets to know its user.</summary>
internal sealed class PersonalSample : Sample
{
    public override string Name => "personal";

    public override string Summary => "Learns on the device: gets to know a user who wears the sensor on the other wrist, and rolls back what was wrong";

    public override void Run(SampleRun run)
    {
        UserGestures user = new(run.Seed);
        double before = user.Recognised(PersonalNet.LoadPretrained());
        Curve careful = Learn(run, user, "with roll back", rollsBack: true);
        Curve trusting = Learn(run, user, "without", rollsBack: false);

        run.Result("users whom it was trained with", UserGestures.Recognised(PersonalNet.LoadPretrained(), GestureData.Test()), "{0:F1} % recognised");
        run.Result("the new user, as shipped", before, "{0:F1} %");
        run.Result($"after {UserGestures.WrongFrom} gestures", careful.At(UserGestures.WrongFrom), "{0:F1} %");
        run.Result($"after {UserGestures.WrongTo - UserGestures.WrongFrom} wrong labels, with roll back", careful.At(UserGestures.WrongTo), "{0:F1} %");
        run.Result($"after {UserGestures.WrongTo - UserGestures.WrongFrom} wrong labels, without", trusting.At(UserGestures.WrongTo), "{0:F1} %");
        run.Result(
            "lowest since then, with roll back", careful.Lowest(UserGestures.WrongFrom), $"{{0:F1}} %, of what was measured every {Every(run)} gestures");
        run.Result("lowest since then, without", trusting.Lowest(UserGestures.WrongFrom), "{0:F1} %");
        run.Result("in the end, with roll back", careful.At(UserGestures.Stream), "{0:F1} %");
        run.Result("in the end, without", trusting.At(UserGestures.Stream), "{0:F1} %");
        run.Draw("personal.svg", new Figure(
        [
            new Panel
            {
                Title = "a shipped model gets to know its user",
                X = "gestures learnt from, one at a time",
                Y = "held-out gestures recognised, %",
                Low = 0,
                High = 100,
                Bands = [new Band("wrong labels", UserGestures.WrongFrom, UserGestures.WrongTo)],
                Lines = [careful.Line, trusting.Line, new Line("as shipped", [0, UserGestures.Stream], [before, before]) { Style = LineStyle.Dashed }],
            },
        ]));
    }

    private static Curve Learn(SampleRun run, UserGestures user, string what, bool rollsBack)
    {
        PersonalNet net = PersonalNet.LoadPretrained();
        HeadLearner learner = new(net, user, rollsBack);
        ServingThread server = new(net, user.Asked.Gesture(0), UserGestures.Stream);
        Curve curve = new(what, [0], [user.Recognised(net)]);
        int every = Every(run);
        run.Train(what, UserGestures.Stream, i =>
        {
            float loss = learner.Learn(user.Gesture(i), user.Label(i));
            server.Published();
            if ((i + 1) % every == 0)
                curve.Add(i + 1, user.Recognised(net));
            return loss;
        });

        int mixed = server.Stop();
        run.Result($"answers, {what}", server.Answers, $"{{0:N0}} on another thread meanwhile, by {server.Versions} versions of the weights");
        run.Result($"answers of half-written weights, {what}", mixed, "{0}");
        run.Result($"allocated while learning and serving, {what}", learner.Allocated + server.Allocated, "{0} bytes");
        run.Result($"roll backs, {what}", learner.RollBacks, "{0}");
        run.Note(
            $"learning from a gesture, {what}",
            string.Create(CultureInfo.InvariantCulture, $"{learner.MicrosecondsAGesture:F0} us; the trainer takes {learner.Bytes / 1024.0:F0} KiB"));
        return curve;
    }

    /// <summary>A quick run measures after each check only, where a restored model looks best; a full one between two checks as well.</summary>
    private static int Every(SampleRun run) => run.Quick ? 20 : 10;

    /// <summary>What was recognised after so many gestures.</summary>
    private sealed record Curve(string Name, List<double> Gestures, List<double> Recognised)
    {
        public Line Line => new(Name, Gestures, Recognised);

        public void Add(int gestures, double recognised)
        {
            Gestures.Add(gestures);
            Recognised.Add(recognised);
        }

        public double At(int gestures) => Recognised[Gestures.IndexOf(gestures)];

        /// <summary>From so many gestures on.</summary>
        public double Lowest(int from) => Recognised.Skip(Gestures.IndexOf(from)).Min();
    }
}
