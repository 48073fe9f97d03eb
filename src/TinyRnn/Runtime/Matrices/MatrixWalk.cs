using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Matrices;

/// <summary>Cuts a product into tiles: columns outside, so that the part of B below a tile's columns stays near, and rows inside.</summary>
internal static class MatrixWalk
{
    /// <summary>The whole product, for any number of rows and a multiple of 4 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(scoped in MatrixOperands m, nint rows, nint columns)
    {
        nint column = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            if (rows == 1)
                column = EightVectors<Operations512, Vector512<float>>(in m, column, columns);
            column = FourVectors<Operations512, Vector512<float>>(in m, rows, column, columns);
            column = TwoVectors<Operations512, Vector512<float>>(in m, rows, column, columns);
            column = OneVector<Operations512, Vector512<float>>(in m, rows, column, columns);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            if (!Vector512.IsHardwareAccelerated)
            {
                if (rows == 1)
                {
                    column = EightVectors<Operations256, Vector256<float>>(in m, column, columns);
                    column = FourVectors<Operations256, Vector256<float>>(in m, rows, column, columns);
                }

                column = TwoVectors<Operations256, Vector256<float>>(in m, rows, column, columns);
            }

            column = OneVector<Operations256, Vector256<float>>(in m, rows, column, columns);
        }
        else
        {
            if (rows == 1)
                column = EightVectors<Operations128, Vector128<float>>(in m, column, columns);

            // Four vectors of six rows need 32 registers.
            if (rows == 1 || AdvSimd.IsSupported)
                column = FourVectors<Operations128, Vector128<float>>(in m, rows, column, columns);
            column = TwoVectors<Operations128, Vector128<float>>(in m, rows, column, columns);
        }

        OneVector<Operations128, Vector128<float>>(in m, rows, column, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint EightVectors<TOperations, TVector>(scoped in MatrixOperands m, nint column, nint columns)
        where TOperations : struct, IVectorOperations<TVector>
        where TVector : struct
    {
        for (; column + (8 * TOperations.Count) <= columns; column += 8 * TOperations.Count)
            MatrixRow.Wide<Quad<TOperations, TVector>, Quad<TOperations, TVector>>(in m, 0, column);
        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint FourVectors<TOperations, TVector>(scoped in MatrixOperands m, nint rows, nint column, nint columns)
        where TOperations : struct, IVectorOperations<TVector>
        where TVector : struct
    {
        for (; column + (4 * TOperations.Count) <= columns; column += 4 * TOperations.Count)
        {
            nint row = SeveralRows<Quad<TOperations, TVector>, Quad<TOperations, TVector>>(in m, rows, column);
            if (row < rows)
                MatrixRow.TwoChains<Quad<TOperations, TVector>, Quad<TOperations, TVector>>(in m, row, column);
        }

        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint TwoVectors<TOperations, TVector>(scoped in MatrixOperands m, nint rows, nint column, nint columns)
        where TOperations : struct, IVectorOperations<TVector>
        where TVector : struct
    {
        for (; column + (2 * TOperations.Count) <= columns; column += 2 * TOperations.Count)
        {
            nint row = SeveralRows<Pair<TOperations, TVector>, Pair<TOperations, TVector>>(in m, rows, column);
            if (row < rows)
                MatrixRow.FourChains<Pair<TOperations, TVector>, Pair<TOperations, TVector>>(in m, row, column);
        }

        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint OneVector<TOperations, TVector>(scoped in MatrixOperands m, nint rows, nint column, nint columns)
        where TOperations : struct, IVectorOperations<TVector>
        where TVector : struct
    {
        for (; column + TOperations.Count <= columns; column += TOperations.Count)
        {
            nint row = SeveralRows<Single<TOperations, TVector>, TVector>(in m, rows, column);
            if (row < rows)
                MatrixRow.FourChains<Single<TOperations, TVector>, TVector>(in m, row, column);
        }

        return column;
    }

    /// <summary>All rows but a single last one.</summary>
    /// <returns>The first row that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint SeveralRows<TColumns, T>(scoped in MatrixOperands m, nint rows, nint column)
        where TColumns : struct, ITileColumns<T>
        where T : struct
    {
        nint row = 0;
        for (; row + 6 <= rows; row += 6)
            MatrixTile.Six<TColumns, T>(in m, row, column);
        if (row + 4 <= rows)
        {
            MatrixTile.Four<TColumns, T>(in m, row, column);
            row += 4;
        }

        if (row + 2 <= rows)
        {
            MatrixTile.Two<TColumns, T>(in m, row, column);
            row += 2;
        }

        return row;
    }
}
