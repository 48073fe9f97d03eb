namespace TinyRnn;

/// <summary>What stands before the first position of a step and after its last one.</summary>
public enum FramePadding
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The positions mirrored at the first and at the last one, which are not repeated: x_2, x_1, x_0, x_1, x_2.</summary>
    Reflect,
}
