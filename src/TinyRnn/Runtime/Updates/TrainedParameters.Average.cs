using System.Diagnostics.CodeAnalysis;
using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Runtime.Updates;

/// <content>An average of the weights, beside them.</content>
public partial class TrainedParameters
{
    private WeightAveraging? _averaging;
    private AverageMemory? _average;

    /// <summary>What average is kept; setting it takes memory once, and begins anew.</summary>
    internal WeightAveraging? Averaging
    {
        get => _averaging;
        set
        {
            RequireOwnWeights(nameof(Averaging) + " = ...");
            _averaging = value;
            _average = value is null ? null : _average ?? new AverageMemory(_weights.Length);
            if (_average is not null)
                _average.Updates = 0;
            _snapshot?.MakeRoomForAverage(value is not null);
        }
    }

    /// <summary>How many updates' weights are in the average.</summary>
    internal long AveragedUpdates => _average?.Updates ?? 0;

    /// <summary>Whether the average stands where the weights are, and these in its place.</summary>
    internal bool UsesAverage { get; private set; }

    /// <summary>Puts the average where the weights are, or back.</summary>
    internal void Exchange()
    {
        ParameterBlock average = RequireAverage().Block;
        foreach (ref readonly TrainedTensor tensor in _tensors.AsSpan())
            AveragePass.Exchange(ref WeightAt(tensor.Block), ref average.Span[tensor.Block], tensor.Length);
        UsesAverage = !UsesAverage;
        WeightsVersion++;
    }

    /// <summary>The average in PyTorch's order.</summary>
    internal void ExportAverage(Span<float> parameters)
    {
        Require.Length(parameters.Length, _parameterCount, nameof(parameters), "the number of parameters");
        ParameterBlock average = RequireAverage().Block;
        Export(UsesAverage ? _weights : average, parameters);
        _untrained.Export(parameters);
    }

    /// <summary>Goes on with an average of a checkpoint.</summary>
    internal void ImportAverage(ReadOnlySpan<float> parameters, long count)
    {
        UsesAverage = false;
        Import(parameters, _average!.Block);
        _average.Updates = count;
    }

    /// <summary>Refuses what would take the average for the weights.</summary>
    /// <param name="what">What is refused.</param>
    internal void RequireOwnWeights(string what)
    {
        if (UsesAverage)
            throw new InvalidOperationException($"The average stands in the place of the weights, so {what} is refused. Set UsesAverage = false first.");
    }

    /// <summary>An update has changed the weights.</summary>
    private void TakeIntoAverage()
    {
        if (_average is null || _averaging is null || !_averaging.Takes(StepCount))
            return;
        float share = (float)_averaging.ShareAfter(_average.Updates);
        foreach (ref readonly TrainedTensor tensor in _tensors.AsSpan())
            AveragePass.Run(ref _average.Block.Span[tensor.Block], ref WeightAt(tensor.Block), tensor.Length, share);
        _average.Updates++;
    }

    private AverageMemory RequireAverage() => _average is { Updates: > 0 } average ? average : throw NoAverage();

    [DoesNotReturn]
    private InvalidOperationException NoAverage() => throw new InvalidOperationException(
        _averaging is null
            ? "No average of the weights is kept. Set Averaging before training."
            : $"No weights are in the average yet ({_averaging}; updates so far: {StepCount}). Train on.");
}
