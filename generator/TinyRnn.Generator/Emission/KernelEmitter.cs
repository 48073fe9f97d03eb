namespace TinyRnn.Generator.Emission;

/// <summary>Prints a kernel: the method that picks the processor's variant, and the variants.</summary>
internal abstract class KernelEmitter
{
    /// <summary>Name of the method; kernels of equal names are equal.</summary>
    public abstract string Name { get; }

    /// <summary>Position of the layer, and of the kernel among the layer's: the order in which kernels are printed.</summary>
    public abstract int Layer { get; }

    public virtual int Part => 0;

    /// <summary>What makes kernels of one name equal; of others it tells them apart.</summary>
    public abstract object Identity { get; }

    public abstract void Emit(SourceWriter writer);
}
