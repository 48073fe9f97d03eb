namespace TinyRnn.Import;

/// <summary>Runs an original model in its own runtime.</summary>
public interface IModelRecorder
{
    /// <summary>Records sequences, each from a fresh state.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="model">As it was read.</param>
    /// <param name="options">What the caller fixed.</param>
    /// <param name="steps">Steps T of each sequence.</param>
    /// <param name="inputs">[N, T, I]; token ids as numbers.</param>
    /// <returns>The outputs, [N, T, O] or [N, O], and by what they were recorded; <see langword="null"/> if this recorder cannot run such a file.</returns>
    (float[] Outputs, string Origin)? Record(string path, SourceModel model, ReadOptions options, int steps, float[] inputs);
}
