namespace TinyRnn;

/// <summary>
/// Joins two models: the encoder's last state starts the decoder (Sutskever et al. 2014). Both have the same recurrent layers, kind and
/// units, in the same order.
/// </summary>
/// <typeparam name="TEncoder">A <see cref="RecurrentModelAttribute"/> class that reads the source sequence.</typeparam>
/// <typeparam name="TDecoder">A <see cref="RecurrentModelAttribute"/> class that writes the target sequence.</typeparam>
/// <example>
/// <code>
/// [RecurrentModel]
/// [Embedding(40, 16)]
/// [Gru(32)]
/// public sealed partial class Reader;
///
/// [RecurrentModel]
/// [Embedding(30, 16)]
/// [Gru(32)]
/// [Dense(30)]
/// public sealed partial class Writer;
///
/// [EncoderDecoder&lt;Reader, Writer&gt;]
/// public sealed partial class Translator;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EncoderDecoderAttribute<TEncoder, TDecoder> : Attribute
    where TEncoder : class
    where TDecoder : class;
