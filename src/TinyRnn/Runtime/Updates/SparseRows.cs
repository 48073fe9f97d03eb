namespace TinyRnn.Runtime.Updates;

/// <summary>The rows of a sparse tensor that have a gradient, each once, in the order of their first touch. Sized for all of them: nothing grows.</summary>
internal sealed class SparseRows(int rows)
{
    private readonly bool[] _isTouched = new bool[rows];
    private readonly int[] _touched = new int[rows];
    private int _count;

    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _count);

    /// <summary>Memory in bytes.</summary>
    public long Bytes => rows * (long)(sizeof(bool) + sizeof(int));

    /// <param name="row">A row; another index throws.</param>
    public void Touch(int row)
    {
        if (_isTouched[row])
            return;
        _isTouched[row] = true;
        _touched[_count++] = row;
    }

    public void Clear()
    {
        foreach (int row in Touched)
            _isTouched[row] = false;
        _count = 0;
    }
}
