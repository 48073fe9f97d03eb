using System.ComponentModel;
using TinyRnn.Weights;

namespace TinyRnn;

/// <summary>The weights of every generated class, model or encoder-decoder: where they come from, and where they go.</summary>
/// <typeparam name="TSelf">The class.</typeparam>
/// <example>
/// <code>
/// GestureNet net = LoadOrCreate&lt;GestureNet&gt;("gesture.safetensors");
///
/// static TModel LoadOrCreate&lt;TModel&gt;(string path)
///     where TModel : class, IModelWeights&lt;TModel&gt; =>
///     File.Exists(path) ? TModel.Load(path) : TModel.Create(seed: 1);
/// </code>
/// </example>
public interface IModelWeights<TSelf>
    where TSelf : class, IModelWeights<TSelf>
{
    /// <summary>Number of parameters (the two biases that PyTorch keeps per gate counted as their sum).</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Fresh random weights; the same seed gives the same weights on every machine.</summary>
    static abstract TSelf Create(ulong seed);

    /// <summary>Reads a safetensors file, all or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    static abstract TSelf Load(string path, WeightLoadOptions? options = null);

    /// <summary>Reads a safetensors stream, all or nothing.</summary>
    /// <param name="stream">A readable stream, read from its position to its end.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    static abstract TSelf Load(Stream stream, WeightLoadOptions? options = null);

    /// <summary>Reads the bytes of a safetensors file, all or nothing.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    static abstract TSelf Load(ReadOnlySpan<byte> file, WeightLoadOptions? options = null);

    /// <summary>Reads a safetensors file, all or nothing, without holding a thread while it is read; takes its bytes into memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    static abstract Task<TSelf> LoadAsync(string path, WeightLoadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a safetensors stream, all or nothing, without holding a thread while it is read; takes its bytes into memory.</summary>
    /// <param name="stream">A readable stream, read from its position to its end.</param>
    /// <param name="options">Prefix, other names, what to tolerate.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    static abstract Task<TSelf> LoadAsync(Stream stream, WeightLoadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Given parameters, which are copied.</summary>
    /// <param name="parameters">All of them, in the order of <see cref="Tensors"/>, two biases of a gate as their sum.</param>
    /// <exception cref="ArgumentException">Not <see cref="ParameterCount"/> values.</exception>
    static abstract TSelf FromParameters(ReadOnlySpan<float> parameters);

    /// <summary>The tensors of a weight file, and where their values lie among the parameters; of an encoder-decoder, the encoder's first.</summary>
    static abstract ReadOnlySpan<TensorBinding> Tensors { get; }

    /// <summary>Where the model keeps its metadata. For emitted code; yours asks for <c>Metadata</c>.</summary>
    /// <exception cref="NotSupportedException">The class was written by hand, and keeps none.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    MetadataSlot MetadataSlot => throw new NotSupportedException($"{typeof(TSelf).Name} was not generated: it keeps no metadata.");

    /// <summary>Writes a safetensors file, atomically.</summary>
    /// <exception cref="InvalidOperationException">A weight is not finite: loading would refuse the file, and the old one stays.</exception>
    void Save(string path);

    /// <summary>Writes safetensors to a stream.</summary>
    /// <exception cref="InvalidOperationException">A weight is not finite: nothing was written.</exception>
    void Save(Stream stream);
}
