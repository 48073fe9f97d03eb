using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Matrices;

namespace TinyRnn.Conformance;

/// <summary>Every composition of tiles against sums in double precision.</summary>
internal static class MatrixProductChecks
{
    private const double Unit = 1.0 / (1 << 24);

    private static readonly int[] RowCounts = [0, 1, 2, 3, 5, 6, 7, 13, 32];
    private static readonly int[] InputCounts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 28, 33];

    private static readonly int[] ColumnCounts = [4, 8, 12, 20, 36, 64, 80, 128, 132];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. ForColumns("Affine adds the bias of row 0", Affine),
        .. ForColumns("Set does not read what it replaces", Set),
        .. ForColumns("Add keeps what is there", Add),
        .. ForColumns("Outer sums over the rows", Outer),
        new("MatrixProduct: Outer joins blocks of rows", OuterBlocks),
        .. ForColumns("ColumnSums", ColumnSums),
        .. ForColumns("Products are summed up before they are added to what is there", LargeStart),
        .. ForColumns("Transpose pads its rows with zeros", Transpose),
        new("MatrixProduct: NaN reaches the sums that it belongs to and no other", () =>
        {
            NotANumber(1);
            NotANumber(9);
        }),
    ];

    private static void Affine(int columns) => ForSizes((rows, inputs) =>
    {
        Random random = new(rows + inputs);
        GuardedMatrix a = GuardedMatrix.Random(random, rows, inputs, inputs + 3);
        GuardedMatrix w = GuardedMatrix.Random(random, inputs + 1, columns, columns);
        GuardedMatrix c = new(rows, columns, columns + 4);
        MatrixProduct.Affine(rows, inputs, columns, ref a.First, inputs + 3, ref w.First, ref c.First, columns + 4);
        c.AssertEqual((r, j) => Sum(inputs, w[0, j], k => a[r, k], k => w[k + 1, j]), $"{rows} x {inputs} x {columns}");
    });

    private static void Set(int columns) => ForSizes((rows, inputs) =>
    {
        Random random = new(rows + inputs);
        GuardedMatrix a = GuardedMatrix.Random(random, rows, inputs, inputs);
        GuardedMatrix w = GuardedMatrix.Random(random, inputs, columns, columns + 8);
        GuardedMatrix c = new(rows, columns, columns + 4);
        MatrixProduct.Set(rows, inputs, columns, ref a.First, inputs, ref w.First, columns + 8, ref c.First, columns + 4);
        c.AssertEqual((r, j) => Sum(inputs, 0, k => a[r, k], k => w[k, j]), $"{rows} x {inputs} x {columns}");
    });

    private static void Add(int columns) => ForSizes((rows, inputs) =>
    {
        Random random = new(rows + inputs);
        GuardedMatrix a = GuardedMatrix.Random(random, rows, inputs, inputs + 1);
        GuardedMatrix w = GuardedMatrix.Random(random, inputs, columns, columns + 4);
        GuardedMatrix c = GuardedMatrix.Random(random, rows, columns, columns + 12);
        GuardedMatrix before = c.Copy();
        MatrixProduct.Add(rows, inputs, columns, ref a.First, inputs + 1, ref w.First, columns + 4, ref c.First, columns + 12);
        c.AssertEqual((r, j) => Sum(inputs, before[r, j], k => a[r, k], k => w[k, j]), $"{rows} x {inputs} x {columns}");
    });

    private static void Outer(int columns) => ForSizes((rows, inputs) => CheckOuter(rows, inputs, columns));

    private static void OuterBlocks()
    {
        foreach (int rows in (int[])[127, 128, 129, 300])
            CheckOuter(rows, 7, 36);
    }

    private static void ColumnSums(int columns) => ForSizes((rows, _) =>
    {
        foreach (bool accumulate in (bool[])[false, true])
        {
            Random random = new(rows);
            GuardedMatrix g = GuardedMatrix.Random(random, rows, columns, columns + 4);
            GuardedMatrix c = accumulate ? GuardedMatrix.Random(random, 1, columns, columns) : new(1, columns, columns);
            GuardedMatrix before = c.Copy();
            MatrixProduct.ColumnSums(rows, columns, ref g.First, columns + 4, ref c.First, accumulate);
            c.AssertEqual((_, j) => Sum(rows, accumulate ? before[0, j] : 0, _ => 1, r => g[r, j]), $"{rows} x {columns}");
        }
    });

    /// <summary>A start 4,096 times as large as the products may cost one rounding of it, not one for each product.</summary>
    private static void LargeStart(int columns) => ForSizes((rows, inputs) =>
    {
        const float scale = 4096;
        string size = $"{rows} x {inputs} x {columns}";
        Random random = new(rows + inputs);
        GuardedMatrix a = GuardedMatrix.Random(random, rows, inputs, inputs);
        GuardedMatrix w = GuardedMatrix.Random(random, inputs + 1, columns, columns);
        for (int j = 0; j < columns; j++)
            w[0, j] *= scale;
        GuardedMatrix c = new(rows, columns, columns);
        MatrixProduct.Affine(rows, inputs, columns, ref a.First, inputs, ref w.First, ref c.First, columns);
        c.AssertEqual((r, j) => SumOnto(w[0, j], inputs, k => a[r, k], k => w[k + 1, j]), $"Affine {size}");

        GuardedMatrix before = c.Copy();
        MatrixProduct.Add(rows, inputs, columns, ref a.First, inputs, ref Unsafe.Add(ref w.First, columns), columns, ref c.First, columns);
        c.AssertEqual((r, j) => SumOnto(before[r, j], inputs, k => a[r, k], k => w[k + 1, j]), $"Add {size}");

        GuardedMatrix g = GuardedMatrix.Random(random, rows, columns, columns);
        GuardedMatrix outer = GuardedMatrix.Random(random, inputs, columns, columns, scale);
        before = outer.Copy();
        MatrixProduct.Outer(rows, inputs, columns, ref a.First, inputs, ref g.First, columns, ref outer.First, columns, accumulate: true);
        outer.AssertEqual((k, j) => SumOnto(before[k, j], rows, r => a[r, k], r => g[r, j]), $"Outer {size}");

        GuardedMatrix sums = GuardedMatrix.Random(random, 1, columns, columns, scale);
        before = sums.Copy();
        MatrixProduct.ColumnSums(rows, columns, ref g.First, columns, ref sums.First, accumulate: true);
        sums.AssertEqual((_, j) => SumOnto(before[0, j], rows, _ => 1, r => g[r, j]), $"ColumnSums {size}");
    });

    private static void Transpose(int columns) => ForSizes((_, rows) =>
    {
        int padded = (rows + 3) & ~3;
        GuardedMatrix w = GuardedMatrix.Random(new Random(rows), rows, columns, columns + 4);
        GuardedMatrix t = new(columns, padded, padded + 8);
        MatrixProduct.Transpose(rows, columns, ref w.First, columns + 4, ref t.First, padded + 8);
        t.AssertEqual((j, k) => (k < rows ? w[k, j] : 0, 0), $"{rows} x {columns}");
    });

    private static void NotANumber(int rows)
    {
        const int inputs = 5, columns = 132;
        Random random = new(1);
        GuardedMatrix a = GuardedMatrix.Random(random, rows, inputs, inputs);
        GuardedMatrix w = GuardedMatrix.Random(random, inputs, columns, columns);
        GuardedMatrix c = new(rows, columns, columns);
        w[3, 70] = float.NaN;
        w[4, 131] = float.NaN;
        if (rows > 1)
            a[7, 2] = float.NaN;
        MatrixProduct.Set(rows, inputs, columns, ref a.First, inputs, ref w.First, columns, ref c.First, columns);
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < columns; j++)
                Verify.Equal(j is 70 or 131 || r == 7, float.IsNaN(c[r, j]), $"NaN in row {r}, column {j}");
        }
    }

    private static void CheckOuter(int rows, int inputs, int columns)
    {
        foreach (bool accumulate in (bool[])[false, true])
        {
            Random random = new(rows + inputs);
            GuardedMatrix a = GuardedMatrix.Random(random, rows, inputs, inputs + 3);
            GuardedMatrix g = GuardedMatrix.Random(random, rows, columns, columns + 4);
            GuardedMatrix c = accumulate ? GuardedMatrix.Random(random, inputs, columns, columns + 8) : new(inputs, columns, columns + 8);
            GuardedMatrix before = c.Copy();
            MatrixProduct.Outer(
                rows, inputs, columns, ref a.First, inputs + 3, ref g.First, columns + 4, ref c.First, columns + 8, accumulate);
            c.AssertEqual(
                (k, j) => Sum(rows, accumulate ? before[k, j] : 0, r => a[r, k], r => g[r, j]), $"{rows} x {inputs} x {columns}, {accumulate}");
        }
    }

    /// <summary>The same where the products are summed up first: the start is rounded once.</summary>
    private static (double Value, double Tolerance) SumOnto(double start, int count, Func<int, double> left, Func<int, double> right)
    {
        (double sum, double tolerance) = Sum(count, 0, left, right);
        return (start + sum, (1.01 * tolerance) + (Unit * Math.Abs(start + sum)));
    }

    private static IEnumerable<Check> ForColumns(string what, Action<int> run) =>
        ColumnCounts.Select(columns => new Check($"MatrixProduct: {what}, {columns} columns", () => run(columns)));

    private static void ForSizes(Action<int, int> check)
    {
        foreach (int rows in RowCounts)
        {
            foreach (int inputs in InputCounts)
                check(rows, inputs);
        }
    }

    /// <summary>
    /// start + sum_k left_k right_k. Any order of the sum errs by at most a unit for each product and each addition (Higham 2002, 3.1),
    /// plus those that join chains.
    /// </summary>
    private static (double Value, double Tolerance) Sum(int count, double start, Func<int, double> left, Func<int, double> right)
    {
        (double sum, double magnitude) = (start, Math.Abs(start));
        for (int k = 0; k < count; k++)
        {
            double product = left(k) * right(k);
            sum += product;
            magnitude += Math.Abs(product);
        }

        return (sum, (count + 4) * Unit * magnitude);
    }
}
