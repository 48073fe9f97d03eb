using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Encoder and decoder.</summary>
public sealed class TranslationTests : SampleFolder
{
    /// <summary>
    /// By chance nothing is right in every word. This short run gets 92 % of numbers that it has never seen, and 80 % of those of six digits, which take the
    /// longest. Words that are drawn are wrong more often, since the model is not sure yet.
    /// </summary>
    [Fact]
    public void Numbers_are_translated()
    {
        SampleRun run = Quick("translation");
        Assert.InRange(run.Results["exactly right"], 0.85, 1);
        Assert.InRange(run.Results["exactly right, 6 digits"], 0.6, 1);
        Assert.InRange(run.Results["exactly right, drawn"], 0.4, 1);
        Assert.True(System.IO.File.Exists(File("translation.safetensors")));
        IsDrawn("translation.png");
    }

    /// <summary>What the sample promises takes the full run, some ten seconds: at least 99 of 100 that were never seen, of every length.</summary>
    [Fact]
    public void A_full_run_translates_nearly_every_number()
    {
        IReadOnlyDictionary<string, double> results = Gallery.Run("translation", "--out", Out).Results;
        Assert.InRange(results["exactly right"], 0.99, 1);
        Assert.All(Enumerable.Range(1, TranslationBatch.MostDigits), digits => Assert.InRange(results[$"exactly right, {digits} digits"], 0.98, 1));
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
        int[] unseen = [.. TranslationTest.Unseen.SelectMany(numbers => numbers)];
        Assert.All(unseen, number => Assert.True(TranslationBatch.IsHeldOut(number)));
        Assert.Equal(unseen.Length, unseen.Distinct().Count());
        Assert.All(
            TranslationTest.Unseen.Index(),
            group =>
            Assert.All(group.Item, number => Assert.Equal(group.Index + 1, number.ToString(System.Globalization.CultureInfo.InvariantCulture).Length)));

        // Of up to three digits all that there are, of more about a thousand each.
        Assert.Equal(Enumerable.Range(0, 1000).Count(TranslationBatch.IsHeldOut), TranslationTest.Unseen.Take(3).Sum(numbers => numbers.Length));
        Assert.All(TranslationTest.Unseen.Skip(3), numbers => Assert.InRange(numbers.Length, 800, 1000));
    }
}
