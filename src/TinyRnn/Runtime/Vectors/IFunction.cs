namespace TinyRnn.Runtime.Vectors;

/// <summary>A function of one element at every width. A struct, so that each gets loops of its own with the function inlined.</summary>
internal interface IFunction
{
    TFloats Of<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;
}
