using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Metadata;

/// <summary>Metadata goes with the weights: into checkpoints and out of them, by a publication, by an exchange, and through pairs.</summary>
public class MetadataTrainingTests
{
    private static readonly ModelMetadata s_labels = new() { Labels = ["a", "b", "c", "d", "e"], Version = "1" };

    [Fact]
    public void A_checkpoint_keeps_what_the_model_has_when_it_is_written()
    {
        Classifier net = Classifier.Create(1);
        Classifier.Trainer trainer = new(net);
        net.Metadata = MetadataFiles.Full;
        byte[] checkpoint = Checkpoint(trainer);
        Classifier other = Classifier.Create(2);
        other.Metadata = s_labels;
        Classifier.Trainer resumed = new(other);
        Assert.Equal(s_labels, resumed.Metadata);
        resumed.LoadCheckpoint(new MemoryStream(checkpoint));

        // What is served and what is learnt have each their own, until they are one.
        Assert.Equal(MetadataFiles.Full, resumed.Metadata);
        Assert.Equal(s_labels, other.Metadata);
        Assert.Equal(checkpoint, Checkpoint(resumed));
        resumed.Publish();
        Assert.Equal(MetadataFiles.Full, other.Metadata);
        Assert.Equal(MetadataFiles.Full, Classifier.Load(MetadataFiles.Saved(other)).Metadata);

        // From now on the model's is the trainer's again.
        other.Metadata = s_labels;
        Assert.Equal(s_labels, resumed.Metadata);
        resumed.Publish();
        Assert.Equal(s_labels, other.Metadata);
    }

    [Fact]
    public void A_checkpoint_without_any_takes_nothing_away()
    {
        byte[] checkpoint = Checkpoint(new Classifier.Trainer(Classifier.Create(1)));
        Assert.DoesNotContain(MetadataFiles.Texts(checkpoint).Keys, key => key.StartsWith("metadata.", StringComparison.Ordinal));
        Classifier net = Classifier.Create(2);
        net.Metadata = s_labels;
        Classifier.Trainer trainer = new(net);
        trainer.LoadCheckpoint(new MemoryStream(checkpoint));
        Assert.Equal(s_labels, trainer.Metadata);
        trainer.Publish();
        Assert.Equal(s_labels, net.Metadata);
    }

    [Fact]
    public void What_the_trainer_is_given_comes_with_the_weights()
    {
        Classifier net = Classifier.Create(1);
        Classifier.Trainer trainer = new(net) { Metadata = s_labels };
        Assert.True(net.Metadata.IsEmpty);
        trainer.Publish();
        Assert.Equal(s_labels, net.Metadata);
        Assert.Throws<ArgumentException>(() => trainer.Metadata = new() { Labels = ["a"] });
        Assert.Equal(s_labels, trainer.Metadata);
    }

    /// <summary>An entry called like a setting of the training is neither taken for it nor lost.</summary>
    [Fact]
    public void Entries_called_like_settings_of_the_training_stay_apart()
    {
        Classifier net = Classifier.Create(1);
        net.Metadata = new() { Entries = new Dictionary<string, string> { ["step"] = "last", ["loss"] = "low", ["optimizer"] = "none" } };
        byte[] checkpoint = Checkpoint(new Classifier.Trainer(net));
        Classifier.Trainer other = new(Classifier.Create(2));
        other.LoadCheckpoint(new MemoryStream(checkpoint));
        Assert.Equal("last", other.Metadata.Entries["step"]);

        // A model that reads the weights alone gets its own, and nothing of the training.
        Classifier weights = Classifier.Load(checkpoint, new WeightLoadOptions { IgnoreUnexpected = true });
        Assert.Equal(net.Metadata, weights.Metadata);
        Assert.DoesNotContain("checkpoint", MetadataFiles.Texts(MetadataFiles.Saved(weights)).Keys);
    }

    [Fact]
    public void A_checkpoint_with_labels_of_another_model_changes_nothing()
    {
        Classifier net = Classifier.Create(1);
        net.Metadata = MetadataFiles.Full;
        Classifier.Trainer trainer = new(net);
        byte[] checkpoint = MetadataFiles.With(Checkpoint(trainer), texts => texts["metadata.tinyrnn.labels"] = """["a"]""");
        Classifier other = Classifier.Create(2);
        Classifier.Trainer resumed = new(other);
        float[] before = resumed.Tensor("fc.bias");
        Assert.Contains(
            "1 label, but Classifier has 5 outputs",
            Assert.Throws<WeightMismatchException>(() => resumed.LoadCheckpoint(new MemoryStream(checkpoint))).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, resumed.Tensor("fc.bias"));
        Assert.True(resumed.Metadata.IsEmpty);
    }

