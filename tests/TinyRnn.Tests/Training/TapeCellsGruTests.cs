using TinyRnn.Conformance;
using TinyRnn.Runtime.Tape;
using Xunit;

namespace TinyRnn.Tests.Training;

public class TapeCellsGruTests : TapeCellsTests
{
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_with_reset_after_follows_the_equations(int rows, int units)
    {
        Random random = new(rows + units);
        GuardedMatrix inputs = Values(random, rows, units, 3, 4), sums = Values(random, rows, units, 3, 4);
        GuardedMatrix previous = Values(random, rows, units, 1, 1);
        GuardedMatrix gates = inputs.Copy(), hiddenSums = sums.Copy(), hidden = new(rows, units, units);
        TapeCells.GruForward(rows, units, ref gates.First, ref hiddenSums.First, ref previous.First, ref hidden.First);

        gates.AssertEqual(
            (r, column) =>
            {
                int j = column % units;
                double other = sums[r, column];
                if (column / units < 2)
                {
                    double sum = inputs[r, column] + other;
                    double value = Sigmoid(sum);

                    // The rounded sum moves a sigmoid by at most value (1 - value) of that.
                    return (value, value * (SigmoidError + ((1 - value) * Unit * Math.Abs(sum))));
                }

                double product = gates[r, j] * other;
                double n = Math.Tanh(inputs[r, column] + product);
                double rounding = 2 * Unit * (Math.Abs(inputs[r, column]) + Math.Abs(product));
                return (n, (Math.Abs(n) * TanhError) + ((1 - (n * n)) * rounding * (1 + rounding)) + (rounding * rounding));
            },
            "activations");
        AssertUpdate(gates, previous, hidden, units);
        hiddenSums.AssertEqual((r, j) => (sums[r, j], 0), "hidden sums");
        AssertPaddingIsZero(hidden, units, 1);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Backward_with_reset_after_is_the_derivative_of_forward(int rows, int units)
    {
        Random random = new(rows + units);
        GuardedMatrix inputs = Values(random, rows, units, 3, 1.5f), sums = Values(random, rows, units, 3, 1.5f);
        GuardedMatrix previous = Values(random, rows, units, 1, 1), dHidden = Values(random, rows, units, 1, 1);
        GuardedMatrix before = Values(random, rows, units, 1, 1);
        GuardedMatrix gates = inputs.Copy(), hiddenSums = sums.Copy(), hidden = new(rows, units, units), dPrevious = before.Copy();
        TapeCells.GruForward(rows, units, ref gates.First, ref hiddenSums.First, ref previous.First, ref hidden.First);
        TapeCells.GruBackward(rows, units, ref gates.First, ref hiddenSums.First, ref previous.First, ref dHidden.First, ref dPrevious.First);
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < units; j++)
            {
                double[] at = new double[7];
                for (int k = 0; k < 3; k++)
                    (at[k], at[3 + k]) = (inputs[r, (k * units) + j], sums[r, (k * units) + j]);
                at[6] = previous[r, j];
                for (int k = 0; k < 3; k++)
                {
                    AssertDerivative(dHidden[r, j] * Derivative(Hidden, at, k), gates[r, (k * units) + j], 4, $"input sum {k}");
                    AssertDerivative(dHidden[r, j] * Derivative(Hidden, at, 3 + k), hiddenSums[r, (k * units) + j], 4, $"hidden sum {k}");
                }

                AssertDerivative(before[r, j] + (dHidden[r, j] * Derivative(Hidden, at, 6)), dPrevious[r, j], 4, "previous");
            }
        }

        AssertPaddingIsZero(gates, units, 3);
        AssertPaddingIsZero(hiddenSums, units, 3);
        AssertPaddingIsZero(dPrevious, units, 1);
        gates.AssertGuards("gates");
        hiddenSums.AssertGuards("hidden sums");
        dPrevious.AssertGuards("previous");

