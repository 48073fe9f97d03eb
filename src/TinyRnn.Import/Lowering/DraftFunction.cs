using System.Globalization;

namespace TinyRnn.Import.Lowering;

/// <summary>A function as attributes name it.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Slope">The slope below 0, where the function has one.</param>
internal readonly record struct DraftFunction(Activation Kind, float Slope = float.NaN)
{
    /// <summary>Constants of files are float32, and so are those of the functions: they may differ in the last place.</summary>
    private const float Rounding = 1e-6f;

    /// <summary>The function of a node; <see langword="null"/>: TinyRnn has none with these numbers.</summary>
    public static DraftFunction? Of(SourceActivation function) => function.Kind switch
    {
        ActivationKind.Relu => new(Activation.Relu),
        ActivationKind.Tanh => new(Activation.Tanh),
        ActivationKind.Sigmoid => new(Activation.Sigmoid),
        ActivationKind.Softmax => new(Activation.Softmax),
        ActivationKind.LogSoftmax => new(Activation.LogSoftmax),
        ActivationKind.Silu => new(Activation.Silu),
        ActivationKind.Gelu => new(Activation.Gelu),
        ActivationKind.GeluTanh => new(Activation.GeluTanh),
        ActivationKind.Softplus => new(Activation.Softplus),
        ActivationKind.Log => new(Activation.Log),
        ActivationKind.LeakyRelu when function.Alpha >= 0 => new(Activation.LeakyRelu, function.Alpha),
        ActivationKind.Elu when function.Alpha >= 0 => new(Activation.Elu, function.Alpha),
        ActivationKind.HardSigmoid when Is(function.Beta, 0.5f) && Is(function.Alpha, 1f / 6) => new(Activation.HardSigmoid),
        ActivationKind.HardSigmoid when Is(function.Beta, 0.5f) && Is(function.Alpha, 0.2f) => new(Activation.HardSigmoidFifth),
        ActivationKind.Clip when function is { Alpha: -1, Beta: 1 } => new(Activation.HardTanh),
        _ => null,
    };

    /// <summary>Arguments of an attribute that take the function by a parameter: <c>Activation.Elu, Slope = 1f</c>.</summary>
    public string Arguments(string before = "") =>
        $"{before}Activation.{Kind}" + (float.IsNaN(Slope) ? "" : $", Slope = {Slope.ToString("R", CultureInfo.InvariantCulture)}f");

    private static bool Is(float number, float expected) => Math.Abs(number - expected) <= Rounding;
}
