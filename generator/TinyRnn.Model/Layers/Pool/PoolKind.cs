namespace TinyRnn.Model.Layers.Pool;

/// <summary>What becomes of the values of some steps.</summary>
internal enum PoolKind
{
    /// <summary>Their largest.</summary>
    Max,

    /// <summary>Their mean.</summary>
    Average,
}
