namespace TinyRnn;

/// <summary>
/// Joins two models: the encoder's last state starts the decoder (Sutskever et al. 2014). Both have the same recurrent layers, kind and
/// units, in the same order.
/// </summary>
/// <typeparam name="TEncoder">A <see cref="RecurrentModelAttribute"/> class that reads the source sequence.</typeparam>
/// <typeparam name="TDecoder">A <see cref="RecurrentModelAttribute"/> class that writes the target sequence.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EncoderDecoderAttribute<TEncoder, TDecoder> : Attribute
    where TEncoder : class
    where TDecoder : class;
