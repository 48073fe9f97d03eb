using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>Hands out consecutive ranges of a block and notes what one layer took.</summary>
internal sealed class Allocator
{
    private long _next;

    /// <summary>Length of the block so far; beyond <see cref="int.MaxValue"/> the model is refused before its plan is used.</summary>
    public long Total => _next;

    /// <summary>Where the current layer begins.</summary>
    public int Start { get; private set; }

    /// <summary>What the current layer has taken.</summary>
    public int Taken => unchecked((int)(_next - Start));

    public void BeginLayer() => Start = unchecked((int)_next);

    public Extent Take(long length, int alignment = 1)
    {
        _next = (_next + alignment - 1) / alignment * alignment;
        Extent extent = new(unchecked((int)_next), unchecked((int)length));
        _next += length;
        return extent;
    }
}

/// <summary>What a layer's planning can ask and take.</summary>
internal sealed class LayerContext(
    int index, string id, int inputSize, ForeignText? name, int stackIndex, LayerPlan? previous, bool isReproducible, Allocator parameters, Allocator packed, Allocator state)
{
    /// <summary>Packed layers begin on a cache line.</summary>
    public const int PackedAlignment = 16;

    public int Index => index;

    public string Id => id;

    public int InputSize => inputSize;

    /// <summary>Number in PyTorch's stack of recurrent layers of one name: the k of <c>_lk</c>.</summary>
    public int StackIndex => stackIndex;

    public LayerPlan? Previous => previous;

    /// <summary>Results have the same bits on every processor.</summary>
    public bool IsReproducible => isReproducible;

    public Allocator Parameters => parameters;

    public Allocator Packed => packed;

    public List<TensorPlan> Tensors { get; } = [];

    public List<InitialPlan> Initials { get; } = [];

    public List<StateVector> Vectors { get; } = [];

    public List<StateCounter> Counters { get; } = [];

    public List<HiddenPlan> Hiddens { get; } = [];

    /// <summary>Full name of a tensor of this layer in weight files.</summary>
    public ForeignText TensorName(string tensor) => new(name is not { Raw.Length: > 0 } given ? tensor : given.Raw + "." + tensor);

    /// <summary>A size as the product of two; beyond <see cref="int.MaxValue"/> the model is refused for its size, so the exact number no longer matters.</summary>
    public static int Product(int a, int b) => (int)Math.Min(int.MaxValue, (long)a * b);

    /// <param name="suffix">Behind the layer's name.</param>
    /// <param name="length">Floats that the user sees.</param>
    /// <param name="padded">Floats that it takes.</param>
    /// <param name="summary">For its documentation; <see langword="null"/>: not public.</param>
    /// <param name="turn">Keep it twice, and say with this counter which one is current.</param>
    /// <param name="queue">The vector is inputs.</param>
    public StateVector AddVector(string suffix, long length, long padded, string? summary, StateCounter? turn = null, StateQueue? queue = null)
    {
        Extent range = state.Take(turn is null ? padded : 2 * padded);
        StateVector vector = new(id + suffix, range with { Length = unchecked((int)length) }, unchecked((int)padded), summary, turn, queue);
        Vectors.Add(vector);
        return vector;
    }

    public StateCounter AddCounter(string suffix, string? summary, int most = 0)
    {
        StateCounter counter = new(id + suffix, summary, most);
        Counters.Add(counter);
        return counter;
    }
}
