using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.Packing;

/// <summary>
/// A block of floats whose first element lies on a 64-byte border, so that no vector load of the kernels crosses a cache line. It is written once,
/// by <see cref="Span"/>, before a model serves, and only read afterwards.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterBlock
{
    private const int Alignment = 64;

    private readonly float[] _memory;
    private readonly int _first;

    /// <summary>A block of zeros.</summary>
    /// <param name="length">Number of floats.</param>
    public ParameterBlock(int length)
    {
        Length = length;

        // Every model has parameters before it computes.
        Cells.CellMath.MakeConstants();

        // Pinned: the border must hold for the block's whole life. The spare elements are for the shift to the border.
        _memory = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        _first = (int)(Misalignment() / sizeof(float));
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats.</summary>
    public Span<float> Span => _memory.AsSpan(_first, Length);

    /// <summary>The first float.</summary>
    [SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "Like MemoryMarshal.GetArrayDataReference, which it wraps.")]
    public ref float GetReference() => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _first);

    private unsafe nuint Misalignment()
    {
        // "% 64", not "& -address": the latter was miscompiled by the native compiler of .NET 10.0.12.
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        return (Alignment - (address % Alignment)) % Alignment;
    }
}
