using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Model.Layers.Stft;

/// <summary>Training of a short-time Fourier transform, which has nothing to learn: the window stays what it is.</summary>
internal sealed class StftTrainingPlan : LayerTrainingPlan
{
    /// <summary>Floats for each sample of a frame: four rows' complex numbers, twice.</summary>
    private const int ScratchFactor = 16;

    public StftTrainingPlan(StftPlan plan, TrainingContext context)
        : base(plan, context)
    {
        int rows = context.MaxRowsOf(plan);
        Padded = new(plan.Shape, rows, context);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, rows));
        Scratch = context.TakeTape((long)ScratchFactor * plan.Length);
        // Among the weights, so that files and snapshots have it; a tensor without biases that it is the sum of is left alone by updates.
        Window = context.TakeWeights(ValuePlan.Pad(plan.Length));
        context.Tensors.Add(new(plan.Index, plan.Parameters.Offset, Window, 1, plan.Length, ValuePlan.Pad(plan.Length), 1, Multiplicity: 0));
    }

    public PaddedRows Padded { get; }

    /// <summary>Place on the tape of what transforms are computed in.</summary>
    public int Scratch { get; }

    /// <summary>Place of the window among the weights.</summary>
    public int Window { get; }
}
