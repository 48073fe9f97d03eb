using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Many to many in step.</summary>
public sealed class TaggingTests : SampleFolder
{
    /// <summary>
    /// A word that stands before "hundred" or "thousand" cannot be told from one that does not until those have been read: the forward model gets about four of
    /// five words right and hardly ever a whole sentence, and no training changes that. With both directions all of them were right, with three seeds.
    /// </summary>
    [Fact]
    public void It_takes_both_directions()
    {
        SampleRun run = Quick("tagging");
        Assert.InRange(run.Results["both directions"], 0.99, 1);
        Assert.InRange(run.Results["both directions, sentences"], 0.95, 1);
        Assert.InRange(run.Results["forwards only"], 0.6, 0.9);
        Assert.InRange(run.Results["forwards only, sentences"], 0, 0.4);
        Assert.True(System.IO.File.Exists(File("tagging.safetensors")));
        IsDrawn("tagging.png");
    }

    /// <summary>The tags are right if the words, multiplied by what they say, add up to the number.</summary>
    [Fact]
    public void Tags_add_up_to_the_number()
    {
        int[] factors = [0, 0, 1, 100, 1000, 100_000];
        Assert.Equal(factors.Length, TaggedText.Tags.Count);
        RandomState random = new(1);
        for (int i = 0; i < 2000; i++)
        {
            int number = (int)(random.NextDouble() * 1_000_000) / (i % 2 == 0 ? 1 : 997);
            Assert.Equal(number, TaggedText.Tagged(number).Sum(word => factors[word.Tag] * Value(word.Word)));
        }
    }

    [Fact]
    public void Sentences_fit()
    {
        RandomState random = new(1);
        for (int i = 0; i < 1000; i++)
        {
            List<(string Word, int Tag)> sentence = TaggedText.Next(ref random);
            Assert.InRange(sentence.Count, 4, TaggedText.MaxWords);
            Assert.All(sentence, word => Assert.InRange(TaggedText.Id(word.Word), 0, TaggingNet.Vocabulary - 1));
        }
    }

    private static int Value(string word)
    {
        int id = NumberWords.EnglishWord(word);
        return id < 20 ? id : 10 * (id - 18);
    }
}
