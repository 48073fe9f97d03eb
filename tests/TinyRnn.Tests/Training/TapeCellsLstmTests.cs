using TinyRnn.Conformance;
using TinyRnn.Runtime.Tape;
using Xunit;

namespace TinyRnn.Tests.Training;

public class TapeCellsLstmTests : TapeCellsTests
{
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_follows_the_equations(int rows, int units)
    {
        Random random = new(rows + units);
        GuardedMatrix sums = Values(random, rows, units, 4, 8);
        GuardedMatrix previous = Values(random, rows, units, 1, 3);
        GuardedMatrix gates = sums.Copy();
        GuardedMatrix cell = new(rows, units, units), tanh = new(rows, units, units), hidden = new(rows, units, units);
        TapeCells.LstmForward(rows, units, ref gates.First, ref previous.First, ref cell.First, ref tanh.First, ref hidden.First);

        gates.AssertEqual(
            (r, j) =>
            {
                bool candidate = j / units == 2;
                double value = candidate ? Math.Tanh(sums[r, j]) : Sigmoid(sums[r, j]);
                return (value, Math.Abs(value) * (candidate ? TanhError : SigmoidError));
            },
            "activations");
        cell.AssertEqual(
            (r, j) =>
            {
                double kept = (double)gates[r, units + j] * previous[r, j];
                double added = (double)gates[r, j] * gates[r, (2 * units) + j];

                // Both products and the sum.
                return (kept + added, 2 * Unit * (Math.Abs(kept) + Math.Abs(added)));
            },
            "cell");
        tanh.AssertEqual((r, j) => (Math.Tanh(cell[r, j]), Math.Abs(Math.Tanh(cell[r, j])) * TanhError), "tanh of the cell");
        hidden.AssertEqual(
            (r, j) =>
            {
                double value = (double)gates[r, (3 * units) + j] * tanh[r, j];
                return (value, Math.Abs(value) * Unit);
            },
            "hidden");
        AssertPaddingIsZero(cell, units, 1);
        AssertPaddingIsZero(tanh, units, 1);
        AssertPaddingIsZero(hidden, units, 1);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Backward_follows_the_equations(int rows, int units)
    {
        Random random = new(rows + units);
        GuardedMatrix activations = Values(random, rows, units, 4, 1);
        GuardedMatrix previous = Values(random, rows, units, 1, 3);
        GuardedMatrix tanh = Values(random, rows, units, 1, 1);
        GuardedMatrix dHidden = Values(random, rows, units, 1, 1);
        GuardedMatrix later = Values(random, rows, units, 1, 1);
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < 4 * units; j++)
            {
                if (j / units != 2)
                    activations[r, j] = Math.Abs(activations[r, j]);
            }
        }

        GuardedMatrix gates = activations.Copy();
        GuardedMatrix dCell = later.Copy();
        TapeCells.LstmBackward(rows, units, ref gates.First, ref previous.First, ref tanh.First, ref dHidden.First, ref dCell.First);

        // At most ten roundings in a row, each of what is at most the magnitude.
        const double error = 10 * Unit;
        gates.AssertEqual(
            (r, column) =>
            {
                int j = column % units;
                (double dc, double magnitude) = CellGradient(r, j);
                double i = activations[r, j], f = activations[r, units + j], g = activations[r, (2 * units) + j], o = activations[r, (3 * units) + j];
                double factor = (column / units) switch
                {
                    0 => g * i * (1 - i),
                    1 => previous[r, j] * f * (1 - f),
                    2 => i * (1 - (g * g)),
                    _ => 0,
                };
                if (column / units < 3)
                    return (dc * factor, error * magnitude * Math.Abs(factor));
                double output = dHidden[r, j] * (double)tanh[r, j] * o * (1 - o);
                return (output, error * Math.Abs(output));
            },
            "gradients of the sums");
        dCell.AssertEqual(
            (r, j) =>
            {
                (double dc, double magnitude) = CellGradient(r, j);
                return (dc * activations[r, units + j], error * magnitude * activations[r, units + j]);
            },
            "gradient of the cell");
        AssertPaddingIsZero(gates, units, 4);
        AssertPaddingIsZero(dCell, units, 1);

        (double Value, double Magnitude) CellGradient(int r, int j)
        {
            double through = (double)dHidden[r, j] * activations[r, (3 * units) + j] * (1 - ((double)tanh[r, j] * tanh[r, j]));
            return (later[r, j] + through, Math.Abs(later[r, j]) + Math.Abs(through));
        }
    }

    [Fact]
    public void Backward_is_the_derivative_of_forward()
    {
        const int rows = 3, units = 28;
        Random random = new(3);
        GuardedMatrix sums = GuardedMatrix.Random(random, rows, 4 * units, 4 * units, 3);
        GuardedMatrix previous = GuardedMatrix.Random(random, rows, units, units, 2);
        GuardedMatrix dHidden = GuardedMatrix.Random(random, rows, units, units);
        GuardedMatrix later = GuardedMatrix.Random(random, rows, units, units);
        GuardedMatrix gates = sums.Copy();
        GuardedMatrix dCell = later.Copy();
        GuardedMatrix cell = new(rows, units, units), tanh = new(rows, units, units), hidden = new(rows, units, units);
        TapeCells.LstmForward(rows, units, ref gates.First, ref previous.First, ref cell.First, ref tanh.First, ref hidden.First);
        TapeCells.LstmBackward(rows, units, ref gates.First, ref previous.First, ref tanh.First, ref dHidden.First, ref dCell.First);
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < units; j++)
            {
                double dh = dHidden[r, j], dc = later[r, j];
                double[] at = [sums[r, j], sums[r, units + j], sums[r, (2 * units) + j], sums[r, (3 * units) + j], previous[r, j]];
                for (int k = 0; k < 5; k++)
                    AssertDerivative(Derivative(Loss, at, k), k < 4 ? gates[r, (k * units) + j] : dCell[r, j], 6, $"argument {k}");

                double Loss(double[] x)
                {
                    double c = (Sigmoid(x[1]) * x[4]) + (Sigmoid(x[0]) * Math.Tanh(x[2]));
                    return (dh * Sigmoid(x[3]) * Math.Tanh(c)) + (dc * c);
                }
            }
        }
    }

    [Fact]
    public void NaN_in_a_sum_reaches_state_and_gradients_of_its_unit_only()
    {
        const int units = 28;
        for (int gate = 0; gate < 4; gate++)
        {
            Random random = new(1);
            GuardedMatrix gates = GuardedMatrix.Random(random, 1, 4 * units, 4 * units);
            GuardedMatrix previous = GuardedMatrix.Random(random, 1, units, units), dHidden = GuardedMatrix.Random(random, 1, units, units);
            GuardedMatrix dCell = GuardedMatrix.Random(random, 1, units, units);
            GuardedMatrix cell = new(1, units, units), tanh = new(1, units, units), hidden = new(1, units, units);
            gates[0, (gate * units) + 5] = float.NaN;
            gates[0, (gate * units) + 25] = float.NaN;
            TapeCells.LstmForward(1, units, ref gates.First, ref previous.First, ref cell.First, ref tanh.First, ref hidden.First);
            TapeCells.LstmBackward(1, units, ref gates.First, ref previous.First, ref tanh.First, ref dHidden.First, ref dCell.First);
            for (int j = 0; j < units; j++)
            {
                Assert.Equal(j is 5 or 25, float.IsNaN(hidden[0, j]));
                Assert.Equal(j is 5 or 25, float.IsNaN(gates[0, (gate * units) + j]));
            }
        }
    }
}
