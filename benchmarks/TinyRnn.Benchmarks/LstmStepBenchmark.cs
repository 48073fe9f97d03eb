using BenchmarkDotNet.Attributes;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks;

/// <summary>LSTM(H) and Dense(1) on one input: nanoseconds a time step. Each invocation is 128 steps, the state carried on.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class LstmStepBenchmark : IDisposable
{
    private const int Steps = 128;

    private readonly float[] _xs = Signals.Of(1, Steps);
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
    public void SetupTinyRnnStep() => Prepare(weights => TinyRnnModels.Create(weights, Use.Step));

    [GlobalSetup(Target = nameof(TinyRnnRun))]
    public void SetupTinyRnnRun() => Prepare(weights => TinyRnnModels.Create(weights, Use.Run));

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

    [Benchmark(Description = "ONNX Runtime, one step per call", OperationsPerInvoke = Steps)]
    public void OnnxStreaming() => _sequence!.Run(_xs, _ys);

    [Benchmark(Description = "ONNX Runtime, 128 steps per call", OperationsPerInvoke = Steps)]
    public void OnnxSequence() => _sequence!.Run(_xs, _ys);

    [Benchmark(Description = "TinyRnn Step", OperationsPerInvoke = Steps)]
    public void TinyRnnStep() => _sequence!.Run(_xs, _ys);

    [Benchmark(Description = "TinyRnn Run", OperationsPerInvoke = Steps)]
    public void TinyRnnRun() => _sequence!.Run(_xs, _ys);

    private void Prepare(Func<CellWeights, ISequence> create)
    {
        CellWeights weights = CellWeights.Lstm(H);
        using (ISequence candidate = create(weights))
            SameNetwork.Check(weights, candidate, Steps);
        _sequence = create(weights);
        Settling.Wait(() => _sequence.Run(_xs, _ys));
    }
}
