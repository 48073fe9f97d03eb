using System.Globalization;
using TinyRnn.Conformance;
using TinyRnn.Samples;
using TinyRnn.Tests.Training;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Integers;

/// <summary>
/// What integer weights cost models that PyTorch has trained, without training again. The bounds are what such models are wanted for; the figures are printed
/// (<c>-class '*IntegerAccuracyTests' -showLiveOutput</c>).
/// </summary>
public class IntegerAccuracyTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("test")]
    [InlineData("train")]
    public void Gestures_are_told_apart_as_well(string set)
    {
        GestureParityNet net = GestureParityNet.Load(TrainingData.Own("gestures_lstm32_trained.safetensors"), TrainingData.Lenient);
        GestureIntegers integers = GestureIntegers.FromParameters(net.Parameters);
        string data = TrainingData.Own("gestures.safetensors");
        float[] samples = Array.ConvertAll(TrainingData.Integers(data, "x_" + set), value => value / 2048f);
        int[] classes = TrainingData.Integers(data, "y_" + set);
        (double exact, double rounded) = (0, 0);
        for (int i = 0; i < classes.Length; i++)
        {
            ReadOnlySpan<float> gesture = samples.AsSpan(i * 150, 150);
            exact += Largest(net.Run(gesture)) == classes[i] ? 100.0 / classes.Length : 0;
            rounded += Largest(integers.Run(gesture)) == classes[i] ? 100.0 / classes.Length : 0;
        }

        Say($"gestures, LSTM(32), {classes.Length} of the {set} set: {exact:F2} % in float32, {rounded:F2} % in int8");
        Assert.InRange(rounded, exact - 0.5, 100);
    }

    [Fact]
    public void A_sum_over_a_hundred_steps_is_hardly_worse()
    {
        const int length = 100;
        const int count = 2000;
        AddingParityNet net = AddingParityNet.Load(TrainingData.Own("adding_t100_lstm32_trained.safetensors"), TrainingData.Lenient);
        AddingIntegers integers = AddingIntegers.FromParameters(net.Parameters);
        using SafetensorsReader weights = SavedWeights.Of(net.Save);
        AddingWide wide = AddingWide.FromParameters(WidenedWeights.Of<AddingWide, AddingWide.State>(weights, 32, 48));
        AddingShort shorts = AddingShort.FromParameters(net.Parameters);
        AddingProblem problem = new(length, AddingProblem.TestSeed);
        float[] inputs = new float[length * 2];
        double[] errors = new double[4];
        for (int i = 0; i < count; i++)
        {
            float target = problem.Write(i, inputs);
            float[] sums = [net.Run(inputs)[0], integers.Run(inputs)[0], wide.Run(inputs)[0], shorts.Run(inputs)[0]];
            for (int format = 0; format < sums.Length; format++)
                errors[format] += Math.Pow(sums[format] - target, 2) / count;
        }

        Say($"adding problem, T = {length}, LSTM(32), {count}: mean square error {errors[0]:E3} in float32");
        Say($"by that: int8 {errors[1] / errors[0]:F3}, int8x16 {errors[2] / errors[0]:F3}, int16 {errors[3] / errors[0]:F3}");
        Assert.InRange(errors[1] / errors[0], 0, 1.15);
        Assert.InRange(errors[2] / errors[0], 0, 1.02);
        Assert.InRange(errors[3] / errors[0], 0, 1.01);
    }

    [Fact]
    public void A_text_takes_as_many_bits()
    {
        TextCorpus corpus = new(File.ReadAllText(TrainingData.Elsewhere("genesis_kjv.txt")), TextParityNet.Vocabulary);
        TextParityNet net = TextParityNet.Load(TrainingData.Elsewhere("genesis_lstm64_trained.safetensors"), TrainingData.Lenient);
        TextIntegers integers = TextIntegers.FromParameters(net.Parameters);
        double exact = Bits<TextParityNet, TextParityNet.State>(net, corpus.Validation);
        double rounded = Bits<TextIntegers, TextIntegers.State>(integers, corpus.Validation);
        Say($"text, LSTM(64), {corpus.Validation.Length} characters: {exact:F4} bits a character in float32, {rounded:F4} in int8, {rounded - exact:F4} more");
        Assert.InRange(rounded - exact, -0.002, 0.002);
    }

    private static double Bits<TModel, TState>(TModel model, ReadOnlySpan<int> text)
        where TModel : class, IStreamingModel<TModel, TState, int>
        where TState : unmanaged
    {
        TState state = model.Initial;
        float[] scores = new float[TModel.OutputSize];
        double bits = 0;
        for (int t = 0; t + 1 < text.Length; t++)
        {
            model.Step(ref state, text.Slice(t, 1), scores);
            double largest = scores.Max();
            double sum = scores.Sum(score => Math.Exp(score - largest));
            bits += (largest + Math.Log(sum) - scores[text[t + 1]]) / Math.Log(2);
        }

        return bits / (text.Length - 1);
    }

    private static int Largest(float[] scores) => Array.IndexOf(scores, scores.Max());

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
