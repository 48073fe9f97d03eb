using System.ComponentModel;

namespace TinyRnn.Runtime.Updates;

/// <summary>
/// Where a tensor lies in files ("PyTorch's order") and where in the trainer ("training layout": transposed, padded to multiples of 4 floats). Value (g, u, k)
/// with g &lt; Gates, u &lt; Units, k &lt; Columns lies at parameters[Parameters + (g Units + u) Columns + k] and at block[Block + k Gates PaddedUnits + g
/// PaddedUnits + u]. For emitted code.
/// </summary>
/// <param name="Layer">The layer that it belongs to, which can be frozen.</param>
/// <param name="Parameters">First value's place in PyTorch's order.</param>
/// <param name="Block">First value's place in the training layout. The tensor has <see cref="Length"/> floats from there; its padding is always 0.</param>
/// <param name="Gates">Gates; for an embedding table the tokens.</param>
/// <param name="Units">Units of a gate.</param>
/// <param name="PaddedUnits">Floats of a gate, a multiple of 4.</param>
/// <param name="Columns">Inputs; 1 for a bias and for an embedding table.</param>
/// <param name="Multiplicity">
/// 2 for the sum of two biases that PyTorch keeps apart and that have the same gradient, 0 for statistics, which have none and which no update changes,
/// otherwise 1.
/// </param>
/// <param name="IsSparse">
/// Whether only the rows of tokens that occurred have gradients. A row is a gate (<see cref="PaddedUnits"/> floats) of a tensor of one column, as
/// embedding tables are, and otherwise a column (Gates PaddedUnits floats), as in the input matrix after a one-hot vector.
/// </param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TrainedTensor(
    int Layer, int Parameters, int Block, int Gates, int Units, int PaddedUnits, int Columns, int Multiplicity, bool IsSparse)
{
    /// <summary>Its floats in the training layout.</summary>
    public int Length => Columns * Gates * PaddedUnits;

    /// <summary>Its values in PyTorch's order.</summary>
    public int Count => Columns * Gates * Units;

    /// <summary>Rows of a sparse tensor.</summary>
    public int Rows => Columns == 1 ? Gates : Columns;

    /// <summary>Floats of a sparse tensor's row.</summary>
    public int RowLength => Columns == 1 ? PaddedUnits : Gates * PaddedUnits;

    /// <summary>Checks that it lies inside both blocks, on which kernels rely.</summary>
    internal void Validate(int layers, int blockLength, int parameterCount)
    {
        long length = (long)Columns * Gates * PaddedUnits;
        long count = (long)Columns * Gates * Units;
        bool sizes = Gates > 0 && Units > 0 && Columns > 0 && PaddedUnits >= Units && PaddedUnits % 4 == 0 && Multiplicity is 0 or 1 or 2;
        bool places = Block >= 0 && Block + length <= blockLength && Parameters >= 0 && Parameters + count <= parameterCount;
        if (!sizes || !places || (uint)Layer >= (uint)layers)
        {
            throw new ArgumentException(
                $"{this} is no tensor of {Counted.Of(layers, "layer")}, {Counted.Of(blockLength, "float")} and {Counted.Of(parameterCount, "parameter")}. "
                + $"Sizes must be at least 1, PaddedUnits a multiple of 4 and at "
                + "least Units, Multiplicity 0, 1 or 2, and both places inside their blocks.");
        }
    }
}
