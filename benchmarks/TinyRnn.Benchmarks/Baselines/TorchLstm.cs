using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TinyRnn.Benchmarks;

/// <summary>TorchSharp (libtorch) on one thread, without gradients, a whole sequence a call; the state stays in tensors from call to call.</summary>
internal sealed class TorchLstm : ISequence
{
    private readonly LSTM _lstm;
    private readonly Linear _head;
    private readonly Tensor _x;
    private Tensor _h;
    private Tensor _c;

    public TorchLstm(CellWeights weights, int steps)
    {
        set_num_threads(1);
        using IDisposable scope = no_grad();
        int units = weights.Units;
        _lstm = nn.LSTM(weights.Inputs, units);
        _head = nn.Linear(units, 1);
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in _lstm.named_parameters())
            Set(parameter, Values(weights, name));
        Set(_head.weight!, weights.HeadWeights);
        Set(_head.bias!, weights.HeadBias);
        _x = zeros(steps, 1, weights.Inputs);
        _h = zeros(1, 1, units);
        _c = zeros(1, 1, units);
    }

    public void Run(ReadOnlySpan<float> xs, Span<float> ys)
    {
        using IDisposable inference = inference_mode();
        xs.CopyTo(MemoryMarshal.Cast<byte, float>(_x.bytes));
        (Tensor hidden, Tensor h, Tensor c) = _lstm.call(_x, (_h, _c));
        using Tensor y = _head.call(hidden);
        MemoryMarshal.Cast<byte, float>(y.bytes).CopyTo(ys);
        hidden.Dispose();
        _h.Dispose();
        _c.Dispose();
        (_h, _c) = (h, c);
    }

    public void Dispose()
    {
        _h.Dispose();
        _c.Dispose();
        _x.Dispose();
        _lstm.Dispose();
        _head.Dispose();
    }

    /// <summary>The weights have PyTorch's order already; its second bias is 0, because the first one is the sum.</summary>
    private static float[] Values(CellWeights weights, string name) => name switch
    {
        "weight_ih_l0" => weights.InputWeights,
        "weight_hh_l0" => weights.HiddenWeights,
        "bias_ih_l0" => weights.Bias,
        "bias_hh_l0" => new float[weights.Bias.Length],
        _ => throw new ArgumentException($"libtorch's LSTM has an unknown parameter {name}.", nameof(name)),
    };

    private static void Set(Tensor parameter, float[] values)
    {
        using Tensor source = tensor(values);
        using Tensor shaped = source.reshape(parameter.shape);
        parameter.copy_(shaped);
    }
}
