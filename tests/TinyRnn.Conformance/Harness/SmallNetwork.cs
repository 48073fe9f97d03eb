using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Losses;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// Parameters of every kind in two layers: matrices narrower and wider than any vector, a double and a single bias, an embedding table, the input rows of a
/// one-hot vector, and gaps in the block that belong to nobody.
/// </summary>
internal static class SmallNetwork
{
    public const int Layers = 2;
    public const int Embedding = 4;
    public const int OneHot = 5;
    public const int BlockLength = 640;

    public static readonly TrainedTensor[] Tensors =
    [
        new(0, 0, 8, 4, 10, 12, 7, 1, false),
        new(0, 280, 352, 4, 10, 12, 1, 2, false),
        new(1, 320, 400, 1, 3, 4, 5, 1, false),
        new(1, 335, 420, 1, 3, 4, 1, 1, false),
        new(1, 338, 432, 9, 5, 8, 1, 1, true),
        new(0, 383, 512, 2, 3, 4, 6, 1, true),
    ];

    public const int ParameterCount = 419;

    public static readonly TensorBinding[] Bindings =
    [
        new("lstm.weight_ih_l0", [40, 7], 0),
        new("lstm.bias_ih_l0", [40], 280),
        new("lstm.bias_hh_l0", [40], 280) { Added = 40 },
        new("fc.weight", [3, 5], 320),
        new("fc.bias", [3], 335),
        new("embedding.weight", [9, 5], 338),
        new("onehot.weight_ih_l0", [6, 6], 383),
    ];

    public static readonly TrainedModel Model = Training("LSTM(10)", "Dense(3)");

    public static TrainedModel Training(string first, string second, RowLoss? loss = null) =>
        new("Net", Bindings, [first, second], loss ?? RowLoss.MeanSquaredError);

    public static TrainedParameters Create(Optimizer optimizer, bool snapshots = false)
    {
        TrainedParameters parameters = new(Tensors, BlockLength, ParameterCount, OptimizerRule.Of(optimizer), Layers, snapshots);
        parameters.Import(Random(7, 0.5f));
        return parameters;
    }

    public static float[] Random(ulong seed, float size)
    {
        RandomState random = new(seed);
        float[] values = new float[ParameterCount];
        for (int i = 0; i < values.Length; i++)
            values[i] = size * (float)random.NextNormal();
        return values;
    }

    public static float[] Weights(TrainedParameters parameters)
    {
        float[] weights = new float[ParameterCount];
        parameters.Export(weights);
        return weights;
    }

    /// <summary>The tokens whose rows a step touches.</summary>
    public static int[] Touched(int tensor, int step) => tensor == Embedding ? [step % 9, (step + 3) % 9, step % 9] : [step % 6];

    /// <summary>
    /// What a backward pass does: adds where there are gradients, overwrites elsewhere. Rows of sparse tensors that are not touched have none.
    /// </summary>
    /// <returns>The gradients as they must be, in PyTorch's order.</returns>
    public static float[] Backward(TrainedParameters parameters, int step, float size = 1)
    {
        float[] gradients = Random(1000 + (ulong)step, size);
        for (int t = 0; t < Tensors.Length; t++)
        {
            TrainedTensor tensor = Tensors[t];
            if (parameters.IsFrozen(tensor.Layer))
                continue;
            int[] rows = tensor.IsSparse ? [.. Touched(t, step).Distinct()] : [];
            foreach ((int parameter, int block, int row) in Places(tensor))
            {
                if (!tensor.IsSparse)
                {
                    ref float place = ref parameters.GradientAt(block);
                    place = parameters.HasGradients ? place + gradients[parameter] : gradients[parameter];
                }
                else if (rows.Contains(row))
                {
                    ref float first = ref parameters.SparseGradientRow(t, row);
                    System.Runtime.CompilerServices.Unsafe.Add(ref first, block - tensor.Block - (row * tensor.RowLength)) += gradients[parameter];
                }
                else
                {
                    gradients[parameter] = 0;
                }
            }
        }

        parameters.HasGradients = true;
        return gradients;
    }

    /// <summary>Each value's place in PyTorch's order, in the block, and its row, by the definition.</summary>
    public static IEnumerable<(int Parameter, int Block, int Row)> Places(TrainedTensor tensor)
    {
        for (int g = 0; g < tensor.Gates; g++)
        {
            for (int u = 0; u < tensor.Units; u++)
            {
                for (int k = 0; k < tensor.Columns; k++)
                {
                    yield return (
                        tensor.Parameters + (((g * tensor.Units) + u) * tensor.Columns) + k,
                        tensor.Block + (k * tensor.Gates * tensor.PaddedUnits) + (g * tensor.PaddedUnits) + u,
                        tensor.Columns == 1 ? g : k);
                }
            }
        }
    }
}
