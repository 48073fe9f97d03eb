namespace TinyRnn.Generator.Emission;

/// <summary>Prints a kernel: the method that picks the processor's variant, and the variants.</summary>
internal abstract class KernelEmitter
{
    /// <summary>Name of the method; kernels of equal names are equal.</summary>
    public abstract string Name { get; }

    public abstract void Emit(SourceWriter writer);
}
