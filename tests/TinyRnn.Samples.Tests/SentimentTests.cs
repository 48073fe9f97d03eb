using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Many to one, with words.</summary>
public sealed class SentimentTests : SampleFolder
{
    /// <summary>
    /// Guessing gets a half. Of a mirrored pair a bag of words gets one right and one wrong, whatever it has learnt, so that of five forms of sentences it
    /// cannot be right about three more than half the time: 70 %. The recurrent models are right about all after this many steps, with three seeds; 95 % leaves
    /// room for another rounding.
    /// </summary>
    [Fact]
    public void Order_decides()
    {
        SampleRun run = Quick("sentiment");
        Assert.InRange(run.Results["LSTM"], 0.95, 1);
        Assert.InRange(run.Results["LSTM, mirrored"], 0.95, 1);
        Assert.InRange(run.Results["LSTM, 5,000 words"], 0.95, 1);
        Assert.InRange(run.Results["bag of words"], 0.5, 0.72);
        Assert.Equal(0.5, run.Results["bag of words, mirrored"], 0.01);
        Assert.InRange(run.Results["a step with 5,000"], 1, double.MaxValue);
        IsDrawn("sentiment.png");
    }

    [Theory]
    [InlineData(50)]
    [InlineData(5000)]
    public void Every_word_has_an_id_of_its_own_and_a_sentence_fits(int vocabulary)
    {
        SentimentLanguage language = new(vocabulary);
        RandomState random = new(1);
        HashSet<int> seen = [];
        for (int i = 0; i < 1000; i++)
        {
            int[] ids = language.Ids(language.Next(ref random).Text);
            Assert.InRange(ids.Length, 3, SentimentLanguage.MaxWords);
            Assert.All(ids, id => Assert.InRange(id, 0, vocabulary - 1));
            seen.UnionWith(ids);
        }

        Assert.InRange(seen.Count, 50, vocabulary);
    }

    /// <summary>What decides a pair is nothing but the order of its words.</summary>
    [Fact]
    public void Mirrored_sentences_have_the_same_words()
    {
        SentimentLanguage language = new(50);
        RandomState random = new(2);
        Sentence[] sentences = [.. Enumerable.Range(0, 500).Select(_ => language.Next(ref random)).Where(sentence => sentence.Mirror is not null)];
        Assert.InRange(sentences.Length, 200, 400);
        Assert.All(sentences, sentence => Assert.Equal(language.Ids(sentence.Text).Order(), language.Ids(sentence.Mirror!).Order()));
    }
}
