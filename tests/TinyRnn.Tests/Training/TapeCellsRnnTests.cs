using TinyRnn.Conformance;
using TinyRnn.Runtime.Tape;
using Xunit;

namespace TinyRnn.Tests.Training;

public class TapeCellsRnnTests : TapeCellsTests
{
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Tanh_follows_the_equations(int rows, int units)
    {
        Random random = new(rows + units);
        GuardedMatrix sums = Values(random, rows, units, 1, 9), dHidden = Values(random, rows, units, 1, 1);
        GuardedMatrix hidden = new(rows, units, units), dSums = new(rows, units, units);
        TapeCells.RnnTanhForward(rows, units, ref sums.First, ref hidden.First);
        TapeCells.RnnTanhBackward(rows, units, ref hidden.First, ref dHidden.First, ref dSums.First);
        hidden.AssertEqual((r, j) => (Math.Tanh(sums[r, j]), Math.Abs(Math.Tanh(sums[r, j])) * TanhError), "hidden");
        dSums.AssertEqual(
            (r, j) =>
            {
                double value = dHidden[r, j] * (1 - ((double)hidden[r, j] * hidden[r, j]));
                return (value, 4.01 * Unit * Math.Abs(value));
            },
            "gradients");
        AssertPaddingIsZero(hidden, units, 1);
        AssertPaddingIsZero(dSums, units, 1);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Relu_is_exact_and_flat_at_0(int rows, int units)
    {
        Random random = new(rows + units);
        GuardedMatrix sums = Values(random, rows, units, 1, 9), dHidden = Values(random, rows, units, 1, 1);
        GuardedMatrix hidden = new(rows, units, units), dSums = new(rows, units, units);
        for (int r = 0; r < rows; r++)
            sums[r, 1] = 0;
        TapeCells.RnnReluForward(rows, units, ref sums.First, ref hidden.First);
        TapeCells.RnnReluBackward(rows, units, ref hidden.First, ref dHidden.First, ref dSums.First);
        hidden.AssertEqual((r, j) => (Math.Max(sums[r, j], 0), 0), "hidden");
        dSums.AssertEqual((r, j) => (sums[r, j] > 0 ? dHidden[r, j] : 0, 0), "gradients");
    }

    [Fact]
    public void Tanh_backwards_is_the_derivative()
    {
        const int units = 28;
        Random random = new(4);
        GuardedMatrix sums = GuardedMatrix.Random(random, 1, units, units, 3), dHidden = GuardedMatrix.Random(random, 1, units, units);
        GuardedMatrix hidden = new(1, units, units), dSums = new(1, units, units);
        TapeCells.RnnTanhForward(1, units, ref sums.First, ref hidden.First);
        TapeCells.RnnTanhBackward(1, units, ref hidden.First, ref dHidden.First, ref dSums.First);
        for (int j = 0; j < units; j++)
            AssertDerivative(dHidden[0, j] * Derivative(x => Math.Tanh(x[0]), [sums[0, j]], 0), dSums[0, j], 2, "sum");
    }

    [Fact]
    public void NaN_stays_NaN()
    {
        const int units = 28;
        GuardedMatrix sums = GuardedMatrix.Random(new Random(1), 1, units, units);
        GuardedMatrix tanh = new(1, units, units), relu = new(1, units, units), gradients = new(1, units, units);
        sums[0, 5] = float.NaN;
        sums[0, 25] = float.NaN;
        TapeCells.RnnTanhForward(1, units, ref sums.First, ref tanh.First);
        TapeCells.RnnReluForward(1, units, ref sums.First, ref relu.First);
        TapeCells.RnnTanhBackward(1, units, ref tanh.First, ref relu.First, ref gradients.First);
        for (int j = 0; j < units; j++)
        {
            Assert.Equal(j is 5 or 25, float.IsNaN(tanh[0, j]));
            Assert.Equal(j is 5 or 25, float.IsNaN(relu[0, j]));
            Assert.Equal(j is 5 or 25, float.IsNaN(gradients[0, j]));
        }
    }
}
