using System.Collections;

namespace TinyRnn.Weights;

/// <summary>The tensors of a header, in its order.</summary>
internal sealed class TensorList(SafetensorsHeader header) : IReadOnlyList<TensorInfo>
{
    public int Count => header.Count;

    public TensorInfo this[int index] => header.Info(index);

    public IEnumerator<TensorInfo> GetEnumerator()
    {
        for (int i = 0; i < header.Count; i++)
            yield return header.Info(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
