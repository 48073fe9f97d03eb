namespace TinyRnn.Runtime.Files;

/// <summary>
/// PyTorch's batch norms count their batches, which only its averages without a momentum need: such a tensor beside running statistics is passed over. The
/// generator has this file too, so that the check at compile time and the loader cannot differ.
/// </summary>
internal static class BatchCounters
{
    private const string Counter = "num_batches_tracked";

    private const string Statistic = "running_var";

    /// <summary>The name that the layer's running variance has if a name is that of its counter; <see langword="null"/>: it is none.</summary>
    public static string? VarianceBeside(string name) => name == Counter || name.EndsWith("." + Counter, StringComparison.Ordinal)
        ? name.Remove(name.Length - Counter.Length) + Statistic
        : null;
}
