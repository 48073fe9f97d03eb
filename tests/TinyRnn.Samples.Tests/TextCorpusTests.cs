using Xunit;

namespace TinyRnn.Samples.Tests;

public class TextCorpusTests
{
    [Fact]
    public void Few_characters_have_ids_in_ascending_order()
    {
        TextCorpus corpus = new("cabba", 3);
        Assert.Equal([2, 0, 1, 1, 0], corpus.Ids);
        Assert.Equal((3, 0), (corpus.Distinct, corpus.SharedCount));
        Assert.Equal("cabba", corpus.Text(corpus.Ids));
    }

    [Fact]
    public void Of_many_the_rarest_share_the_last_id()
    {
        TextCorpus corpus = new("aaabbbxyz", 3);
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2], corpus.Ids);
        Assert.Equal(3, corpus.SharedCount);
        Assert.Equal(2, corpus.Id('y'));
        Assert.Equal($"ab{TextCorpus.Shared}", corpus.Text([0, 1, 2]));
    }

    [Theory]
    [InlineData('\n')]
    [InlineData('!')]
    public void A_character_that_the_text_lacks_has_a_valid_id(char symbol) => Assert.InRange(new TextCorpus("cabba", 3).Id(symbol), 0, 2);

    [Fact]
    public void Streams_go_on_chunk_by_chunk_and_begin_anew_at_their_end()
    {
        int[] text = [.. Enumerable.Range(0, 15)];
        int[] inputs = new int[6];
        int[] targets = new int[6];

        // Two streams of seven: two chunks of three, then back.
        Assert.True(TextCorpus.Chunk(text, 0, inputs, targets, 2, 3));
        Assert.Equal([0, 1, 2, 7, 8, 9], inputs);
        Assert.False(TextCorpus.Chunk(text, 1, inputs, targets, 2, 3));
        Assert.Equal([3, 4, 5, 10, 11, 12], inputs);
        Assert.Equal([4, 5, 6, 11, 12, 13], targets);
        Assert.True(TextCorpus.Chunk(text, 2, inputs, targets, 2, 3));
        Assert.Equal([0, 1, 2, 7, 8, 9], inputs);
    }

    /// <summary>Results are compared with those of other days: the text does not change, and none of its characters shares an id.</summary>
    [Fact]
    public void The_text_inside_stays_as_it_is()
    {
        TextCorpus corpus = new(TextSource.Read(null), TextNet.Vocabulary);
        Assert.Equal((57_469, 58, 0), (corpus.Ids.Length, corpus.Distinct, corpus.SharedCount));
    }
}
