namespace TinyRnn.Model.Layers.Frames;

/// <summary>Places on the tape of a step's positions with their padding, and of the gradients of both.</summary>
internal sealed class PaddedRows
{
    /// <param name="shape">The sizes.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="context">Where places are taken.</param>
    public PaddedRows(FrameShape shape, int rows, TrainingContext context)
    {
        Shape = shape;
        if (shape.Pads.Exist)
            Values = context.TakeTape((long)rows * Stride);
        Gradients = context.TakeTape((long)rows * Stride);
    }

    public FrameShape Shape { get; }

    /// <summary>Floats of a row, with room for the padding of a product that ends at its end.</summary>
    public int Stride => ValuePlan.Pad(LayerContext.Product(Shape.PaddedPositions, Shape.InputChannels)) + 4;

    /// <summary>Place of the padded inputs; <see langword="null"/>: there is no padding, and the input is read where it is.</summary>
    public int? Values { get; }

    /// <summary>Place of their gradients.</summary>
    public int Gradients { get; }
}
