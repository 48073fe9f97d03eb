using System.Globalization;

namespace TinyRnn.Samples;

/// <summary>Reads word by word: what it answers depends on their order.</summary>
[RecurrentModel(Mode = SequenceMode.ManyToOne)]
[Embedding(50, 8)]
[Lstm(32, ForgetBias = 1)]
[Dense(1, Activation.Sigmoid)]
[Trainable(MaxSteps = SentimentLanguage.MaxWords, MaxBatch = 32, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class SentimentNet;

/// <summary>Reads how often each word occurs, all at once: however many layers follow, the order is lost.</summary>
[RecurrentModel(50, Mode = SequenceMode.OneToOne)]
[Dense(64, Activation.Relu)]
[Dense(32, Activation.Relu)]
[Dense(1, Activation.Sigmoid)]
[Trainable(MaxBatch = 32, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class WordBagNet;

/// <summary>One-hot words, of which there are few.</summary>
[RecurrentModel(Mode = SequenceMode.ManyToOne)]
[OneHot(50)]
[Lstm(32, ForgetBias = 1)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class FewWordsNet;

/// <summary>One-hot words, of which there are many: a hundred times the input weights.</summary>
[RecurrentModel(Mode = SequenceMode.ManyToOne)]
[OneHot(5000)]
[Lstm(32, ForgetBias = 1)]
[Dense(1, Activation.Sigmoid)]
[Trainable(MaxSteps = SentimentLanguage.MaxWords, MaxBatch = 32, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class ManyWordsNet;

/// <summary>Many to one: the sentiment of a sentence.</summary>
internal sealed class SentimentSample : Sample
{
    public override string Name => "sentiment";

    public override string Summary => "Many to one: what a sentence means, where a bag of words cannot tell";

    public override void Run(SampleRun run)
    {
        SentimentNet net = SentimentNet.Create(run.Seed);
        WordBagNet bag = WordBagNet.Create(run.Seed);
        ManyWordsNet many = ManyWordsNet.Create(run.Seed);
        Learn(run, net, bag, many);

        SentimentTest test = new(new SentimentLanguage(SentimentNet.Vocabulary));
        SentimentTest manyTest = new(new SentimentLanguage(ManyWordsNet.Vocabulary));
        Show(run, "LSTM", test, tokens => SentimentReading.Answer<SentimentNet, SentimentNet.State>(net, tokens));
        Show(run, "bag of words", test, tokens => WordBag.Answer(bag, tokens));
        Show(run, "LSTM, 5,000 words", manyTest, tokens => SentimentReading.Answer<ManyWordsNet, ManyWordsNet.State>(many, tokens));

        int patience = run.Quick ? 6 : 30;
        double few = StepCost.Of<FewWordsNet, FewWordsNet.State>(FewWordsNet.Create(run.Seed), FewWordsNet.Vocabulary, patience);
        double most = StepCost.Of<ManyWordsNet, ManyWordsNet.State>(many, ManyWordsNet.Vocabulary, patience);
        run.Result("a step with 50 one-hot words", few, $"{{0:F0}} ns, {FewWordsNet.ParameterCount:N0} parameters");
        run.Result(
            "a step with 5,000", most,
            $"{{0:F0}} ns, {ManyWordsNet.ParameterCount:N0} parameters; as a full product its inputs alone would be {4 * 32 * ManyWordsNet.Vocabulary:N0} "
            + $"multiply-adds");
        run.Draw("sentiment.png", SentimentFigure.Of(test.Language, net, bag));
    }

    private static void Learn(SampleRun run, SentimentNet net, WordBagNet bag, ManyWordsNet many)
    {
        SentimentNet.Trainer trainer = new(net);
        SentimentBatch batch = new(new SentimentLanguage(SentimentNet.Vocabulary), run.Seed);
        TrainingTask.Configure(trainer);
        run.Train("LSTM", run.Quick ? 1500 : 4000, _ => batch.Next().Train(trainer));
        trainer.Publish();

        WordBagNet.Trainer bagTrainer = new(bag);
        WordBag words = new(SentimentBatch.Size);
        TrainingTask.Configure(bagTrainer);
        run.Train("bag of words", run.Quick ? 1200 : 8000, _ => words.Train(bagTrainer, batch.Next()));
        bagTrainer.Publish();

        ManyWordsNet.Trainer manyTrainer = new(many);
        SentimentBatch manyBatch = new(new SentimentLanguage(ManyWordsNet.Vocabulary), run.Seed);
        TrainingTask.Configure(manyTrainer);
        run.Train("LSTM, 5,000 words", run.Quick ? 1500 : 4000, _ => manyBatch.Next().Train(manyTrainer));
        manyTrainer.Publish();
    }

    private static void Show(SampleRun run, string who, SentimentTest test, Func<ReadOnlySpan<int>, float> answer)
    {
        (double all, double mirrored, int pairs) = test.Accuracy(answer);
        run.Result(who, all, string.Create(CultureInfo.InvariantCulture, $"{{0:P1}} of {SentimentTest.Count:N0} new sentences"));
        run.Result(
            who + ", mirrored", mirrored,
            string.Create(CultureInfo.InvariantCulture, $"{{0:P1}} of {2 * pairs:N0} in pairs of the same words and opposite meaning"));
    }
}
