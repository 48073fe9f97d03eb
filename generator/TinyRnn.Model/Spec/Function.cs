using System.Globalization;

namespace TinyRnn.Model.Spec;

/// <summary>The function that a layer ends in.</summary>
/// <param name="Kind">Which.</param>
/// <param name="GivenSlope">The slope below 0 as it was set; <see langword="null"/>: it was not.</param>
internal readonly record struct Function(Activation Kind, float? GivenSlope = null)
{
    /// <summary>The slope below 0, of those that have one: where it was not set, that of PyTorch and ONNX.</summary>
    public float Slope => GivenSlope ?? (Kind == Activation.LeakyRelu ? 0.01f : 1);

    /// <summary>There is one.</summary>
    public bool Exists => Kind != Activation.Identity;

    /// <summary>A value of the result depends on all values.</summary>
    public bool IsOfAllValues => Kind is Activation.Softmax or Activation.LogSoftmax;

    /// <summary>What a kernel computes on the sums in its registers: few enough instructions for that. The others run over the outputs after it.</summary>
    public Activation InKernel => Kind is Activation.Relu or Activation.Tanh or Activation.Sigmoid ? Kind : Activation.Identity;

    /// <summary>The derivative needs what the function was given: its result comes from two places, or says too little of it.</summary>
    public bool ReadsInput => Kind is Activation.Silu or Activation.Gelu or Activation.GeluTanh or Activation.Log;

    /// <summary>It gives an infinite value of 0, which no gradient of zero makes good: in training the rows behind the end of a sequence are zeros.</summary>
    public bool IsInfiniteAtZero => Kind == Activation.Log;

    /// <summary>Its slope below 0 can be chosen.</summary>
    public bool HasSlope => Kind is Activation.LeakyRelu or Activation.Elu;

    /// <summary>For equations and descriptions.</summary>
    public string Words => Kind.ToString().ToLowerInvariant() + (HasSlope ? $"[{Slope.ToString("R", CultureInfo.InvariantCulture)}]" : "");

    /// <summary>A slope was given to a function that has none.</summary>
    public SettingFault? UnusedSlope => HasSlope || GivenSlope is null
        ? null
        : new("Slope", $"Slope of {Words}", "leakyrelu and elu have one; leave it out, or choose one of these");
}
