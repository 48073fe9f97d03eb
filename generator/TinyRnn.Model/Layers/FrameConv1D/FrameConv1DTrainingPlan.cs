using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Model.Layers.FrameConv1D;

/// <summary>
/// Training of a convolution along positions: position after position, each a product over all rows of the batch. All taps are computed, with the padding
/// beside the input, so that the gradients of those that meet nothing else are the zeros that they are.
/// </summary>
internal sealed class FrameConv1DTrainingPlan : LayerTrainingPlan
{
    public FrameConv1DTrainingPlan(FrameConv1DPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Shape = plan.Shape;
        HasBias = plan.HasBias;
        Function = FunctionTrainingPlan.Of(plan, plan.Function, context);
        int rows = context.MaxRowsOf(plan);
        Padded = new(Shape, rows, context);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, rows));
        if (Columns != Shape.Channels)
            Sums = context.TakeTape((long)rows * Shape.Positions * Columns);
        Block = context.TakeWeights((1 + ((long)Shape.InputChannels * Shape.Kernel)) * Columns);
        Transposed = context.TakeTape((long)Columns * RunColumns);
        int taps = LayerContext.Product(Shape.InputChannels, Shape.Kernel);
        context.Tensors.Add(new(plan.Index, plan.Parameters.Offset, Block + Columns, 1, Shape.Channels, Columns, taps));
        if (HasBias)
            context.Tensors.Add(new(plan.Index, plan.Parameters.End - Shape.Channels, Block, 1, Shape.Channels, Columns, 1));
    }

    public FrameShape Shape { get; }

    public bool HasBias { get; }

    public FunctionTrainingPlan Function { get; }

    /// <summary>Floats of a row of a position's outputs.</summary>
    public int Columns => ValuePlan.Pad(Shape.Channels);

    /// <summary>Inputs that one product reads: with one channel all taps, otherwise the channels of one tap.</summary>
    public int RunLength => Shape.InputChannels == 1 ? Shape.Kernel : Shape.InputChannels;

    /// <summary>The same, padded.</summary>
    public int RunColumns => ValuePlan.Pad(RunLength);

    /// <summary>Products of a position.</summary>
    public int Runs => Shape.InputChannels == 1 ? 1 : Shape.Kernel;

    public PaddedRows Padded { get; }

    /// <summary>Place of the outputs in whole vectors, if a position's are none.</summary>
    public int? Sums { get; }

    /// <summary>The bias row, zeros if there is none, and the rows of the weights in the order of files: the taps of a channel side by side.</summary>
    public int Block { get; }

    public int Transposed { get; }
}
