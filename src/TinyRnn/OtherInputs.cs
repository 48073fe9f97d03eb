using System.Collections;
using System.ComponentModel;

namespace TinyRnn;

/// <summary>
/// Calls with inputs of another kind than a model's own methods take: numbers of 64 bits, arrays of several dimensions, lists. Each of them is an error, and
/// its text says what to pass instead.
/// </summary>
/// <remarks>They extend the models, so that a call that means one of their own methods never means one of these.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OtherInputs
{
    /// <summary>The id of members that are not there.</summary>
    internal const string Id = "TRNN1012";

    internal const string Kinds = "convert double[] by Array.ConvertAll(xs, x => (float)x), show a float[,] as one piece by "
        + "MemoryMarshal.CreateSpan(ref xs[0, 0], xs.Length), and a List<float> by CollectionsMarshal.AsSpan(xs)";

    private const string Steps = "models read and write spans of 32-bit floats, one step after another (token ids are ints); " + Kinds;

    /// <summary>No step with inputs of another kind.</summary>
    /// <param name="model">A model.</param>
    /// <param name="state">Its state.</param>
    /// <param name="x">What it does not read.</param>
    /// <param name="y">What it does not write.</param>
    [Obsolete(Steps, error: true, DiagnosticId = Id)]
    public static void Step<TModel, TState, TInput>(this IStreamingModel<TModel, TState, TInput> model, ref TState state, IEnumerable x, IEnumerable y)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged =>
        throw new NotSupportedException(Steps);

    /// <summary>No sequence of another kind.</summary>
    /// <param name="model">A model.</param>
    /// <param name="state">Its state.</param>
    /// <param name="xs">What it does not read.</param>
    /// <param name="ys">What it does not write.</param>
    [Obsolete(Steps, error: true, DiagnosticId = Id)]
    public static void Run<TModel, TState, TInput>(this IRecurrentModel<TModel, TState, TInput> model, ref TState state, IEnumerable xs, IEnumerable ys)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged =>
        throw new NotSupportedException(Steps);
}
