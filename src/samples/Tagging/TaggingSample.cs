using System.Globalization;

namespace TinyRnn.Samples;

/// <summary>Reads forwards and backwards: what a number word is worth is decided by the words behind it.</summary>
[RecurrentModel]
[Embedding(46, 16)]
[Lstm(32, Bidirectional = true)]
[Dense(6, Activation.Softmax)]
[Trainable(MaxSteps = TaggedText.MaxWords, MaxBatch = 32, Loss = Loss.CrossEntropy)]
internal sealed partial class TaggingNet;

/// <summary>Reads forwards only, with twice the units: it could tag a stream, but would have to guess.</summary>
[RecurrentModel]
[Embedding(46, 16)]
[Lstm(64)]
[Dense(6, Activation.Softmax)]
[Trainable(MaxSteps = TaggedText.MaxWords, MaxBatch = 32, Loss = Loss.CrossEntropy)]
internal sealed partial class ForwardTaggingNet;

/// <summary>Many to many in step: a tag for each word.</summary>
internal sealed class TaggingSample : Sample
{
    public override string Name => "tagging";

    public override string Summary => "Many to many in step: what each number word is worth, which takes both directions";

    public override void Run(SampleRun run)
    {
        TaggingNet both = TaggingNet.Create(run.Seed);
        ForwardTaggingNet forward = ForwardTaggingNet.Create(run.Seed);
        TaggingNet.Trainer bothTrainer = new(both);
        ForwardTaggingNet.Trainer forwardTrainer = new(forward);
        TaggedBatch batch = new(run.Seed);
        int steps = run.Quick ? 400 : 3000;
        TrainingTask.Configure(bothTrainer);
        TrainingTask.Configure(forwardTrainer);
        void Keep()
        {
            bothTrainer.Publish();
            run.Keep("tagging", both.Save);
        }

        run.Train("both directions", steps, _ => batch.Next().Train(bothTrainer), keep: _ => Keep());
        Keep();
        run.Train("forwards only", steps, _ => batch.Next().Train(forwardTrainer));
        forwardTrainer.Publish();

        TaggingTest<TaggingNet, TaggingNet.State> bothTest = new(both);
        TaggingTest<ForwardTaggingNet, ForwardTaggingNet.State> forwardTest = new(forward);
        Show(run, "both directions", bothTest.Accuracy());
        Show(run, "forwards only", forwardTest.Accuracy());
        run.Draw("tagging.png", TaggingFigure.Of(("both directions", bothTest.Scores), ("forwards only: what follows is not known yet", forwardTest.Scores)));
    }

    private static void Show(SampleRun run, string who, (double Words, double Sentences) right)
    {
        run.Result(who, right.Words, "{0:P2} of number words");
        run.Result(
            who + ", sentences", right.Sentences,
            string.Create(CultureInfo.InvariantCulture, $"{{0:P1}} of {TaggingTest.Count:N0} new sentences right in every word"));
    }
}
