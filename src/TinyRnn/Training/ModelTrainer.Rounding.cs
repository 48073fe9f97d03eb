namespace TinyRnn.Training;

/// <content>Training with the weights as a model serves them, rounded to integers.</content>
public abstract partial class ModelTrainer
{
    private bool _hasFrozenScales;

    /// <summary>
    /// Quantization-aware training: forward and backward passes compute with the weights as the model will serve them, rounded to integers, and updates change
    /// the exact ones by the gradients of the rounded ones (straight-through estimate). For a trained model that is to learn back what rounding has cost, with
    /// a small learning rate. The rounding of hidden states is no part of it. Setting it takes memory for the weights once more; checkpoints do not keep it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model has no weights that are stored as integers.</exception>
    public bool QuantizationAware
    {
        get => Parameters.IsRounding;
        set
        {
            if (value && !HasIntegers)
                throw new InvalidOperationException(
                    $"{_model.Name} has no weights that are stored as integers, so there is nothing to round. Set Weights = WeightFormat.Int8 in its attributes.");
            if (!value)
                FreezeScales = false;
            Parameters.IsRounding = value;
            if (value)
                TakeWeights();
        }
    }

    /// <summary>
    /// In quantization-aware training, the scales of rows stay what they are when this is set: a weight that outgrows its row counts as the largest, and no
    /// other weight of the row is rounded anew because of it. For the last part of a training. What is published then are the rounded weights, which the model
    /// stores as they are. Otherwise, and by default, scales follow their rows' largest weights.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="QuantizationAware"/> is not set.</exception>
    public bool FreezeScales
    {
        get => _hasFrozenScales;
        set
        {
            if (value && !QuantizationAware)
                throw new InvalidOperationException(
                    $"The trainer of {_model.Name} rounds no weights, so there are no scales to freeze. Set {nameof(QuantizationAware)} first.");
            if (value == _hasFrozenScales)
                return;
            KeepScales(value);
            _hasFrozenScales = value;
            if (!value)
                Parameters.RoundAnew();
        }
    }

    /// <summary>Networks keep the scales of their rows, or let them follow.</summary>
    private protected abstract void KeepScales(bool isKept);

    /// <summary>Networks round weights that have changed.</summary>
    private protected abstract void TakeWeights();

    /// <summary>Some of the model's weights are integers.</summary>
    private protected abstract bool HasIntegers { get; }
}
