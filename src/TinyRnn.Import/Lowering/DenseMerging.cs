namespace TinyRnn.Import.Lowering;

/// <summary>Two dense layers without a function between them are one: V (W x + b) + c = (V W) x + (V b + c), computed in double and rounded once.</summary>
internal static class DenseMerging
{
    /// <summary>Merges where that costs no more multiply-adds, and says what it did; a narrow layer between wide ones stays.</summary>
    public static IEnumerable<string> Merge(SourceGraph graph)
    {
        List<string> remarks = [];
        for (int place = graph.Nodes.Count - 1; place > 0; place--)
        {
            if (graph.Nodes[place] is not DenseNode second || second.Inputs[0] < 0 || graph.OnlyReader(second.Inputs[0]) != place
                || graph.Nodes[second.Inputs[0]] is not DenseNode first
                    || (long)second.Size * first.Weights.Shape[1] > first.Weights.Count + second.Weights.Count)
            {
                continue;
            }

            graph.Replace(place, Product(first, second));
            graph.Remove(second.Inputs[0]);
            place = graph.Nodes.Count;
            remarks.Add($"{first.Name} and {second.Name} are one dense layer, because there is no function between them.");
        }

        return remarks;
    }

    private static DenseNode Product(DenseNode first, DenseNode second)
    {
        int columns = first.Weights.Shape[1];
        float[] weights = new float[second.Size * columns];
        float[] bias = new float[second.Size];
        for (int row = 0; row < second.Size; row++)
        {
            ReadOnlySpan<float> outer = second.Weights.Values.Slice(row * first.Size, first.Size);
            for (int column = 0; column < columns; column++)
            {
                double sum = 0;
                for (int k = 0; k < outer.Length; k++)
                    sum += (double)outer[k] * first.Weights.Values[(k * columns) + column];
                weights[(row * columns) + column] = (float)sum;
            }

            double start = second.Bias is null ? 0 : second.Bias.Values[row];
            for (int k = 0; k < outer.Length; k++)
                start += first.Bias is null ? 0 : (double)outer[k] * first.Bias.Values[k];
            bias[row] = (float)start;
        }

        bool hasBias = first.Bias is not null || second.Bias is not null;
        return second with { Weights = SourceTensor.Matrix(second.Size, columns, weights), Bias = hasBias ? SourceTensor.Vector(bias) : null };
    }
}
