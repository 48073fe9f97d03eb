namespace TinyRnn.Runtime.Updates;

/// <summary>
/// Parameters that belong to no trained tensor, such as statistics that a layer was given: files have them, no update changes them, and what was
/// imported is what is exported.
/// </summary>
internal sealed class UntrainedParameters
{
    private readonly (int Start, int Length)[] _ranges;
    private readonly float[] _values;

    /// <param name="tensors">The trained ones.</param>
    /// <param name="parameterCount">All parameters.</param>
    public UntrainedParameters(ReadOnlySpan<TrainedTensor> tensors, int parameterCount)
    {
        (int Start, int End)[] trained = new (int, int)[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
            trained[i] = (tensors[i].Parameters, tensors[i].Parameters + tensors[i].Count);
        Array.Sort(trained);
        List<(int Start, int Length)> ranges = [];
        int next = 0;
        int count = 0;
        foreach ((int start, int end) in (ReadOnlySpan<(int, int)>)[.. trained, (parameterCount, parameterCount)])
        {
            if (start > next)
            {
                ranges.Add((next, start - next));
                count += start - next;
            }

            next = Math.Max(next, end);
        }

        _ranges = [.. ranges];
        _values = new float[count];
    }

    public long Bytes => sizeof(float) * (long)_values.Length;

    public void Import(ReadOnlySpan<float> parameters)
    {
        int place = 0;
        foreach ((int start, int length) in _ranges)
        {
            parameters.Slice(start, length).CopyTo(_values.AsSpan(place));
            place += length;
        }
    }

    public void Export(Span<float> parameters)
    {
        int place = 0;
        foreach ((int start, int length) in _ranges)
        {
            _values.AsSpan(place, length).CopyTo(parameters[start..]);
            place += length;
        }
    }
}
