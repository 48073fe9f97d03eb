namespace TinyRnn;

/// <summary>What the layers that join earlier values have: their names, and a name for the result.</summary>
public abstract class JoinLayerAttribute : LayerAttribute
{
    private protected JoinLayerAttribute(string[] values) => Values = values;

    /// <summary>
    /// The values: each the <c>Name</c> of an earlier layer (its default, where it was given none), or <c>"input"</c> for the model's input.
    /// </summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>By which later layers read the result.</summary>
    public string? Name { get; set; }
}

/// <summary>Earlier values side by side: y = [v1, v2, ...].</summary>
/// <param name="values">Names of two or more values: see <see cref="JoinLayerAttribute.Values"/>.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Gru(32)]
/// [Concat("gru", "input")]     // side by side
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class ConcatAttribute(params string[] values) : JoinLayerAttribute(values);

/// <summary>The sum of earlier values of one size: y = v1 + v2 + ...</summary>
/// <param name="values">Names of two or more values: see <see cref="JoinLayerAttribute.Values"/>.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Dense(32, Name = "in")]
/// [Gru(32)]
/// [Add("gru", "in")]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class AddAttribute(params string[] values) : JoinLayerAttribute(values);

/// <summary>The product of two earlier values of one size, value by value: y = v1 * v2. A mask, or a gate.</summary>
/// <param name="first">Name of a value: see <see cref="JoinLayerAttribute.Values"/>.</param>
/// <param name="second">Name of the other.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Gru(3)]
/// [Dense(3, Activation.Sigmoid, Name = "mask")]
/// [Multiply("mask", "input")]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class MultiplyAttribute(string first, string second) : JoinLayerAttribute([first, second]);

/// <summary>
/// Several outputs, each with its name: the last layer of a model with several heads. <c>Step</c> and <c>Run</c> get a span for each, in this order, and the
/// class a size for each (<c>GainsSize</c>); for generic code, and in training, the output is all of them side by side.
/// </summary>
/// <param name="values">Names of two or more values: see <see cref="JoinLayerAttribute.Values"/>.</param>
/// <example>
/// <code>
/// Net net = Net.Create(seed: 1);
/// Net.State state = default;
/// float[] gains = new float[4], voice = new float[1];
/// net.Step(ref state, [1, 2, 3], gains, voice);     // a span for each
///
/// [RecurrentModel(inputSize: 3)]
/// [Gru(32)]
/// [Dense(4, Activation.Sigmoid, Name = "gains")]
/// [Dense(1, Activation.Sigmoid, Name = "voice", From = "gru")]
/// [Outputs("gains", "voice")]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class OutputsAttribute(params string[] values) : JoinLayerAttribute(values);
