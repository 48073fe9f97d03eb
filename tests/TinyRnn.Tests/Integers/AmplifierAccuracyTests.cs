using System.Globalization;
using TinyRnn.Conformance;
using TinyRnn.Conformance.Reference;
using TinyRnn.Training;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Integers;

/// <summary>
/// What integer weights cost amplifiers, whose listeners hear what classifiers do not notice: error to signal by format, loud, quiet and in the silence after
/// (<c>-class '*AmplifierAccuracyTests' -showLiveOutput</c>).
/// </summary>
public class AmplifierAccuracyTests(ITestOutputHelper output)
{
    private const int Units = 48;

    /// <summary>-34 dB.</summary>
    private const float Quiet = 0.02f;

    [Fact]
    public void An_amplifier_is_near_float32_with_weights_of_16_bits() =>
        Compare<AmplifierFloat32, AmplifierFloat32.State, AmplifierInt8, AmplifierInt8.State, AmplifierInt8x16, AmplifierInt8x16.State,
            AmplifierInt16, AmplifierInt16.State>("synthetic_amp_lstm16", 16);

    [Fact]
    public void So_is_one_with_a_knob() =>
        Compare<KnobAmplifierFloat32, KnobAmplifierFloat32.State, KnobAmplifierInt8, KnobAmplifierInt8.State, KnobAmplifierInt8x16, KnobAmplifierInt8x16.State,
            KnobAmplifierInt16, KnobAmplifierInt16.State>("synthetic_amp_knob_lstm20", 20);

    /// <summary>An amplifier learns back what rounding has cost: from what it gives in float32, by signals that are not the test's.</summary>
    [Fact]
    public void Fine_tuning_brings_it_nearer()
    {
        Tune<AmplifierInt8x16, AmplifierInt8x16.State>(6);

        // The rest is what its values of 8 bits cost, which no weights mend.
        Tune<AmplifierInt8, AmplifierInt8.State>(3);
    }

    private void Tune<TModel, TState>(double gain)
        where TModel : class, IStreamingModel<TModel, TState, float>, ITrainableModel<TModel, TState, float, float>
        where TState : unmanaged
    {
        const int steps = 256;
        const int streams = 16;
        float[] parameters = Widened<AmplifierFloat32, AmplifierFloat32.State>("synthetic_amp_lstm16", 16);
        AmplifierFloat32 exact = AmplifierFloat32.FromParameters(parameters);
        TModel model = TModel.FromParameters(parameters);
        SequenceTrainer<float, float, TState> trainer = model.CreateTrainer(false);
        trainer.QuantizationAware = true;
        AmplifierFloat32.State[] sources = new AmplifierFloat32.State[streams];
        TState[] states = new TState[streams];
        float[] inputs = new float[streams * steps];
        float[] targets = new float[inputs.Length];
        PracticeSignal signal = new(streams);
        const int batches = 500;
        for (int batch = 0; batch < batches; batch++)
        {
            signal.Write(inputs, steps);
            for (int stream = 0; stream < streams; stream++)
                exact.Run(ref sources[stream], inputs.AsSpan(stream * steps, steps), targets.AsSpan(stream * steps, steps));
            trainer.Follow(new CosineDecay(0.00005f, 0, batches));
            trainer.TrainBatch(inputs, targets, new SequenceOptions<TState> { States = states, Batch = streams });
        }

        trainer.Publish();
        Sound right = Play<AmplifierFloat32, AmplifierFloat32.State>(parameters);
        Errors before = Error(right, Play<TModel, TState>(parameters));
        Errors after = Error(right, Play<TModel, TState>(model.Parameters.ToArray()));
        Say($"{typeof(TModel).Name}, before fine-tuning: {before}");
        Say($"{typeof(TModel).Name}, after:              {after}");
        Assert.InRange(after.Loud, double.NegativeInfinity, before.Loud - gain);
        
    }

