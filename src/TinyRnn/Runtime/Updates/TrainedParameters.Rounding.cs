using System.Diagnostics;
using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Runtime.Updates;

/// <content>
/// Weights as a model with integers will serve them: a forward and a backward pass can compute with those, while updates change the exact ones.
/// </content>
public partial class TrainedParameters
{
    private ParameterBlock? _rounded;
    private ParameterBlock _used;
    private long _roundedVersion = -1;

    /// <summary>Passes compute with rounded weights. Setting it takes memory for them once.</summary>
    public bool IsRounding
    {
        get => _used != _weights;
        set
        {
            if (value == IsRounding)
                return;
            _rounded ??= new ParameterBlock(_weights.Length);
            _used = value ? _rounded : _weights;
            WeightsVersion++;
        }
    }

    /// <summary>The same weights are to be rounded to others, because their scales have changed.</summary>
    internal void RoundAnew() => WeightsVersion++;

    /// <summary>A weight that passes compute with, in the training layout. The offset is not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float UsedAt(int offset)
    {
        Debug.Assert((uint)offset < (uint)_weights.Length, "An offset of emitted code is inside the block.");
        return ref Unsafe.Add(ref _used.GetReference(), (nint)(uint)offset);
    }

    /// <summary>Before a pass: takes the exact weights over if they have changed. Networks then round theirs.</summary>
    /// <returns>Which weights there are now: another number than before, if they have to be rounded.</returns>
    internal long TakeForRounding()
    {
        if (_roundedVersion != WeightsVersion)
        {
            _weights.Span.CopyTo(_rounded!.Span);
            _roundedVersion = WeightsVersion;
        }

        return _roundedVersion;
    }

    /// <summary>Rounds the weights of a network as they will be packed.</summary>
    /// <param name="recipes">How its parameters become panels.</param>
    /// <param name="tensors">Its tensors, whose places begin with it.</param>
    /// <param name="firstWeight">Where its weights begin.</param>
    /// <param name="scales">Of its rows.</param>
    internal void Round(ReadOnlySpan<PanelRecipe> recipes, ReadOnlySpan<TrainedTensor> tensors, int firstWeight, RowScales scales)
    {
        Span<float> weights = _rounded!.Span[firstWeight..];
        scales.Begin();
        foreach (PanelRecipe recipe in recipes)
        {
            foreach (PanelBlock block in recipe.Blocks)
            {
                if (block.Format == WeightFormat.Float32)
                    continue;
                TrainedTensor tensor = TensorAt(tensors, block.Offset);
                if (tensor.Columns == 1)
                    RoundTable(weights, block, tensor, scales);
                else
                    RoundMatrix(weights, block, tensor, block.Gates * recipe.Units, scales);
            }
        }
    }

    /// <summary>Rounded weights, in the order of files.</summary>
    internal void ExportRounded(Span<float> parameters)
    {
        Export(_used, parameters);
        _untrained.Export(parameters);
    }

    private static void RoundMatrix(Span<float> weights, PanelBlock block, in TrainedTensor tensor, int rows, RowScales scales)
    {
        (int first, int column) = Math.DivRem(block.Offset - tensor.Parameters, tensor.Columns);
        for (int row = first; row < first + rows; row++)
        {
            int place = tensor.Block + (row / tensor.Units * tensor.PaddedUnits) + (row % tensor.Units);
            Round(weights[place..], block, column, tensor.Gates * tensor.PaddedUnits, scales);
        }
    }

    /// <summary>A table of tokens that is a dense layer's matrix as well: each token's row is one of the matrix.</summary>
    private static void RoundTable(Span<float> weights, PanelBlock block, in TrainedTensor tensor, RowScales scales)
    {
        for (int row = 0; row < tensor.Gates; row++)
            Round(weights[(tensor.Block + (row * tensor.PaddedUnits))..], block, 0, 1, scales);
    }

    private static TrainedTensor TensorAt(ReadOnlySpan<TrainedTensor> tensors, int parameter)
    {
        foreach (ref readonly TrainedTensor tensor in tensors)
        {
            if (parameter >= tensor.Parameters && parameter < tensor.Parameters + tensor.Count)
                return tensor;
        }

        throw new UnreachableException($"Parameter {parameter} is in no tensor.");
    }

    /// <summary>A row of the matrix, whose columns are <paramref name="stride"/> floats apart, from the column of the block's first weight on.</summary>
    private static void Round(Span<float> weights, PanelBlock block, int column, int stride, RowScales scales)
    {
        float scale = scales.Next(block.Format, new WeightRow(weights, column, block, stride));
        if (scale == 0 || !float.IsFinite(scale))
            return;
        for (int index = 0; index < block.Rows; index++)
        {
            ref float weight = ref weights[(column + block.PlaceOf(index)) * stride];
            weight = RowScale.Round(block.Format, weight, scale) * scale;
        }
    }
}
