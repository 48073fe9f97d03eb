namespace TinyRnn.Runtime.Updates;

/// <content>The update: norm, guard, clipping and the optimizer's rule.</content>
public partial class TrainedParameters
{
    /// <summary>PyTorch's guard against a division by zero in <c>clip_grad_norm_</c>.</summary>
    private const double NormEpsilon = 1e-6;

    /// <summary>
    /// Below, squares may have been lost to underflow: one that is less than 2^-126, the smallest normal float, counts nothing any more, and of up to 2^31 of
    /// them the sum is less than 2^-95.
    /// </summary>
    private const double UncertainSquares = 1.0 / (1L << 62) / (1L << 33);

    /// <summary>
    /// Applies the gradients to the weights and drops them. In order: gradients are scaled, clipped by value, clipped by norm; the optimizer's rule follows,
    /// with weight decay as a part of it.
    /// </summary>
    /// <remarks>
    /// <para>Sums of two biases (<see cref="TrainedTensor.Multiplicity"/> 2) take the step that PyTorch would give to both. With gradient g for each of them,
    /// the sum s has for SGD, with and without momentum, the gradient 2 g + decay s: the rules are linear, so this is exact. Adam's and RMSprop's moments are
    /// those of one bias, and the step is doubled; L2 decay gives each of them half the sum, which is exact while both are equal (they stay so if they began
    /// so) and for AdamW, whose decay is linear.</para>
    /// <para>Sparse tensors: PyTorch's optimizers take their gradients as dense unless told otherwise, so momentum moves, moments fade and decay shrinks also
    /// the rows that did not occur. Only SGD without weight decay leaves those alone, and only there are they skipped.</para>
    /// </remarks>
    /// <param name="loss">The loss that the gradients are of; if it is not finite, they are dropped.</param>
    /// <param name="gradientScale">Factor of the gradients: 1/n for the mean of n accumulated batches.</param>
    /// <returns>Whether weights have changed, and the gradients' norm.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite or not greater than 0.</exception>
    /// <exception cref="InvalidOperationException">The average stands in the place of the weights.</exception>
    public UpdateResult Update(double loss = 0, float gradientScale = 1)
    {
        SettingRange.Positive(nameof(gradientScale), gradientScale);
        RequireOwnWeights("an update");
        if (!HasGradients || LowestTrained(0) == LayerCount)
        {
            DropGradients();
            return new UpdateResult(UpdateStatus.NoGradient, 0);
        }

        UpdateResult result = double.IsFinite(loss) ? Apply(gradientScale) : new UpdateResult(UpdateStatus.NonFiniteLoss, float.NaN);
        DropGradients();
        return result;
    }

    private UpdateResult Apply(float scale)
    {
        // The limit would hide an infinite gradient, so the guard looks before it.
        double norm = Norm(scale, float.PositiveInfinity);
        if (float.IsFinite((float)norm) && _clipping.Value is { } value)
            norm = Norm(scale, value);
        if (!float.IsFinite((float)norm))
            return new UpdateResult(UpdateStatus.NonFiniteGradient, (float)norm);

        double clip = _clipping.Norm is { } most ? Math.Min(1, most / (norm + NormEpsilon)) : 1;

        // No gradient is larger than the norm of all.
        if (norm * clip > OptimizerMemory.LargestGradient(Optimizer, _settings))
            return new UpdateResult(UpdateStatus.NonFiniteGradient, (float)norm);
        GradientFactor factor = new((float)(scale * clip), (float)((_clipping.Value ?? double.PositiveInfinity) * clip));
        StepCount++;
        WeightsVersion++;
        for (int layer = 0; layer < _frozen.Length; layer++)
        {
            if (!_frozen[layer])
                _layerSteps[layer]++;
        }

        for (int i = 0; i < _tensors.Length; i++)
        {
            if (!_frozen[_tensors[i].Layer] && _tensors[i].Multiplicity > 0)
                Apply(_tensors[i], _sparse[i], factor);
        }

        TakeIntoAverage();
        return new UpdateResult(UpdateStatus.Applied, (float)norm);
    }

    private void Apply(in TrainedTensor tensor, SparseRows? rows, GradientFactor factor)
    {
        if (rows is null || Optimizer != Optimizer.Sgd || _settings.WeightDecay != 0)
        {
            Apply(tensor, tensor.Block, tensor.Length, factor);
            return;
        }

        foreach (int row in rows.Touched)
            Apply(tensor, tensor.Block + (row * tensor.RowLength), tensor.RowLength, factor);
    }

    private void Apply(in TrainedTensor tensor, int start, int length, GradientFactor factor)
    {
        ref float weights = ref WeightAt(start);

        // Rules with fewer moments are given another reference in the place of one that they do not follow.
        UpdatePlaces places = new(
            ref weights,
            ref GradientAt(start),
            ref _moments.Length > 0 ? ref MomentAt(0, start) : ref weights,
            ref _moments.Length > 1 ? ref MomentAt(1, start) : ref weights,
            ref _moments.Length > 2 ? ref MomentAt(2, start) : ref weights);
        _rule.Apply(_settings, _layerSteps[tensor.Layer], tensor.Multiplicity, factor, places, length);
    }

    private ref float MomentAt(int moment, int offset) => ref _moments[moment].Span[offset];

    /// <summary>The norm of min(limit, max(-limit, scale g)) over the gradients that take part; NaN or infinite if one is.</summary>
    private double Norm(float scale, float limit)
    {
        double squares = Squares(scale, limit, exact: false);
        if (!(squares > UncertainSquares && double.IsFinite(squares)))
            squares = Squares(scale, limit, exact: true);
        return Math.Sqrt(squares);
    }

    private double Squares(float scale, float limit, bool exact)
    {
        double sum = 0;
        for (int i = 0; i < _tensors.Length; i++)
        {
            ref readonly TrainedTensor tensor = ref _tensors[i];
            if (_frozen[tensor.Layer] || tensor.Multiplicity == 0)
                continue;
            double squares = 0;
            if (_sparse[i] is not { } rows)
            {
                squares = SquareSum.Of(ref GradientAt(tensor.Block), tensor.Length, scale, limit, exact);
            }
            else
            {
                foreach (int row in rows.Touched)
                    squares += SquareSum.Of(ref GradientAt(tensor.Block + (row * tensor.RowLength)), tensor.RowLength, scale, limit, exact);
            }

            sum += tensor.Multiplicity * squares;
        }

        return sum;
    }
}
