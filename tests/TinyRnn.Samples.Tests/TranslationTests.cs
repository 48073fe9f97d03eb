using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Encoder and decoder.</summary>
public sealed class TranslationTests : SampleFolder
{
    /// <summary>
    /// By chance nothing is right in every word. This short run gets 96 % of numbers that it has never seen, and other seeds much the same; a translator of up to four digits
    /// would stay at 67 %. Words that are drawn are wrong more often, since the model is not sure yet.
    /// </summary>
    [Fact]
    public void Numbers_are_translated()
    {
        SampleRun run = Quick("translation");
        Assert.InRange(run.Results["exactly right"], 0.85, 1);
        Assert.InRange(run.Results["exactly right, drawn"], 0.5, 1);
        Assert.True(System.IO.File.Exists(File("translation.safetensors")));
        IsDrawn("translation.png");
    }

    [Theory]
    [InlineData(0, "null", "zero")]
    [InlineData(1, "eins", "one")]
    [InlineData(21, "einundzwanzig", "twenty one")]
    [InlineData(100, "einhundert", "one hundred")]
    [InlineData(223, "zweihundertdreiundzwanzig", "two hundred and twenty three")]
    [InlineData(1001, "eintausendeins", "one thousand and one")]
    [InlineData(101_110, "einhunderteintausendeinhundertzehn", "one hundred and one thousand one hundred and ten")]
    [InlineData(999_020, "neunhundertneunundneunzigtausendzwanzig", "nine hundred and ninety nine thousand and twenty")]
    public void Numbers_have_names(int number, string german, string english)
    {
        Assert.Equal(german, string.Concat(NumberWords.German(number)));
        Assert.Equal(english, string.Join(' ', NumberWords.English(number)));
    }

    /// <summary>Otherwise numbers that are held out could be learnt by heart, or two of them could have one name.</summary>
    [Fact]
    public void A_tenth_is_held_out_and_names_are_unique()
    {
        Assert.InRange(Enumerable.Range(0, 100_000).Count(TranslationBatch.IsHeldOut), 9500, 10_500);
        int[] some = [.. Enumerable.Range(0, 20_000)];
        Assert.Equal(some.Length, some.Select(number => string.Concat(NumberWords.German(number))).Distinct().Count());
        Assert.All(TranslationTest.Unseen(600), number => Assert.True(TranslationBatch.IsHeldOut(number)));
    }
}
