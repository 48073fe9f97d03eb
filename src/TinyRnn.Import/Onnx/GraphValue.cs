namespace TinyRnn.Import.Onnx;

/// <summary>What is known of a tensor of the graph.</summary>
internal abstract class GraphValue
{
    public abstract int[] Shape { get; }

    public int Rank => Shape.Length;

    public int Count => Sizes.Count(Shape);

    /// <summary>Memory that it takes here.</summary>
    public abstract long Bytes { get; }

    /// <summary>The values at the places of a selection, in its shape.</summary>
    public abstract GraphValue Pick(Selection selection);

    /// <summary>The same values in another shape.</summary>
    public abstract GraphValue Reshape(int[] shape);

    /// <summary>The values as references, so that numbers and what depends on the input can lie in one tensor.</summary>
    public abstract NdArray<Ref> AsRefs();
}

/// <summary>A tensor of one kind of values.</summary>
internal abstract class ArrayValue<T>(NdArray<T> array) : GraphValue
{
    public NdArray<T> Array { get; } = array;

    public T[] Data => Array.Data;

    public override int[] Shape => Array.Shape;

    public override long Bytes => (long)Array.Data.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    public override GraphValue Pick(Selection selection)
    {
        var data = new T[selection.Index.Length];
        for (int i = 0; i < data.Length; i++)
            data[i] = selection.Index[i] < 0 ? Fill : Array.Data[selection.Index[i]];
        return Of(new NdArray<T>(selection.Shape, data));
    }

    public override GraphValue Reshape(int[] shape) => Of(new NdArray<T>(shape, Array.Data));

    /// <summary>What stands where a selection has no source: zero.</summary>
    protected virtual T Fill => default!;

    protected abstract GraphValue Of(NdArray<T> array);
}

/// <summary>Constant numbers.</summary>
internal sealed class RealValue(NdArray<float> array) : ArrayValue<float>(array)
{
    public override NdArray<Ref> AsRefs() => new(Shape, System.Array.ConvertAll(Data, Ref.Of));

    protected override GraphValue Of(NdArray<float> array) => new RealValue(array);
}

/// <summary>Constant integers, or booleans as 0 and 1.</summary>
internal sealed class IntValue(NdArray<long> array) : ArrayValue<long>(array)
{
    public static IntValue Vector(params long[] values) => new(new NdArray<long>([values.Length], values));

    public static IntValue Scalar(long value) => new(new NdArray<long>([], [value]));

    public override NdArray<Ref> AsRefs() => new(Shape, System.Array.ConvertAll(Data, value => Ref.Of(value)));

    protected override GraphValue Of(NdArray<long> array) => new IntValue(array);
}

/// <summary>What depends on the model's input.</summary>
internal sealed class RefValue(NdArray<Ref> array) : ArrayValue<Ref>(array)
{
    protected override Ref Fill => Ref.Of(0);

    public override NdArray<Ref> AsRefs() => Array;

    protected override GraphValue Of(NdArray<Ref> array) => new RefValue(array);
}

/// <summary>What comes out of something that was not understood.</summary>
/// <param name="node">The node that stands for it.</param>
internal sealed class UnknownValue(int node) : GraphValue
{
    public int Node { get; } = node;

    public override int[] Shape => [];

    public override long Bytes => 0;

    public override GraphValue Pick(Selection selection) => this;

    public override GraphValue Reshape(int[] shape) => this;

    public override NdArray<Ref> AsRefs() => throw new NotUnderstoodException("reads what is not understood", "");
}
