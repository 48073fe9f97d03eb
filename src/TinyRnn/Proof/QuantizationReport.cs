using System.Globalization;
using System.Text;

namespace TinyRnn;

/// <summary>
/// How far a model with integer weights is from the same model in float32, over a long sequence: rounding the hidden state at every step is an error that the
/// next step inherits, so that an error at the first step says little about the thousandth. For a look, and for a test that asserts a bound.
/// </summary>
/// <example>
/// <code>
/// // Net8 has the layers of Net, and Weights = WeightFormat.Int8.
/// Net net = Net.Create(seed: 1);
/// QuantizationReport report = QuantizationReport.Compare&lt;Net, Net.State, Net8, Net8.State, float&gt;(
///     net, Net8.FromParameters(net.Parameters), new float[1000 * Net.InputSize]);
/// Console.WriteLine(report);
/// if (report.ErrorToSignal &gt; -30)
///     throw new InvalidOperationException("Too far from float32.");
///
/// [RecurrentModel(3)]
/// [Lstm(64)]
/// [Dense(2)]
/// public sealed partial class Net;
///
/// [RecurrentModel(3, Weights = WeightFormat.Int8)]
/// [Lstm(64)]
/// [Dense(2)]
/// public sealed partial class Net8;
/// </code>
/// </example>
public sealed class QuantizationReport
{
    private QuantizationReport(IReadOnlyList<QuantizationError> errors, double errorPower, double signalPower)
    {
        Errors = errors;
        ErrorToSignal = errorPower == 0 ? double.NegativeInfinity : 10 * Math.Log10(errorPower / signalPower);
    }

    /// <summary>Errors up to step 1, 10, 100, 1,000 and so on, and up to the last one; each of the steps after those before.</summary>
    public IReadOnlyList<QuantizationError> Errors { get; }

    /// <summary>
    /// Power of the error by that of the float32 outputs, in decibels: -20 is a tenth, -40 a hundredth of the amplitude; negative infinity without an error,
    /// NaN where an output is not finite.
    /// </summary>
    public double ErrorToSignal { get; }

    /// <summary>Runs both from their initial states over the same inputs, step by step.</summary>
    /// <typeparam name="TReference">The model in float32.</typeparam>
    /// <typeparam name="TReferenceState">Its state.</typeparam>
    /// <typeparam name="TQuantized">The model with integer weights: the same layers.</typeparam>
    /// <typeparam name="TQuantizedState">Its state.</typeparam>
    /// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
    /// <param name="reference">With the trained weights.</param>
    /// <param name="quantized">With the same, by <c>FromParameters(reference.Parameters)</c>.</param>
    /// <param name="inputs">Inputs as the model will see them, steps x input size.</param>
    /// <param name="sequences">Sequences of equal length that the inputs are, one after another: each begins with the initial states.</param>
    /// <exception cref="ArgumentException">
    /// The models differ in their sizes or parameters, or the inputs are no whole number of steps in each sequence, or none.
    /// </exception>
    public static QuantizationReport Compare<TReference, TReferenceState, TQuantized, TQuantizedState, TInput>(
        TReference reference, TQuantized quantized, ReadOnlySpan<TInput> inputs, int sequences = 1)
        where TReference : class, IStreamingModel<TReference, TReferenceState, TInput>
        where TReferenceState : unmanaged
        where TQuantized : class, IStreamingModel<TQuantized, TQuantizedState, TInput>
        where TQuantizedState : unmanaged
        where TInput : unmanaged
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(quantized);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        string sizes = Sizes(TReference.InputSize, TReference.OutputSize, TReference.ParameterCount);
        string others = Sizes(TQuantized.InputSize, TQuantized.OutputSize, TQuantized.ParameterCount);
        if (sizes != others)
            throw new ArgumentException(
                $"{typeof(TQuantized).Name} has {others}, {typeof(TReference).Name} {sizes}. Give both classes the same layers.", nameof(quantized));
        int size = TReference.InputSize;
        if (inputs.IsEmpty || inputs.Length % ((long)size * sequences) != 0)
            throw new ArgumentException(
                $"inputs has {Counted.Of(inputs.Length, "value")}, and a step has {Counted.Of(size, "value")}"
                + $"{(sequences == 1 ? "" : $", in {Counted.Of(sequences, "sequence")} of equal length")}. Pass one step or more, each whole.",
                nameof(inputs));

        float[] right = new float[TReference.OutputSize];
        float[] found = new float[right.Length];
        double signalPower = 0;
        int steps = inputs.Length / size / sequences;
        int[] ends = [.. Ends(steps)];
        Range[] ranges = new Range[ends.Length];
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            TReferenceState referenceState = reference.Initial;
            TQuantizedState quantizedState = quantized.Initial;
            int range = 0;
            for (int step = 1; step <= steps; step++)
            {
                ReadOnlySpan<TInput> x = inputs.Slice(((sequence * steps) + step - 1) * size, size);
                reference.Step(ref referenceState, x, right);
                quantized.Step(ref quantizedState, x, found);
                for (int i = 0; i < right.Length; i++)
                {
                    ranges[range].Add((double)found[i] - right[i]);
                    signalPower += (double)right[i] * right[i];
                }

                if (step == ends[range])
                    range++;
            }
        }

        double errorPower = 0;
        QuantizationError[] errors = new QuantizationError[ends.Length];
        for (int range = 0; range < ends.Length; range++)
        {
            errors[range] = ranges[range].Error(ends[range]);
            errorPower += ranges[range].Power;
        }

        return new(errors, errorPower, signalPower);
    }

    /// <summary>A table, a line for each of <see cref="Errors"/>.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.AppendLine("up to step   root mean square       largest         drift");
        foreach (QuantizationError error in Errors)
            text.AppendLine(
                CultureInfo.InvariantCulture, $"{error.Step,12:N0}   {error.RootMeanSquare,16:E2}   {error.Largest,11:E2}   {error.Drift,11:E2}");
        return text.Append(CultureInfo.InvariantCulture, $"error to signal: {ErrorToSignal:F1} dB").ToString();
    }

    private static string Sizes(int input, int output, int parameters) =>
        $"{Counted.Of(input, "input")}, {Counted.Of(output, "output")} and {Counted.Of(parameters, "parameter")}";

    /// <summary>1, 10, 100 and so on, and the last step.</summary>
    private static IEnumerable<int> Ends(int steps)
    {
        for (long end = 1; end < steps; end *= 10)
            yield return (int)end;
        yield return steps;
    }

    /// <summary>Errors of some steps.</summary>
    private struct Range
    {
        private double _largest;
        private double _sum;
        private long _count;

        /// <summary>Sum of squares.</summary>
        public double Power { get; private set; }

        public void Add(double error)
        {
            Power += error * error;
            _largest = Math.Max(_largest, Math.Abs(error));
            _sum += error;
            _count++;
        }

        public readonly QuantizationError Error(int step) => new(step, Math.Sqrt(Power / _count), _largest, _sum / _count);
    }
}
