using TinyRnn.Conformance;
using TinyRnn.Runtime.Tape;
using Xunit;

namespace TinyRnn.Tests.Training;

public class RowActivationsTests
{
    private const double Unit = 1.0 / (1 << 24);

    private delegate void Forward(int rows, int size, int stride, ref float values);

    private delegate void Backward(int rows, int size, int stride, ref float values, ref float gradients);

    public static TheoryData<int, int, int> Sizes
    {
        get
        {
            TheoryData<int, int, int> sizes = [];
            foreach (int rows in (int[])[0, 1, 2, 5])
            {
                foreach (int size in (int[])[1, 2, 3, 4, 6, 8, 10, 17, 32, 65])
                {
                    sizes.Add(rows, size, (size + 3) & ~3);
                    sizes.Add(rows, size, ((size + 3) & ~3) + 8);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Relu(int rows, int size, int stride) => Check(
        rows, size, stride, RowActivations.ReluForward, RowActivations.ReluBackward, x => Math.Max(x, 0), y => y > 0 ? 1 : 0, 0, 0);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Tanh(int rows, int size, int stride) => Check(
        rows, size, stride, RowActivations.TanhForward, RowActivations.TanhBackward, Math.Tanh, y => 1 - (y * y), 2 * 5.8 * Unit, 4.01 * Unit);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sigmoid(int rows, int size, int stride) => Check(
        rows, size, stride, RowActivations.SigmoidForward, RowActivations.SigmoidBackward, x => 1 / (1 + Math.Exp(-x)), y => y * (1 - y), 2 * 3.9 * Unit,
        3.01 * Unit);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Softmax(int rows, int size, int stride)
    {
        int padded = (size + 3) & ~3;
        Random random = new(size);
        GuardedMatrix x = GuardedMatrix.Random(random, rows, padded, stride, 20), dy = GuardedMatrix.Random(random, rows, padded, stride);
        GuardedMatrix y = x.Copy(), dx = dy.Copy();
        RowActivations.SoftmaxForward(rows, size, stride, ref y.First);
        RowActivations.SoftmaxBackward(rows, size, stride, ref y.First, ref dx.First);

        // The rounded x - m, up to 40, moves its exponential by 40 units, another value's by as many; besides 1.04 ulp, the sum and the division.
        y.AssertEqual(
            (r, j) =>
            {
                double sum = Enumerable.Range(0, size).Sum(k => Math.Exp(x[r, k]));
                double value = j < size ? Math.Exp(x[r, j]) / sum : 0;
                return (value, (80 + 5 + size) * Unit * value);
            },
            "softmax");
        dx.AssertEqual(
            (r, j) =>
            {
                double mean = 0, magnitude = 0;
                for (int k = 0; k < size; k++)
                {
                    mean += (double)dy[r, k] * y[r, k];
                    magnitude += Math.Abs((double)dy[r, k] * y[r, k]);
                }

                double value = j < size ? y[r, j] * (dy[r, j] - mean) : 0;
                return (value, (size + 6) * Unit * y[r, j] * (Math.Abs(dy[r, j]) + magnitude));
            },
            "its gradient");
    }

    [Fact]
    public void Softmax_of_large_values_is_stable_and_of_NaN_is_NaN()
    {
        GuardedMatrix y = new(2, 4, 4);
        (y[0, 0], y[0, 1], y[0, 2], y[0, 3]) = (1000, 999, -1000, float.PositiveInfinity);
        (y[1, 0], y[1, 1], y[1, 2], y[1, 3]) = (1, float.NaN, 3, 0);
        RowActivations.SoftmaxForward(2, 3, 4, ref y.First);
        Assert.Equal(1 / (1 + Math.Exp(-1)), y[0, 0], 1e-6);
        Assert.Equal(0f, y[0, 2]);
        Assert.True(float.IsNaN(y[1, 0]) && float.IsNaN(y[1, 2]));
        Assert.Equal(0f, y[0, 3] + y[1, 3]);
    }

    [Fact]
    public void NaN_stays_NaN()
    {
        foreach (Forward forward in (Forward[])[RowActivations.ReluForward, RowActivations.TanhForward, RowActivations.SigmoidForward])
        {
            GuardedMatrix y = GuardedMatrix.Random(new Random(1), 1, 32, 32);
            y[0, 7] = float.NaN;
            y[0, 29] = float.NaN;
            forward(1, 30, 32, ref y.First);
            for (int j = 0; j < 32; j++)
                Assert.Equal(j is 7 or 29, float.IsNaN(y[0, j]));
        }
    }

    private static void Check(
        int rows, int size, int stride, Forward forward, Backward backward, Func<double, double> f, Func<double, double> slope, double error, double slopeError)
    {
        int padded = (size + 3) & ~3;
        Random random = new(size);
        GuardedMatrix x = GuardedMatrix.Random(random, rows, padded, stride, 6), dy = GuardedMatrix.Random(random, rows, padded, stride);
        GuardedMatrix y = x.Copy(), dx = dy.Copy();
        forward(rows, size, stride, ref y.First);
        backward(rows, size, stride, ref y.First, ref dx.First);
        y.AssertEqual((r, j) => j < size ? (f(x[r, j]), error * Math.Abs(f(x[r, j]))) : (0, 0), "values");
        dx.AssertEqual(
            (r, j) =>
            {
                double value = j < size ? dy[r, j] * slope(y[r, j]) : 0;
                return (value, slopeError * Math.Abs(value));
            },
            "gradients");
    }
}
