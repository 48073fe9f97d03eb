namespace TinyRnn.Model.Layers.Conv1D;

/// <summary>
/// Training of a convolution: each tap is a product over all rows, of the inputs some steps before. Groups take turns: the outputs of one, and its inputs'
/// gradients, have a place of their own, where rows are padded to whole vectors. With a stride the sums of all steps are computed, and those of the outputs
/// taken from among them.
/// </summary>
internal sealed class Conv1DTrainingPlan : LayerTrainingPlan
{
    public Conv1DTrainingPlan(Conv1DPlan plan, TrainingContext context)
        : base(plan, context)
    {
        Shape = plan.Shape;
        Function = FunctionTrainingPlan.Of(plan, plan.Function, context);
        int rows = context.MaxInputRowsOf(plan);
        Past = Shape.Past == 0 ? null : context.TakeValue(plan.InputSize, rows, Shape.Past);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
        Sums = plan.Stride is null ? Output : context.TakeValue(plan.OutputSize, rows);
        Groups = plan.Product.Count;
        Block = context.TakeWeights(Groups * GroupLength);
        if (!Shape.IsDepthwise)
            Transposed = context.TakeTape((long)Columns * InputColumns);
        if (Groups > 1)
        {
            GroupOutputs = context.TakeTape((long)rows * Columns);
            GroupInputs = context.TakeTape((long)rows * InputColumns);
        }

        int units = plan.Product.Kernel.Layout.Units;
        int taps = Shape.GroupInputs * Shape.Kernel;
        for (int group = 0; group < Groups; group++)
        {
            int block = Block + (group * (int)GroupLength);
            int weights = plan.Parameters.Offset + (group * units * taps);
            int bias = plan.Parameters.End - plan.OutputSize + (group * units);
            context.Tensors.Add(new(plan.Index, weights, block + Columns, 1, units, Columns, taps));
            if (plan.HasBias)
                context.Tensors.Add(new(plan.Index, bias, block, 1, units, Columns, 1));
        }
    }

    public Conv1DShape Shape { get; }

    public FunctionTrainingPlan Function { get; }

    /// <summary>The inputs of all steps, and of those before the first; <see langword="null"/>: only the current one is seen.</summary>
    public ValuePlan? Past { get; }

    /// <summary>The sums of all steps: the output itself, if there is one at each.</summary>
    public ValuePlan Sums { get; }

    /// <summary>Products: one of all channels, or of each group.</summary>
    public int Groups { get; }

    /// <summary>Floats of a row of a product's outputs.</summary>
    public int Columns => ValuePlan.Pad(Shape.IsDepthwise ? Shape.Channels : Shape.GroupChannels);

    /// <summary>Floats of a row of a product's inputs.</summary>
    public int InputColumns => Groups == 1 ? Input.Stride : ValuePlan.Pad(Shape.GroupInputs);

    /// <summary>The bias row and the rows of the taps: those of an input side by side, as in files, the current step's last.</summary>
    public int Block { get; }

    /// <summary>Floats of a group's weights.</summary>
    public long GroupLength => (1 + ((long)Shape.GroupInputs * Shape.Kernel)) * Columns;

    public int Transposed { get; }

    public int GroupOutputs { get; }

    public int GroupInputs { get; }
}
