namespace TinyRnn.Model.Training;

/// <summary>A tensor in the trainer's layout: the runtime's <c>TrainedTensor</c>.</summary>
internal sealed record TrainedTensorPlan(
    int Layer, int Parameters, int Block, int Gates, int Units, int PaddedUnits, int Columns, int Multiplicity = 1, bool IsSparse = false)
{
    /// <summary>Values of it.</summary>
    public long Count => (long)Gates * Units * Columns;

    /// <summary>Rows of a sparse tensor: tokens.</summary>
    public int Rows => Columns == 1 ? Gates : Columns;
}
