using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Samples.Tests;

public sealed class GradientsTests : SampleFolder
{
    private static readonly WeightLoadOptions s_lenient = new() { IgnoreUnexpected = true };

    /// <summary>PyTorch's float64 curves of the same weights.</summary>
    [Theory]
    [InlineData("rnn_tanh_s1")]
    [InlineData("rnn_tanh_orthogonal_s1")]
    [InlineData("gru_s1")]
    [InlineData("lstm_fb0_s1")]
    [InlineData("lstm_fb1_s1")]
    [InlineData("lstm_fb3_s1")]
    public void The_norms_are_PyTorchs(string name)
    {
        // Below, float32 says nothing. A step back is a product of 32 terms and some roundings of the activations: 32 * 2^-24 a step, 2e-4 over a hundred.
        const double smallest = 1e-7;
        const double tolerance = 100 * 32.0 / (1 << 24);
        string path = Path.Combine(AppContext.BaseDirectory, "data", "vanishing", name + ".safetensors");
        using SafetensorsReader reader = new(System.IO.File.OpenRead(path));
        double[] expected = Doubles(reader, "out.dloss_dx_norm");
        float[] xs = Array.ConvertAll(Doubles(reader, "x"), value => (float)value);
        float target = (float)Doubles(reader, "target")[0];
        double[] found = name.Split('_')[..2] switch
        {
            ["gru", _] => GradientFlow.Norms(new GradientGru.Trainer(GradientGru.Load(path, s_lenient)), xs, target),
            ["lstm", "fb0"] => GradientFlow.Norms(new GradientLstm.Trainer(GradientLstm.Load(path, s_lenient)), xs, target),
            ["lstm", "fb1"] => GradientFlow.Norms(new GradientLstm1.Trainer(GradientLstm1.Load(path, s_lenient)), xs, target),
            ["lstm", "fb3"] => GradientFlow.Norms(new GradientLstm3.Trainer(GradientLstm3.Load(path, s_lenient)), xs, target),
            _ => GradientFlow.Norms(new GradientRnn.Trainer(GradientRnn.Load(path, s_lenient)), xs, target),
        };
        Assert.Equal(GradientFlow.Steps, found.Length);
        int compared = 0;
        for (int t = 0; t < found.Length; t++)
        {
            if (expected[t] <= smallest)
                continue;
            Assert.InRange(found[t], expected[t] * (1 - tolerance), expected[t] * (1 + tolerance));
            compared++;
        }

        // The fastest decay leaves the last 20 steps or so.
        Assert.InRange(compared, 15, GradientFlow.Steps);
    }

    /// <summary>
    /// PyTorch, mean of three seeds: RNN 0.561, orthogonal 0.869, GRU 0.660, LSTM 0.633, 0.842 and 0.997 with forget bias 0, 1 and 3. Single seeds
    /// differ by some hundredths.
    /// </summary>
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void An_lstm_with_open_forget_gates_reaches_far_back(string seed)
    {
        IReadOnlyDictionary<string, double> results = Quick("gradients", "--seed", seed).Results;
        Assert.InRange(results["factor a step, RNN"], 0.45, 0.65);
        Assert.InRange(results["factor a step, RNN, orthogonal"], 0.8, 0.95);
        Assert.InRange(results["factor a step, GRU"], 0.55, 0.75);
        Assert.InRange(results["factor a step, LSTM, forget bias 0"], 0.55, 0.72);
        Assert.InRange(results["factor a step, LSTM, forget bias 1"], 0.78, 0.9);
        Assert.InRange(results["factor a step, LSTM, forget bias 3"], 0.94, 1.02);
        IsDrawn("gradients.svg");
    }

    private static double[] Doubles(SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        double[] values = new double[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }
}
