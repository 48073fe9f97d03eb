namespace TinyRnn;

/// <summary>What became of an update.</summary>
public enum UpdateStatus
{
    /// <summary>
    /// Weights have changed. The new ones are not looked at, which would take a part of the update's time: after a step that is too large they may not be
    /// finite. Losses are not finite from then on, and nothing more is applied; <see cref="Training.ModelTrainer.Publish"/> and
    /// <see cref="Training.ModelTrainer.SaveCheckpoint(string)"/> refuse them.
    /// </summary>
    Applied,

    /// <summary>
    /// A gradient is NaN or infinite, or their norm is beyond what the optimizer can take: nothing has changed, the gradients are dropped. Adam, AdamW and
    /// RMSprop keep squares, of which a float takes those of a norm of up to 1e18; <see cref="Optimizer.Momentum"/> and <see cref="Optimizer.Nesterov"/> take a
    /// norm of up to 1e38 (1 - mu), SGD one of up to 2e38. What counts is the norm after clipping, so that <see cref="GradientClipping.Norm"/> makes any
    /// finite gradient small enough.
    /// </summary>
    NonFiniteGradient,

    /// <summary>The loss is NaN or infinite: nothing has changed, the gradients are dropped.</summary>
    NonFiniteLoss,

    /// <summary>Nothing to apply: no backward pass since the last update, no target that counted, or no layer that is trained.</summary>
    NoGradient,
}
