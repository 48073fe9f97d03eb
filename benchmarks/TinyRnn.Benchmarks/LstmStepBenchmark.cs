using BenchmarkDotNet.Attributes;

namespace TinyRnn.Benchmarks;

/// <summary>LSTM(H) and Dense(1) on one input: nanoseconds a time step. Each invocation is 128 steps, the state carried on.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class LstmStepBenchmark : IDisposable
{
    private const int Steps = 128;

    private readonly float[] _xs = LstmWeights.Signal(Steps);
    private readonly float[] _ys = new float[Steps];
    private ISequence? _sequence;

    [Params(8, 16, 20, 32, 40, 64, 96, 128, 256)]
    public int H { get; set; }

    [GlobalSetup(Target = nameof(Scalar))]
    public void SetupScalar() => Prepare(weights => new ScalarLstm(weights));

    [GlobalSetup(Target = nameof(TensorPrimitives))]
    public void SetupTensorPrimitives() => Prepare(weights => new TensorPrimitivesLstm(weights));

    [GlobalSetup(Target = nameof(OnnxStreaming))]
    public void SetupOnnxStreaming() => Prepare(weights => new OnnxLstm(weights, 1));

    [GlobalSetup(Target = nameof(OnnxSequence))]
    public void SetupOnnxSequence() => Prepare(weights => new OnnxLstm(weights, Steps));

    [GlobalSetup(Target = nameof(TinyRnnStep))]
    public void SetupTinyRnnStep() => Prepare(weights => TinyRnnLstm.Create(weights, steps: true));

    [GlobalSetup(Target = nameof(TinyRnnRun))]
    public void SetupTinyRnnRun() => Prepare(weights => TinyRnnLstm.Create(weights, steps: false));

    [GlobalCleanup]
    public void Dispose()
    {
        _sequence?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "plain C#", OperationsPerInvoke = Steps)]
    public void Scalar() => _sequence!.Run(_xs, _ys);

    [Benchmark(Description = "TensorPrimitives", OperationsPerInvoke = Steps)]
    public void TensorPrimitives() => _sequence!.Run(_xs, _ys);

    [Benchmark(Description = "ONNX Runtime, a step a call", OperationsPerInvoke = Steps)]
    public void OnnxStreaming() => _sequence!.Run(_xs, _ys);

    [Benchmark(Description = "ONNX Runtime, 128 steps a call", OperationsPerInvoke = Steps)]
    public void OnnxSequence() => _sequence!.Run(_xs, _ys);

    [Benchmark(Description = "TinyRnn Step", OperationsPerInvoke = Steps)]
    public void TinyRnnStep() => _sequence!.Run(_xs, _ys);

    [Benchmark(Description = "TinyRnn Run", OperationsPerInvoke = Steps)]
    public void TinyRnnRun() => _sequence!.Run(_xs, _ys);

    /// <summary>A row is only worth its time when it computes the same network.</summary>
    private void Prepare(Func<LstmWeights, ISequence> create)
    {
        LstmWeights weights = new(H);
        float[] expected = new float[Steps];
        float[] found = new float[Steps];
        using (ScalarLstm scalar = new(weights))
        {
            using ISequence candidate = create(weights);
            for (int pass = 0; pass < 2; pass++)
            {
                scalar.Run(_xs, expected);
                candidate.Run(_xs, found);
                for (int t = 0; t < Steps; t++)
                {
                    if (!(MathF.Abs(expected[t] - found[t]) < 1e-5f))
                        throw new InvalidOperationException($"H = {H}: step {t} of pass {pass} is {found[t]}, plain C# has {expected[t]}.");
                }
            }
        }

        _sequence = create(weights);
        Settling.Wait(() => _sequence.Run(_xs, _ys));
    }
}
