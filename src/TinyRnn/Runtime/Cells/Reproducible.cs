using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>
/// Cells and activations for models with <see cref="RecurrentModelAttribute.Reproducible"/>: the same bits on every processor and at every width.
/// Multiplications and additions are rounded one by one, as every processor does them alike; the formulas are those of <see cref="CellMath"/> and
/// <see cref="VectorMath"/>, with the errors that are stated there for processors without fused multiply-add. Gates that a sigmoid follows come scaled, as
/// for <see cref="CellMath"/>.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Reproducible
{
    /// <summary>First part of an LSTM: c_t = f * c_{t-1} + i * g, before what is below 2^-63 becomes 0.</summary>
    /// <param name="i">Input gate, scaled.</param>
    /// <param name="f">Forget gate, scaled.</param>
    /// <param name="g">Candidate.</param>
    /// <param name="cell">c_{t-1}.</param>
    /// <returns>c_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LstmCell(Vector128<float> i, Vector128<float> f, Vector128<float> g, Vector128<float> cell) =>
        Unfused<Floats128>.LstmCell(i, f, g, cell);

    /// <inheritdoc cref="LstmCell(Vector128{float}, Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LstmCell(Vector256<float> i, Vector256<float> f, Vector256<float> g, Vector256<float> cell) =>
        Unfused<Floats256>.LstmCell(i, f, g, cell);

    /// <inheritdoc cref="LstmCell(Vector128{float}, Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LstmCell(Vector512<float> i, Vector512<float> f, Vector512<float> g, Vector512<float> cell) =>
        Unfused<Floats512>.LstmCell(i, f, g, cell);

    /// <summary>Second part of an LSTM: h_t = o * tanh(c_t).</summary>
    /// <param name="o">Output gate, scaled.</param>
    /// <param name="cell">c_t; where it is below 2^-63, it becomes 0.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LstmHidden(Vector128<float> o, ref Vector128<float> cell)
    {
        Floats128 state = cell;
        Floats128 hidden = Unfused<Floats128>.LstmHidden(o, ref state);
        cell = state;
        return hidden;
    }

    /// <inheritdoc cref="LstmHidden(Vector128{float}, ref Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LstmHidden(Vector256<float> o, ref Vector256<float> cell)
    {
        Floats256 state = cell;
        Floats256 hidden = Unfused<Floats256>.LstmHidden(o, ref state);
        cell = state;
        return hidden;
    }

    /// <inheritdoc cref="LstmHidden(Vector128{float}, ref Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LstmHidden(Vector512<float> o, ref Vector512<float> cell)
    {
        Floats512 state = cell;
        Floats512 hidden = Unfused<Floats512>.LstmHidden(o, ref state);
        cell = state;
        return hidden;
    }

    /// <summary>First part of a GRU with reset after the product: the candidate before tanh, n + r * m.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="n">The candidate's input part.</param>
    /// <param name="m">The candidate's hidden part.</param>
    /// <returns>What <c>GruUpdate</c> reads.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GruCandidate(Vector128<float> r, Vector128<float> n, Vector128<float> m) => Unfused<Floats128>.GruCandidate(r, n, m);

    /// <inheritdoc cref="GruCandidate(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GruCandidate(Vector256<float> r, Vector256<float> n, Vector256<float> m) => Unfused<Floats256>.GruCandidate(r, n, m);

    /// <inheritdoc cref="GruCandidate(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruCandidate(Vector512<float> r, Vector512<float> n, Vector512<float> m) => Unfused<Floats512>.GruCandidate(r, n, m);

    /// <summary>First pass of a GRU with reset before.</summary>
    /// <param name="r">Reset gate, scaled.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <returns>r * h_{t-1}.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GruReset(Vector128<float> r, Vector128<float> hidden) => Unfused<Floats128>.GruReset(r, hidden);

    /// <inheritdoc cref="GruReset(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GruReset(Vector256<float> r, Vector256<float> hidden) => Unfused<Floats256>.GruReset(r, hidden);

    /// <inheritdoc cref="GruReset(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruReset(Vector512<float> r, Vector512<float> hidden) => Unfused<Floats512>.GruReset(r, hidden);

    /// <summary>Last part of a GRU: n_t = tanh(n), h_t = n_t + z * (h_{t-1} - n_t).</summary>
    /// <param name="z">Update gate, scaled.</param>
    /// <param name="n">Candidate before tanh.</param>
    /// <param name="hidden">h_{t-1}.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GruUpdate(Vector128<float> z, Vector128<float> n, Vector128<float> hidden) => Unfused<Floats128>.GruUpdate(z, n, hidden);

    /// <inheritdoc cref="GruUpdate(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GruUpdate(Vector256<float> z, Vector256<float> n, Vector256<float> hidden) => Unfused<Floats256>.GruUpdate(z, n, hidden);

    /// <inheritdoc cref="GruUpdate(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GruUpdate(Vector512<float> z, Vector512<float> n, Vector512<float> hidden) => Unfused<Floats512>.GruUpdate(z, n, hidden);

    /// <summary>RNN: tanh x, and 0 where |x| is below 2^-63.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RnnTanh(Vector128<float> x) => Unfused<Floats128>.RnnTanh(x);

    /// <inheritdoc cref="RnnTanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RnnTanh(Vector256<float> x) => Unfused<Floats256>.RnnTanh(x);

    /// <inheritdoc cref="RnnTanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RnnTanh(Vector512<float> x) => Unfused<Floats512>.RnnTanh(x);

    /// <summary>RNN: max(x, 0), and 0 where x is below 2^-63; NaN stays.</summary>
    /// <param name="x">The sum.</param>
    /// <returns>h_t.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> RnnRelu(Vector128<float> x) => Unfused<Floats128>.RnnRelu(x);

    /// <inheritdoc cref="RnnRelu(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> RnnRelu(Vector256<float> x) => Unfused<Floats256>.RnnRelu(x);

    /// <inheritdoc cref="RnnRelu(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RnnRelu(Vector512<float> x) => Unfused<Floats512>.RnnRelu(x);

    /// <summary>tanh x.</summary>
    /// <param name="x">x.</param>
    /// <returns>The values.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) => Unfused<Floats128>.Tanh(x);

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => Unfused<Floats256>.Tanh(x);

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => Unfused<Floats512>.Tanh(x);

    /// <summary>1 / (1 + e^-x).</summary>
    /// <param name="x">x.</param>
    /// <returns>The values.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => Unfused<Floats128>.Sigmoid(x);

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Unfused<Floats256>.Sigmoid(x);

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Unfused<Floats512>.Sigmoid(x);

    /// <summary>max(x, 0); NaN stays.</summary>
    /// <param name="x">x.</param>
    /// <returns>The values.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> x) => Unfused<Floats128>.Relu(x);

    /// <inheritdoc cref="Relu(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) => Unfused<Floats256>.Relu(x);

    /// <inheritdoc cref="Relu(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) => Unfused<Floats512>.Relu(x);
}
