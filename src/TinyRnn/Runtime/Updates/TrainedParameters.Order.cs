using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Runtime.Updates;

/// <content>Between PyTorch's order and the training layout.</content>
public partial class TrainedParameters
{
    /// <summary>Takes weights over from PyTorch's order. Gradients and the optimizer's memory stay as they are.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <exception cref="ArgumentException">Another number of them.</exception>
    public void Import(ReadOnlySpan<float> parameters)
    {
        Import(parameters, _weights);
        _untrained.Import(parameters);
        WeightsVersion++;
    }

    /// <summary>Writes the weights in PyTorch's order; parameters that belong to no tensor as they were imported.</summary>
    /// <param name="parameters">Room for all parameters.</param>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    public void Export(Span<float> parameters)
    {
        Export(_weights, parameters);
        _untrained.Export(parameters);
    }

    /// <summary>
    /// Writes the gradients in PyTorch's order: unscaled, unclipped, of a sum of two biases the gradient of the sum, which is that of each of them. Zeros
    /// for frozen layers, for parameters that belong to no tensor, and everywhere if there are no gradients.
    /// </summary>
    /// <param name="gradients">Room for all parameters.</param>
    /// <exception cref="ArgumentException">Room for another number of them.</exception>
    public void ExportGradients(Span<float> gradients)
    {
        Require.Length(gradients.Length, _parameterCount, nameof(gradients), "the number of parameters");
        gradients.Clear();
        if (!HasGradients)
            return;
        foreach (ref readonly TrainedTensor tensor in _tensors.AsSpan())
        {
            if (!_frozen[tensor.Layer])
                Export(tensor, _gradients.Span, gradients);
        }
    }

    internal void ImportMoment(int index, ReadOnlySpan<float> parameters) => Import(parameters, _moments[index]);

    internal void ExportMoment(int index, Span<float> parameters) => Export(_moments[index], parameters);

    private void Import(ReadOnlySpan<float> parameters, ParameterBlock block)
    {
        Require.Length(parameters.Length, _parameterCount, nameof(parameters), "the number of parameters");
        foreach (ref readonly TrainedTensor tensor in _tensors.AsSpan())
        {
            Span<float> target = block.Span.Slice(tensor.Block, tensor.Length);
            ReadOnlySpan<float> source = parameters.Slice(tensor.Parameters, tensor.Count);
            for (int gate = 0; gate < tensor.Gates; gate++)
            {
                for (int unit = 0; unit < tensor.Units; unit++)
                {
                    ReadOnlySpan<float> row = source.Slice(((gate * tensor.Units) + unit) * tensor.Columns, tensor.Columns);
                    int place = (gate * tensor.PaddedUnits) + unit;
                    for (int column = 0; column < row.Length; column++, place += tensor.Gates * tensor.PaddedUnits)
                        target[place] = row[column];
                }
            }
        }
    }

    private void Export(ParameterBlock block, Span<float> parameters)
    {
        Require.Length(parameters.Length, _parameterCount, nameof(parameters), "the number of parameters");
        foreach (ref readonly TrainedTensor tensor in _tensors.AsSpan())
            Export(tensor, block.Span, parameters);
    }

    private static void Export(in TrainedTensor tensor, ReadOnlySpan<float> block, Span<float> parameters)
    {
        ReadOnlySpan<float> source = block.Slice(tensor.Block, tensor.Length);
        Span<float> target = parameters.Slice(tensor.Parameters, tensor.Count);
        for (int gate = 0; gate < tensor.Gates; gate++)
        {
            for (int unit = 0; unit < tensor.Units; unit++)
            {
                Span<float> row = target.Slice(((gate * tensor.Units) + unit) * tensor.Columns, tensor.Columns);
                int place = (gate * tensor.PaddedUnits) + unit;
                for (int column = 0; column < row.Length; column++, place += tensor.Gates * tensor.PaddedUnits)
                    row[column] = source[place];
            }
        }
    }
}
