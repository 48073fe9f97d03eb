namespace TinyRnn.Model.Layers.Recurrent;

/// <summary>The planning that all recurrent layers share: tensors, initial values, state and panels of each direction.</summary>
internal static class RecurrentPlanning
{
    /// <param name="spec">What the user asked for.</param>
    /// <param name="context">Where it stands.</param>
    /// <param name="shape">The kind of cell.</param>
    /// <param name="reverseShape">The same with the functions that the other direction has of its own.</param>
    /// <param name="product">The product of a step.</param>
    /// <param name="second">The product of a second pass; its panels stand after those of the first.</param>
    /// <param name="biasInitials">How a bias is filled, given its offset and the uniform bound.</param>
    public static RecurrentPlan Plan(
        RecurrentLayerSpec spec,
        LayerContext context,
        CellShape shape,
        CellShape? reverseShape,
        ProductPlan product,
        ProductPlan? second,
        Func<int, float, IEnumerable<InitialPlan>> biasInitials)
    {
        int units = spec.Units;
        int hiddenSize = spec.HiddenSize;
        if (!spec.HasBias)
            (shape, reverseShape) = (shape.WithoutBias(), reverseShape?.WithoutBias());
        product = product with { IsReproducible = context.IsReproducible, Sigmoids = shape.Sigmoids, PointwiseGates = shape.Peepholes };
        if (context.Previous?.GivesIndex == true)
            product = product.WithOneHotInput();
        long sums = (long)shape.Gates * units;
        product = product.With(
            context.FormatFor(product.Blocks[0].IsOneHot ? null : context.InputRange, context.InputSize, sums),
            context.FormatFor(IsBounded(shape, reverseShape, hiddenSize == units) ? 1 : null, hiddenSize, sums));
        product = product with { BeginsWithIntegers = !RecurrentPlan.AreBlocked(product, context.InputSize) };
        second = second?.With(new BlockFormat(product.Blocks[1].Format));
        second = second is null ? null : second with { BeginsWithIntegers = true };
        PanelLayout layout = PanelLayout.For(units, product, isCell: true, second is not null);
        PanelKernelPlan kernel = PanelKernelPlan.For(layout, product);
        PanelKernelPlan? secondKernel = second is null ? null : PanelKernelPlan.For(layout, second with { IsReproducible = context.IsReproducible });
        PanelKernelPlan? projection = hiddenSize == units ? null : ProjectionOf(context, units, hiddenSize, IsBounded(shape, reverseShape, isWhole: true));
        int padded = projection?.Layout.PaddedUnits ?? layout.PaddedUnits;
        float bound = (float)(1 / Math.Sqrt(units));
        List<DirectionPlan> directions = [];
        for (int direction = 0; direction < (spec.Bidirectional ? 2 : 1); direction++)
        {
            bool reverse = direction == 1;
            string suffix = $"_l{context.StackIndex}{(reverse ? "_reverse" : "")}";
            long rows = (long)shape.Gates * units;
            Extent input = context.Parameters.Take(rows * context.InputSize);
            Extent hidden = context.Parameters.Take(rows * hiddenSize);
            Extent bias = context.Parameters.Take((long)shape.BiasGates * units);
            Extent peepholes = context.Parameters.Take((long)shape.Peepholes.Count * units);
            Extent projected = context.Parameters.Take(projection is null ? 0 : (long)hiddenSize * units);
            Extent initialHidden = context.Parameters.Take(spec.HasInitialState ? hiddenSize : 0);
            Extent initialCell = context.Parameters.Take(spec.HasInitialState && shape.HasCell ? units : 0);
            context.Tensors.AddRange(
            [
                new(context.TensorName("weight_ih" + suffix), new([(int)rows, context.InputSize]), input.Offset),
                new(context.TensorName("weight_hh" + suffix), new([(int)rows, hiddenSize]), hidden.Offset),
            ]);
            if (spec.HasBias)
            {
                context.Tensors.Add(new(context.TensorName("bias_ih" + suffix), new([(int)rows]), bias.Offset));
                context.Tensors.Add(new(
                    context.TensorName("bias_hh" + suffix), new([(int)rows]), bias.Offset, shape.SummedBiases * units, bias.Offset + (int)rows));
            }

            if (peepholes.Length > 0)
                context.Tensors.Add(new(context.TensorName("weight_peephole" + suffix), new([shape.Peepholes.Count, units]), peepholes.Offset));
            if (projection is not null)
                context.Tensors.Add(new(context.TensorName("weight_hr" + suffix), new([hiddenSize, units]), projected.Offset));
            foreach ((string name, Extent initial) in new[] { ("initial_h", initialHidden), ("initial_c", initialCell) })
            {
                if (initial.Length == 0)
                    continue;
                context.Tensors.Add(new(context.TensorName(name + suffix), new([initial.Length]), initial.Offset));
                context.Initials.Add(new(initial, InitialDistribution.Constant, 0));
            }

            context.Initials.Add(new(new Extent(input.Offset, input.Length + hidden.Length), InitialDistribution.Uniform, bound));
            if (spec.HasBias)
                context.Initials.AddRange(biasInitials(bias.Offset, bound));
            if (peepholes.Length > 0)
                context.Initials.Add(new(peepholes, InitialDistribution.Uniform, bound));
            if (projection is not null)
                context.Initials.Add(new(projected, InitialDistribution.Uniform, bound));

            string prefix = reverse ? "Reverse" : "";
            // More than one vector's worth of units can still need h_{t-1} when the first units of h_t are there: they go to the other copy. What is projected
            // comes after all of them, and counts steps only for a walk to and fro.
            bool hasTurn = projection is null ? layout.PaddedUnits > 4 : kernel.Zigzags;
            StateCounter? turn = hasTurn ? context.AddCounter(prefix + "Turn") : null;
            StateVector h = context.AddVector(prefix + "Hidden", hiddenSize, padded, StateMeaning.Hidden, turn);
            StateVector? c = shape.HasCell ? context.AddVector(prefix + "Cell", units, layout.PaddedUnits, StateMeaning.Cell) : null;
            context.Hiddens.Add(new(h, c));
            directions.Add(new(
                reverse,
                new Extent(input.Offset, initialCell.End - input.Offset),
                context.Packed.Take(
                    kernel.PackedBytes + (secondKernel?.PackedBytes ?? 0) + (projection?.PackedBytes ?? 0), LayerContext.PackedAlignment),
                h,
                c,
                spec.HasInitialState ? initialHidden.Offset : null,
                spec.HasInitialState && shape.HasCell ? initialCell.Offset : null)
            {
                Projection = projection is null ? null : projected.Offset,
            });
        }

        return new RecurrentPlan(context, shape, spec.Bidirectional ? reverseShape : null, kernel, secondKernel, projection, new(directions));
    }

    /// <summary>All of h_t is in [-1, 1]: products of sigmoids with tanh, or averages of such.</summary>
    public static bool IsBounded(CellShape shape, CellShape? reverse, bool isWhole) =>
        isWhole && shape.IsBounded && reverse?.IsBounded != false;

    /// <summary>A dense layer without bias; a row of zeros stands for it, as in dense layers.</summary>
    private static PanelKernelPlan ProjectionOf(LayerContext context, int units, int hiddenSize, bool isBounded)
    {
        EquatableArray<string> sum = new(["a"]);
        RowBlock block = new RowBlock("x", units, sum).In(context.FormatFor(isBounded ? 1 : null, units, hiddenSize));
        ProductPlan product = new(sum, HasBias: true, new([block]), IsReproducible: context.IsReproducible) { BeginsWithIntegers = true };
        return PanelKernelPlan.For(PanelLayout.For(hiddenSize, product), product);
    }
}
