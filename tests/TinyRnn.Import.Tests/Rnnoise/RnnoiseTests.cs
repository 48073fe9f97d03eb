using System.Text;
using TinyRnn.Import.Interpretation;

namespace TinyRnn.Import.Tests.Rnnoise;

public class RnnoiseTests
{
    private const int Steps = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gives_both_heads_as_the_files_own_order_of_numbers_gives_them(int seed)
    {
        RnnoiseFile file = new(seed);
        SourceModel model = Read(file.Text());
        Assert.Empty(model.Problems);
        Assert.Equal(["gains", "vad"], model.OutputNames);
        Random random = new(seed + 100);
        float[][] inputs =
            [.. Enumerable.Range(0, Steps).Select(_ => Enumerable.Range(0, model.InputSize).Select(_ => (random.NextSingle() * 2) - 1).ToArray())];
        (double[][] gains, double[] voice) = file.Run([.. inputs.Select(x => Array.ConvertAll(x, value => (double)value))]);
        Interpretation<double> actual = new Interpreter<double>(model).Run([.. inputs.SelectMany(x => x)]);

        // Numbers and products are exact in double but for the sums: a rounding a term, carried over the steps. Values are below 1, or few more with relu.
        double bound = Steps * 32.0 / (1L << 50);
        Assert.All(gains.SelectMany(x => x).Zip(actual.Outputs[model.Outputs[0]].SelectMany(x => x)), pair => Assert.Equal(pair.First, pair.Second, bound));
        Assert.All(voice.Zip(actual.Outputs[model.Outputs[1]].SelectMany(x => x)), pair => Assert.Equal(pair.First, pair.Second, bound));
    }

    [Fact]
    public void Is_told_by_its_first_line()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, new RnnoiseFile(3).Text().ReplaceLineEndings("\r\n"));
            SourceModel model = FormatReaders.Read(path);
            Assert.Equal("RNNoise", model.Format);
            Assert.All(model.Nodes.OfType<RecurrentNode>(), node => Assert.False(node.ResetAfter));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_place_where_a_file_may_end_is_refused()
    {
        string text = new RnnoiseFile(4).Text().TrimEnd();
        string[] tokens = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int length = 0; length < tokens.Length; length += 7)
            Refused(string.Join(' ', tokens[..length]));
    }

    [Theory]
    [InlineData("version 1", "version 2", "is of version 2, where 1 is the one that is known")]
    [InlineData("version 1", "version x", "has 'x' in the version, where a whole number is expected")]
    [InlineData("7 6 0", "0 6 0", "gives the inputs of input_dense as 0, where 1 to 128 are expected")]
    [InlineData("7 6 0", "7 2000000000 0", "gives the units of input_dense as 2000000000, where 1 to 128 are expected")]
    [InlineData("7 6 0", "7 99999999999999 0", "has '99999999999999' in the units of input_dense, where a whole number is expected")]
    [InlineData("7 6 0", "7 6 3", "gives the activation of input_dense as 3, where 0 (tanh), 1 (sigmoid) or 2 (relu) is expected")]
    [InlineData("7 6 0", "7 6 0 128", "has 128 in the kernel of input_dense, where -128 to 127 are expected")]
    [InlineData("7 6 0", "7 6 0 1.5", "has '1.5' in the kernel of input_dense, where a whole number is expected")]
    [InlineData("\n6 4 0", "\n5 4 0", "gives vad_gru 5 inputs, where the layers before it make 6")]
    [InlineData("\n9 5 1", "\n8 5 1", "gives denoise_output 8 inputs, where the layers before it make 9")]
    [InlineData("\n4 1 1", "\n4 128 1", "ends within the kernel of vad_output")]
    public void A_file_that_contradicts_itself_is_refused_with_the_place(string found, string written, string message)
    {
        string text = new RnnoiseFile(5).Text();
        Assert.Equal(2, text.Split(found).Length);
        Assert.Contains(message, Refused(text.Replace(found, written, StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_after_the_last_layer_are_refused() =>
        Assert.Contains("goes on after vad_output", Refused(new RnnoiseFile(6).Text() + "1").Message, StringComparison.Ordinal);

    private static SourceModel Read(string text) => RnnoiseText.Read(Encoding.ASCII.GetBytes(text), "model.rnnn");

    private static SourceFormatException Refused(string text)
    {
        SourceFormatException exception = Assert.Throws<SourceFormatException>(() => Read(text));
        Assert.DoesNotContain('\n', exception.Message);
        return exception;
    }
}
