namespace TinyRnn.Training;

/// <summary>What became of an update.</summary>
public enum UpdateStatus
{
    /// <summary>Weights have changed.</summary>
    Applied,

    /// <summary>A gradient is NaN or infinite, or their norm is beyond a float: nothing has changed, the gradients are dropped.</summary>
    NonFiniteGradient,

    /// <summary>The loss is NaN or infinite: nothing has changed, the gradients are dropped.</summary>
    NonFiniteLoss,

    /// <summary>Nothing to apply: no backward pass since the last update, no target that counted, or no layer that is trained.</summary>
    NoGradient,
}
