using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Matrices;

/// <summary>
/// Products of row-major float matrices, as training needs them: of the batch's rows with weights, of transposed weights, and of the values of all steps with
/// their gradients. For emitted code.
/// </summary>
/// <remarks>
/// <para>Nothing is checked: the generated trainer calls these functions with constant sizes into buffers of its own. A stride is the floats from one row to
/// the next. Numbers of columns and strides of matrices with columns are multiples of 4; rows and inputs are any number. C overlaps neither factor.</para>
/// <para>Sums run over k in ascending order, except that a single row splits them into up to four chains, and that <see cref="Outer"/> adds blocks of rows. How
/// a row is computed depends on its place in the tiles and on the width of the vectors, so the same row can differ in its last bits.</para>
/// <para>What a sum is added to (a bias, or what is there) comes last. Begun with it, a sum would round each of its products to the last place of the start: a
/// GRU's dL/dh_{t-1} is mostly z_t dL/dh_t, beside which the 300 products of U^T da are small, and dL/dh_0 was seven times as far from the exact
/// one as it need be.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class MatrixProduct
{
    // The rows of a block of Outer: its gradients are read again for every six inputs and must be near by then. Measured, 128 was a few per cent faster
    // than 64, which reads and writes c more often, and than 256.
    private const int OuterBlock = 128;

    /// <summary>c[r][j] = w[0][j] + sum_k a[r][k] w[1 + k][j]: an affine map of each row, with the bias in row 0 of <paramref name="w"/>.</summary>
    /// <param name="rows">Rows of a and c; may be 0.</param>
    /// <param name="inputs">Columns of a, one less than the rows of w.</param>
    /// <param name="columns">Columns of w, whose rows follow each other without a gap, and of c.</param>
    /// <param name="a">The first value of a.</param>
    /// <param name="strideA">Floats from one row of a to the next; any number.</param>
    /// <param name="w">The first bias.</param>
    /// <param name="c">The first result.</param>
    /// <param name="strideC">Floats from one row of c to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine(int rows, int inputs, int columns, ref float a, int strideA, ref float w, ref float c, int strideC)
    {
        MatrixOperands m = new()
        {
            A = ref a,
            RowA = strideA,
            StepA = 1,
            B = ref Unsafe.Add(ref w, columns),
            StepB = columns,
            Start = ref w,
            RowStart = 0,
            C = ref c,
            RowC = strideC,
            Depth = inputs,
        };
        MatrixWalk.Run(in m, rows, columns);
    }

    /// <summary>c[r][j] += sum_k a[r][k] w[k][j].</summary>
    /// <inheritdoc cref="Set"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int rows, int inputs, int columns, ref float a, int strideA, ref float w, int strideW, ref float c, int strideC) =>
        Product(rows, inputs, columns, ref a, strideA, ref w, strideW, ref c, strideC, fromZero: false);

    /// <summary>c[r][j] = sum_k a[r][k] w[k][j].</summary>
    /// <param name="rows">Rows of a and c; may be 0.</param>
    /// <param name="inputs">Columns of a and rows of w.</param>
    /// <param name="columns">Columns of w and c.</param>
    /// <param name="a">The first value of a.</param>
    /// <param name="strideA">Floats from one row of a to the next; any number.</param>
    /// <param name="w">The first value of w.</param>
    /// <param name="strideW">Floats from one row of w to the next.</param>
    /// <param name="c">The first result.</param>
    /// <param name="strideC">Floats from one row of c to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Set(int rows, int inputs, int columns, ref float a, int strideA, ref float w, int strideW, ref float c, int strideC) =>
        Product(rows, inputs, columns, ref a, strideA, ref w, strideW, ref c, strideC, fromZero: true);

    /// <summary>
    /// c[k][j] = sum_r a[r][k] g[r][j], or that much more: the gradient of weights from their inputs and the gradients of their results, over
    /// all steps and sequences.
    /// </summary>
    /// <param name="rows">Rows of a and g; 0 gives zeros, or adds nothing.</param>
    /// <param name="inputs">Columns of a and rows of c.</param>
    /// <param name="columns">Columns of g and c.</param>
    /// <param name="a">The first value of a.</param>
    /// <param name="strideA">Floats from one row of a to the next; any number.</param>
    /// <param name="g">The first gradient.</param>
    /// <param name="strideG">Floats from one row of g to the next.</param>
    /// <param name="c">The first result.</param>
    /// <param name="strideC">Floats from one row of c to the next.</param>
    /// <param name="accumulate">Whether the sums are added to c instead of replacing it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Outer(
        int rows, int inputs, int columns, ref float a, int strideA, ref float g, int strideG, ref float c, int strideC, bool accumulate)
    {
        MatrixOperands m = new()
        {
            A = ref a,
            RowA = 1,
            StepA = strideA,
            B = ref g,
            StepB = strideG,
            Start = ref c,
            RowStart = strideC,
            FromZero = !accumulate,
            C = ref c,
            RowC = strideC,
        };

        // Once at least, because without rows there are still zeros to write.
        nint row = 0;
        do
        {
            m.Depth = Math.Min(OuterBlock, rows - row);
            MatrixWalk.Run(in m, inputs, columns);
            row += m.Depth;
            m.A = ref Unsafe.Add(ref m.A, m.Depth * strideA);
            m.B = ref Unsafe.Add(ref m.B, m.Depth * strideG);
            m.FromZero = false;
        }
        while (row < rows);
    }

    private static void Product(
        int rows, int inputs, int columns, ref float a, int strideA, ref float w, int strideW, ref float c, int strideC, bool fromZero)
    {
        MatrixOperands m = new()
        {
            A = ref a,
            RowA = strideA,
            StepA = 1,
            B = ref w,
            StepB = strideW,
            Start = ref c,
            RowStart = strideC,
            FromZero = fromZero,
            C = ref c,
            RowC = strideC,
            Depth = inputs,
        };
        MatrixWalk.Run(in m, rows, columns);
    }
}
