namespace TinyRnn.Weights;

/// <summary>
/// Sorts indexes, in place and without recursion: heap sort, whatever a hostile header has. The library's sort would be there for these alone, and takes a
/// native program five times as much.
/// </summary>
internal static class IndexOrder
{
    /// <summary>Brings indexes into an order.</summary>
    /// <param name="indexes">The indexes.</param>
    /// <param name="order">Less than 0 where the first of two stands before the second.</param>
    public static void Sort(Span<int> indexes, Comparison<int> order)
    {
        for (int root = (indexes.Length / 2) - 1, count = indexes.Length; count > 1;)
        {
            // First every root sinks, the last one first; then the largest goes behind what is still a heap.
            if (root >= 0)
            {
                Sink(indexes, root--, order);
                continue;
            }

            count--;
            (indexes[0], indexes[count]) = (indexes[count], indexes[0]);
            Sink(indexes[..count], 0, order);
        }
    }

    /// <summary>Moves an index below those of the heap that are larger.</summary>
    private static void Sink(Span<int> heap, int place, Comparison<int> order)
    {
        for (int child = (2 * place) + 1; child < heap.Length; child = (2 * place) + 1)
        {
            if (child + 1 < heap.Length && order(heap[child], heap[child + 1]) < 0)
                child++;
            if (order(heap[place], heap[child]) >= 0)
                return;
            (heap[place], heap[child]) = (heap[child], heap[place]);
            place = child;
        }
    }
}
