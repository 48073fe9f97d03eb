namespace TinyRnn.Model.Layers.Join;

/// <summary>How several values become one.</summary>
internal enum JoinKind
{
    /// <summary>Side by side.</summary>
    Concat,

    /// <summary>Their sum.</summary>
    Add,

    /// <summary>Their product, value by value.</summary>
    Multiply,

    /// <summary>Side by side as the model's output, each with its name.</summary>
    Outputs,
}
