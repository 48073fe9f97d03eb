namespace TinyRnn;

/// <summary>How the two directions of a bidirectional layer become one.</summary>
public enum DirectionMerge
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Half of their sum.</summary>
    Mean,

    /// <summary>Their product.</summary>
    Product,
}