    private void Compare<TFloat, TFloatState, T8, T8State, T8x16, T8x16State, T16, T16State>(string name, int units)
        where TFloat : class, IStreamingModel<TFloat, TFloatState, float>
        where TFloatState : unmanaged
        where T8 : class, IStreamingModel<T8, T8State, float>
        where T8State : unmanaged
        where T8x16 : class, IStreamingModel<T8x16, T8x16State, float>
        where T8x16State : unmanaged
        where T16 : class, IStreamingModel<T16, T16State, float>
        where T16State : unmanaged
    {
        float[] parameters = Widened<TFloat, TFloatState>(name, units);
        Sound right = Play<TFloat, TFloatState>(parameters);
        Errors only = Error(right, Play<TFloat, TFloatState>(WithRoundedWeights(parameters, TFloat.InputSize)));
        Errors int8 = Error(right, Play<T8, T8State>(parameters));
        Errors int8x16 = Error(right, Play<T8x16, T8x16State>(parameters));
        Errors int16 = Error(right, Play<T16, T16State>(parameters));
        Say($"{name}: error to signal in dB, loud, quiet; noise in silence, dBFS");
        Say($"int8:                        {int8}");
        Say($"int8x16:                     {int8x16}");
        Say($"int8, values in float:       {only}");
        Say($"int16:                       {int16}");
        Assert.InRange(int16.Loud, double.NegativeInfinity, -60);
        Assert.InRange(int16.Quiet, double.NegativeInfinity, -60);
        Assert.InRange(int8x16.Loud, only.Loud - 1, only.Loud + 1);
        Assert.InRange(int8.Loud, int8x16.Loud - 1, 0);
    }

    private static Sound Play<TModel, TState>(float[] parameters)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        using SafetensorsReader file = TestData.Open(Path.Combine("guitar", "test_signal_48k.safetensors"));
        float[] signal = file.Floats("x");
        TModel model = TModel.FromParameters(parameters);
        TState state = default;
        float[] loud = Part(signal);
        float[] silence = Part(new float[signal.Length / 2]);
        state = default;
        return new(loud, Part(Array.ConvertAll(signal, value => Quiet * value)), silence);

        float[] Part(float[] samples)
        {
            float[] xs = TModel.InputSize == 1 ? samples : [.. samples.SelectMany(sample => new[] { sample, 0.5f })];
            float[] ys = new float[samples.Length];
            model.Run(ref state, xs, ys);
            return ys;
        }
    }

    private sealed record Sound(float[] Loud, float[] Quiet, float[] Silence);

    private sealed record Errors(double Loud, double Quiet, double Silence)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Loud,7:F1} {Quiet,7:F1} {Silence,7:F1}");
    }

    private static Errors Error(Sound right, Sound found) => new(
        Decibels(Difference(right.Loud, found.Loud), Power(right.Loud)), Decibels(Difference(right.Quiet, found.Quiet), Power(right.Quiet)),
        Decibels(Difference(right.Silence, found.Silence), right.Silence.Length));

    private static double Decibels(double error, double signal) => 10 * Math.Log10(error / signal);

    private static double Power(float[] values) => values.Sum(value => (double)value * value);

    private static double Difference(float[] right, float[] found) => right.Zip(found, (a, b) => ((double)a - b) * ((double)a - b)).Sum();

    private static float[] Widened<TModel, TState>(string name, int units)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        using MemoryStream stream = GuitarFile.AsSafetensors(TestData.Path(Path.Combine("guitar", name + ".json")));
        using SafetensorsReader weights = SavedWeights.Of(stream.CopyTo);
        return WidenedWeights.Of<TModel, TState>(weights, units, Units);
    }

    /// <summary>Weights of 8 bits, which are multiplied with values as they are: what the weights alone cost.</summary>
    private static float[] WithRoundedWeights(float[] parameters, int inputs)
    {
        float[] rounded = [.. parameters];
        int first = 4 * Units * inputs;
        Integers<float>.Weights(parameters[first..(first + (4 * Units * Units))], Units, WeightFormat.Int8).CopyTo(rounded, first);
        return rounded;
    }

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
