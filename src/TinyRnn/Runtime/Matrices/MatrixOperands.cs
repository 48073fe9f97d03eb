using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Matrices;

/// <summary>
/// Where the matrices of a product lie: C[i][j] = S[i][j] + sum_k A[i][k] B[k][j] for k below <see cref="Depth"/>. Strides are floats from one row, or one k,
/// to the next, so that a transposed A is one with its two strides exchanged. The columns of B, S and C are contiguous.
/// </summary>
internal ref struct MatrixOperands
{
    public ref float A;
    public nint RowA;
    public nint StepA;
    public ref float B;
    public nint StepB;

    /// <summary>S, what the sums are added to: C itself, a bias (rows 0 floats apart) or, if <see cref="FromZero"/>, nothing.</summary>
    public ref float Start;
    public nint RowStart;
    public bool FromZero;
    public ref float C;
    public nint RowC;
    public nint Depth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float RowOfA(nint row) => ref Unsafe.Add(ref A, row * RowA);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float ColumnOfB(nint column) => ref Unsafe.Add(ref B, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float StartAt(nint row, nint column) => ref Unsafe.Add(ref Start, (row * RowStart) + column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float ResultAt(nint row, nint column) => ref Unsafe.Add(ref C, (row * RowC) + column);
}
