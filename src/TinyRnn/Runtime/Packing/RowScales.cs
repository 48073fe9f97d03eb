namespace TinyRnn.Runtime.Packing;

/// <summary>The scales of all rows of a network, which follow their weights until they are kept.</summary>
internal sealed class RowScales
{
    private float[] _scales = [];
    private int _next;

    /// <summary>They stay what they were when the rows were last asked for.</summary>
    public bool AreKept { get; set; }

    /// <summary>Bytes of memory.</summary>
    public long Bytes => sizeof(float) * (long)_scales.Length;

    /// <summary>Before the first row.</summary>
    public void Begin() => _next = 0;

    /// <summary>The scale of the next row. All rows are asked for in one order.</summary>
    public float Next(WeightFormat format, WeightRow row)
    {
        int place = _next++;
        if (AreKept)
            return _scales[place];
        if (place == _scales.Length)
            Array.Resize(ref _scales, Math.Max(FewestRows, 2 * place));
        return _scales[place] = RowScale.Of(format, row);
    }

    private const int FewestRows = 128;
}
