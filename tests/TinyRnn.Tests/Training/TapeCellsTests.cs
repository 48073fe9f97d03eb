using TinyRnn.Conformance;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>What the tests of all cells share: sizes that take every width of vectors, tolerances, and derivatives by differences.</summary>
public abstract class TapeCellsTests
{
    /// <summary>Half a unit in the last place of 1: the largest relative error of a rounded operation.</summary>
    protected const double Unit = 1.0 / (1 << 24);

    // The documented 3.9 and 5.8 ulp; an ulp is up to two units.
    protected const double SigmoidError = 2 * 3.9 * Unit;
    protected const double TanhError = 2 * 5.8 * Unit;

    // The last lanes are padding.
    protected const int Padding = 2;

    public static TheoryData<int, int> Sizes
    {
        get
        {
            TheoryData<int, int> sizes = [];
            foreach (int rows in (int[])[0, 1, 2, 5])
            {
                foreach (int units in (int[])[4, 8, 12, 16, 20, 28, 36, 64])
                    sizes.Add(rows, units);
            }

            return sizes;
        }
    }

    protected static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>A value of rows and units, of one or several gates, with zeros in the padding.</summary>
    private protected static GuardedMatrix Values(Random random, int rows, int units, int gates, float range)
    {
        GuardedMatrix values = GuardedMatrix.Random(random, rows, gates * units, gates * units, range);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < gates * units; column++)
            {
                if (column % units >= units - Padding)
                    values[row, column] = 0;
            }
        }

        return values;
    }

    private protected static void AssertPaddingIsZero(GuardedMatrix values, int units, int gates)
    {
        for (int row = 0; row < values.Rows; row++)
        {
            for (int column = 0; column < gates * units; column++)
            {
                if (column % units >= units - Padding)
                    Assert.Equal(0f, values[row, column]);
            }
        }
    }

    /// <summary>
    /// The derivative of <paramref name="f"/> by its k-th argument: the step's square, 1e-10, and rounding, 1e-11, are far below a float's unit.
    /// </summary>
    protected static double Derivative(Func<double[], double> f, double[] at, int k)
    {
        const double step = 1e-5;
        double[] moved = [.. at];
        moved[k] = at[k] + step;
        double above = f(moved);
        moved[k] = at[k] - step;
        return (above - f(moved)) / (2 * step);
    }

    /// <summary>
    /// Against a derivative of the exact equations, where the kernel begins with rounded activations: each of them moves a product, whose other factors are at
    /// most <paramref name="scale"/> together, by a unit or two, and at most ten operations round.
    /// </summary>
    protected static void AssertDerivative(double expected, float actual, double scale, string what)
    {
        if (!(Math.Abs(expected - actual) <= 32 * Unit * scale))
            Assert.Fail($"{what}: {actual:R}, expected {expected:R}");
    }
}
