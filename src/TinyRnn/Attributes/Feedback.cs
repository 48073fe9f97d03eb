namespace TinyRnn;

/// <summary>What a generating model reads after its first step.</summary>
public enum Feedback
{
    /// <summary><see cref="Zeros"/> for <see cref="SequenceMode.OneToMany"/>; other modes do not generate.</summary>
    Default,

    /// <summary>Zero vectors of the input's size: all that the model knows of its input is in its state.</summary>
    Zeros,

    /// <summary>Its own last output (input size and output size must be equal): a latent autoregressive model.</summary>
    Output,
}
