namespace TinyRnn.Model.Layers.OverTime;

/// <summary>What becomes of all steps so far.</summary>
internal enum OverTimeKind
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The largest of each value.</summary>
    Max,
}
