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
                column = EightVectors<Floats512>(in m, column, columns);
            column = FourVectors<Floats512>(in m, rows, column, columns);
            column = TwoVectors<Floats512>(in m, rows, column, columns);
            column = OneVector<Floats512>(in m, rows, column, columns);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            if (!Vector512.IsHardwareAccelerated)
            {
                if (rows == 1)
                {
                    column = EightVectors<Floats256>(in m, column, columns);
                    column = FourVectors<Floats256>(in m, rows, column, columns);
                }

                column = TwoVectors<Floats256>(in m, rows, column, columns);
            }

            column = OneVector<Floats256>(in m, rows, column, columns);
        }
        else
        {
            if (rows == 1)
                column = EightVectors<Floats128>(in m, column, columns);

            // Four vectors of six rows need 32 registers.
            if (rows == 1 || AdvSimd.IsSupported)
                column = FourVectors<Floats128>(in m, rows, column, columns);
            column = TwoVectors<Floats128>(in m, rows, column, columns);
        }

        OneVector<Floats128>(in m, rows, column, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint EightVectors<TFloats>(scoped in MatrixOperands m, nint column, nint columns)
        where TFloats : struct, IFloats<TFloats>
    {
        for (; column + (8 * TFloats.Count) <= columns; column += 8 * TFloats.Count)
            MatrixRow.Wide<Quad<TFloats>, Quad<TFloats>>(in m, 0, column);
        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint FourVectors<TFloats>(scoped in MatrixOperands m, nint rows, nint column, nint columns)
        where TFloats : struct, IFloats<TFloats>
    {
        for (; column + (4 * TFloats.Count) <= columns; column += 4 * TFloats.Count)
        {
            nint row = SeveralRows<Quad<TFloats>, Quad<TFloats>>(in m, rows, column);
            if (row < rows)
                MatrixRow.TwoChains<Quad<TFloats>, Quad<TFloats>>(in m, row, column);
        }

        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint TwoVectors<TFloats>(scoped in MatrixOperands m, nint rows, nint column, nint columns)
        where TFloats : struct, IFloats<TFloats>
    {
        for (; column + (2 * TFloats.Count) <= columns; column += 2 * TFloats.Count)
        {
            nint row = SeveralRows<Pair<TFloats>, Pair<TFloats>>(in m, rows, column);
            if (row < rows)
                MatrixRow.FourChains<Pair<TFloats>, Pair<TFloats>>(in m, row, column);
        }

        return column;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint OneVector<TFloats>(scoped in MatrixOperands m, nint rows, nint column, nint columns)
        where TFloats : struct, IFloats<TFloats>
    {
        for (; column + TFloats.Count <= columns; column += TFloats.Count)
        {
            nint row = SeveralRows<Single<TFloats>, Single<TFloats>>(in m, rows, column);
            if (row < rows)
                MatrixRow.FourChains<Single<TFloats>, Single<TFloats>>(in m, row, column);
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
