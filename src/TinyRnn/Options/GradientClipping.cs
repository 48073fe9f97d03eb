namespace TinyRnn;

/// <summary>
/// Limits of gradients against explosion; <see langword="null"/> means none. If both are set, values are clipped first, then the norm of what is
/// left: PyTorch's <c>clip_grad_value_</c> and then <c>clip_grad_norm_</c>. Clipping is part of the update and needs no pass of its own.
/// </summary>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1)) { Clipping = new() { Norm = 1 } };
/// </code>
/// </example>
public record struct GradientClipping
{
    /// <summary>Each element is brought into [-v, v].</summary>
    public float? Value { get; set; }

    /// <summary>All gradients are scaled by min(1, v / (norm + 1e-6)), norm being the Euclidean norm over all of them.</summary>
    public float? Norm { get; set; }

    /// <summary>Checks both limits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not finite or not greater than 0; the message names it.</exception>
    public readonly void Validate()
    {
        if (Value is { } value)
            SettingRange.Positive(nameof(GradientClipping) + "." + nameof(Value), value);
        if (Norm is { } norm)
            SettingRange.Positive(nameof(GradientClipping) + "." + nameof(Norm), norm);
    }
}