        static double Hidden(double[] x)
        {
            double z = Sigmoid(x[1] + x[4]);
            double n = Math.Tanh(x[2] + (Sigmoid(x[0] + x[3]) * x[5]));
            return ((1 - z) * n) + (z * x[6]);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Reset_before_follows_the_equations_forwards(int rows, int units)
    {
        Random random = new(rows + units);
        GuardedMatrix sums = Values(random, rows, units, 3, 6);
        GuardedMatrix previous = Values(random, rows, units, 1, 1);
        GuardedMatrix gates = sums.Copy(), reset = new(rows, units, units), hidden = new(rows, units, units);
        TapeCells.GruGatesForward(rows, units, ref gates.First, ref previous.First, ref reset.First);
        gates.AssertEqual(
            (r, j) => j < 2 * units ? (Sigmoid(sums[r, j]), Sigmoid(sums[r, j]) * SigmoidError) : (sums[r, j], 0), "gates");
        reset.AssertEqual((r, j) => ((double)gates[r, j] * previous[r, j], Unit * Math.Abs(previous[r, j])), "reset");

        TapeCells.GruCandidateForward(rows, units, ref gates.First, ref previous.First, ref hidden.First);
        gates.AssertEqual(
            (r, j) => j < 2 * units
                ? (Sigmoid(sums[r, j]), Sigmoid(sums[r, j]) * SigmoidError)
                : (Math.Tanh(sums[r, j]), Math.Abs(Math.Tanh(sums[r, j])) * TanhError),
            "activations");
        AssertUpdate(gates, previous, hidden, units);
        AssertPaddingIsZero(reset, units, 1);
        AssertPaddingIsZero(hidden, units, 1);
    }

    /// <summary>Between gates and candidate stands a matrix; here it is diagonal, so that every unit is alone.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Reset_before_backwards_is_the_derivative(int rows, int units)
    {
        Random random = new(rows + units);
        GuardedMatrix sums = Values(random, rows, units, 3, 2.5f), weights = Values(random, rows, units, 1, 1);
        GuardedMatrix previous = Values(random, rows, units, 1, 1), dHidden = Values(random, rows, units, 1, 1);
        GuardedMatrix before = Values(random, rows, units, 1, 1);
        GuardedMatrix gates = sums.Copy(), reset = new(rows, units, units), hidden = new(rows, units, units);
        GuardedMatrix dReset = new(rows, units, units), dPrevious = before.Copy();
        TapeCells.GruGatesForward(rows, units, ref gates.First, ref previous.First, ref reset.First);
        ForUnits((r, j) => gates[r, (2 * units) + j] += weights[r, j] * reset[r, j]);
        TapeCells.GruCandidateForward(rows, units, ref gates.First, ref previous.First, ref hidden.First);
        TapeCells.GruCandidateBackward(rows, units, ref gates.First, ref previous.First, ref dHidden.First, ref dPrevious.First);
        ForUnits((r, j) => dReset[r, j] = weights[r, j] * gates[r, (2 * units) + j]);
        TapeCells.GruGatesBackward(rows, units, ref gates.First, ref previous.First, ref dReset.First, ref dPrevious.First);

        ForUnits((r, j) =>
        {
            double[] at = [sums[r, j], sums[r, units + j], sums[r, (2 * units) + j], previous[r, j]];
            for (int k = 0; k < 3; k++)
                AssertDerivative(dHidden[r, j] * Derivative(Hidden, at, k), gates[r, (k * units) + j], 4, $"sum {k}");
            AssertDerivative(before[r, j] + (dHidden[r, j] * Derivative(Hidden, at, 3)), dPrevious[r, j], 4, "previous");

            double Hidden(double[] x)
            {
                double z = Sigmoid(x[1]);
                double n = Math.Tanh(x[2] + (weights[r, j] * Sigmoid(x[0]) * x[3]));
                return ((1 - z) * n) + (z * x[3]);
            }
        });
        AssertPaddingIsZero(gates, units, 3);
        AssertPaddingIsZero(dPrevious, units, 1);
        gates.AssertGuards("gates");
        dPrevious.AssertGuards("previous");

        void ForUnits(Action<int, int> action)
        {
            for (int r = 0; r < rows; r++)
            {
                for (int j = 0; j < units; j++)
                    action(r, j);
            }
        }
    }

    [Fact]
    public void NaN_in_a_sum_reaches_the_state_of_its_unit_only()
    {
        const int units = 28;
        for (int gate = 0; gate < 3; gate++)
        {
            Random random = new(1);
            GuardedMatrix gates = GuardedMatrix.Random(random, 1, 3 * units, 3 * units), sums = GuardedMatrix.Random(random, 1, 3 * units, 3 * units);
            GuardedMatrix previous = GuardedMatrix.Random(random, 1, units, units), dHidden = GuardedMatrix.Random(random, 1, units, units);
            GuardedMatrix dPrevious = GuardedMatrix.Random(random, 1, units, units), hidden = new(1, units, units);
            sums[0, (gate * units) + 5] = float.NaN;
            gates[0, (gate * units) + 25] = float.NaN;
            TapeCells.GruForward(1, units, ref gates.First, ref sums.First, ref previous.First, ref hidden.First);
            TapeCells.GruBackward(1, units, ref gates.First, ref sums.First, ref previous.First, ref dHidden.First, ref dPrevious.First);
            for (int j = 0; j < units; j++)
            {
                Assert.Equal(j is 5 or 25, float.IsNaN(hidden[0, j]));
                Assert.Equal(j is 5 or 25, float.IsNaN(gates[0, (gate * units) + j]));
            }
        }
    }

    /// <summary>n + z (h - n): the difference, the product and the sum round.</summary>
    private static void AssertUpdate(GuardedMatrix gates, GuardedMatrix previous, GuardedMatrix hidden, int units) => hidden.AssertEqual(
        (r, j) =>
        {
            double z = gates[r, units + j], n = gates[r, (2 * units) + j];
            return (((1 - z) * n) + (z * previous[r, j]), 4 * Unit * (Math.Abs(n) + Math.Abs(previous[r, j])));
        },
        "hidden");
}