    [Fact]
    public void Replace_takes_it_with_the_weights()
    {
        Exchanged net = Exchanged.Create(1);
        Exchanged better = Exchanged.Create(2);
        better.Metadata = s_labels;
        net.Replace(Exchanged.Load(MetadataFiles.Saved(better)));
        Assert.Equal(s_labels, net.Metadata);

        // Weights that know nothing do not take away what is known.
        net.Replace(Exchanged.Create(3));
        net.Replace(Exchanged.FromParameters(better.Parameters));
        Assert.Equal("c", net.Labels[2]);
    }

    [Fact]
    public void A_pair_keeps_its_own_and_that_of_its_parts_in_one_file()
    {
        SourceToTarget pair = Pair();
        byte[] file = MetadataFiles.Saved(pair);
        SourceToTarget loaded = SourceToTarget.Load(file);
        Same(pair, loaded);
        Assert.Equal(file, MetadataFiles.Saved(loaded));

        // A part alone has what is under its prefix.
        Source source = Source.Load(file, new WeightLoadOptions { Prefix = "encoder." });
        Assert.Equal(pair.Encoder.Metadata, source.Metadata);
        Assert.Equal(pair.Decoder.Metadata, Target.Load(file, new WeightLoadOptions { Prefix = "decoder." }).Metadata);
        Assert.Throws<ArgumentException>(() =>
            pair.Metadata = new() { Entries = new Dictionary<string, string> { ["encoder.x"] = "y" } });
        Assert.Contains(
            "5 tokens, but SourceToTarget has 6 tokens",
            Assert.Throws<ArgumentException>(() => pair.Metadata = new() { Vocabulary = ["a", "b", "c", "d", "e"] }).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_that_does_not_fit_a_part_is_refused_with_the_pair()
    {
        byte[] file = MetadataFiles.With(MetadataFiles.Saved(Pair()), texts => texts["decoder.tinyrnn.vocabulary"] = """["a"]""");
        string message = Assert.Throws<WeightMismatchException>(() => SourceToTarget.Load(file)).Message;
        Assert.Contains("'decoder.tinyrnn.vocabulary'", message, StringComparison.Ordinal);
        Assert.Contains("1 token, but Target has 6 tokens", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pairs_checkpoint_keeps_all_three()
    {
        SourceToTarget pair = Pair();
        using MemoryStream checkpoint = new();
        new SourceToTarget.Trainer(pair).SaveCheckpoint(checkpoint);
        checkpoint.Position = 0;
        SourceToTarget other = SourceToTarget.Create(2);
        SourceToTarget.Trainer trainer = new(other);
        trainer.LoadCheckpoint(checkpoint);
        Assert.True(other.Encoder.Metadata.IsEmpty);
        trainer.Publish();
        Same(pair, other);
    }

    private static SourceToTarget Pair()
    {
        SourceToTarget pair = SourceToTarget.Create(1);
        pair.Metadata = new() { Version = "3", License = "MIT", Labels = ["a", "b", "c", "d", "e", "f"] };
        pair.Encoder.Metadata = new() { InputScaler = MetadataFiles.Scaler, Entries = new Dictionary<string, string> { ["from"] = "a microphone" } };
        pair.Decoder.Metadata = new() { Vocabulary = ["a", "b", "c", "d", "e", "f"] };
        return pair;
    }

    private static void Same(SourceToTarget expected, SourceToTarget found)
    {
        Assert.Equal(expected.Metadata, found.Metadata);
        Assert.Equal(expected.Encoder.Metadata, found.Encoder.Metadata);
        Assert.Equal(expected.Decoder.Metadata, found.Decoder.Metadata);
        Assert.Equal("a", found.Labels[0]);
    }

    private static byte[] Checkpoint(Classifier.Trainer trainer)
    {
        using MemoryStream file = new();
        trainer.SaveCheckpoint(file);
        return file.ToArray();
    }
}
