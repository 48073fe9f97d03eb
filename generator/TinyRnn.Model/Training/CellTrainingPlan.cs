namespace TinyRnn.Model.Training;

/// <summary>
/// What the cells share in training. The input's part of all gate sums is one product over all steps; the hidden state's part goes step by step. Backward, the
/// gradients of the gate sums take the place of the gates, and all weight gradients are products over all steps at once.
/// </summary>
internal abstract class CellTrainingPlan
{
    protected CellTrainingPlan(CellPlace place, int gates)
    {
        Place = place;
        Gates = gates;
        Gate = place.Context.TakeTape((long)place.MaxRows * Columns);
        InputBlock = place.Context.TakeWeights((1 + (long)place.InputSize) * Columns);
        InputTransposed = place.Context.TakeTape((long)Columns * ValuePlan.Pad(place.IsOneHot ? 0 : place.InputSize));
        FinalHidden = place.Context.TakeTape((long)place.Hidden.Stride * place.Context.Spec.MaxBatch);
        InputTensor = place.Context.Tensors.Count;
        AddTensor(place.InputWeights, InputBlock + Columns, gates, place.InputSize, isSparse: place.IsOneHot);
        InitialHidden = AddInitial(place.Direction.InitialHidden, place.HiddenSize);
    }

    public CellPlace Place { get; }

    /// <summary>State vectors, and where they are on the tape for all steps, after the initial ones.</summary>
    public virtual IEnumerable<(StateVector Vector, ValuePlan Value)> States => [(Place.Direction.Hidden, Place.Hidden)];

    /// <summary>Among the weights, the hidden state that a sequence starts from; <see langword="null"/>: zeros.</summary>
    public int? InitialHidden { get; }

    /// <summary>The same for the cell state.</summary>
    public virtual int? InitialCell => null;

    public ValuePlan Hidden => Place.Hidden;

    /// <summary>Gates of the input's product.</summary>
    public int Gates { get; }

    /// <summary>Floats of all gates of a row.</summary>
    public int Columns => Gates * Place.Padded;

    /// <summary>The gates on the tape.</summary>
    public int Gate { get; }

    /// <summary>The input's matrix after its bias row.</summary>
    public int InputBlock { get; }

    /// <summary>Number of the input's matrix among the tensors.</summary>
    public int InputTensor { get; }

    public int InputTransposed { get; }

    /// <summary>Gradient with respect to the last hidden states, from what reads them after this model.</summary>
    public int FinalHidden { get; }

    /// <summary>The same for the cell states; for cells that have them.</summary>
    public virtual int? FinalCell => null;

    /// <summary>Where the cell states are, after the initial ones; for cells that have them.</summary>
    public virtual ValuePlan? Cell => null;

    /// <summary>Where the gradient with respect to the initial cell states is after a backward pass; for cells that have one.</summary>
    public virtual int? InitialCellGradient => null;

    /// <summary>A state that sequences start from, among the weights.</summary>
    /// <param name="parameters">Its place among the parameters, if there is one.</param>
    /// <param name="length">Its numbers.</param>
    protected int? AddInitial(int? parameters, int length)
    {
        if (parameters is not { } place)
            return null;
        int block = Place.Context.TakeWeights(ValuePlan.Pad(length));
        AddMatrix(place, block, length, 1);
        return block;
    }

    /// <summary>A bias of some gates, if the cell has biases: without, what would be its place stays zero.</summary>
    /// <param name="gate">Its first gate among the parameters.</param>
    /// <param name="block">Its place.</param>
    /// <param name="gates">Gates.</param>
    /// <param name="multiplicity">Biases that it is the sum of.</param>
    protected void AddBias(int gate, int block, int gates, int multiplicity = 1)
    {
        if (Place.HasBias)
            AddTensor(Place.Bias + (gate * Place.Units), block, gates, 1, multiplicity);
    }

    /// <summary>A matrix or bias of some gates.</summary>
    protected void AddTensor(int parameters, int block, int gates, int columns, int multiplicity = 1, bool isSparse = false) =>
        Place.Context.Tensors.Add(new(Place.Layer.Index, parameters, block, gates, Place.Units, Place.Padded, columns, multiplicity, isSparse));

    /// <summary>A matrix that has other rows than the units.</summary>
    protected void AddMatrix(int parameters, int block, int rows, int columns) =>
        Place.Context.Tensors.Add(new(Place.Layer.Index, parameters, block, 1, rows, ValuePlan.Pad(rows), columns, 1, false));
}
