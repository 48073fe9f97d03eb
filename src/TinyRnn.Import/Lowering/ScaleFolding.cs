namespace TinyRnn.Import.Lowering;

/// <summary>
/// Scales and shifts (batch normalisation, gains, normalised inputs) become part of the product beside them: W (s x + t) + b = (W s) x + (W t + b), and s (W x
/// + b) + t = (s W) x + (s b + t). New weights are computed in double and rounded once.
/// </summary>
internal static class ScaleFolding
{
    /// <summary>Folds what can be folded, and says what it did.</summary>
    public static IEnumerable<string> Fold(SourceGraph graph)
    {
        List<string> remarks = [];
        for (int place = graph.Nodes.Count - 1; place >= 0; place--)
        {
            if (graph.Nodes[place] is ScaleShiftNode scale && FoldInto(graph, place, scale) is { } into)
                remarks.Add($"{scale.Name} (scale and shift) is part of the weights of {into}.");
        }

        remarks.Reverse();
        return remarks;
    }

    private static string? FoldInto(SourceGraph graph, int place, ScaleShiftNode scale)
    {
        int reader = graph.OnlyReader(place);
        if (reader >= 0 && Scaled(graph.Nodes[reader], scale) is { } after)
        {
            graph.Replace(reader, after);
            graph.Remove(place);
            return after.Name;
        }

        int source = scale.Inputs[0];
        if (source < 0 || graph.OnlyReader(source) != place || Times(graph.Nodes[source], scale) is not { } before)
            return null;
        graph.Replace(source, before);
        graph.Remove(place);
        return before.Name;
    }

    /// <summary>The product that reads scaled values, so that it reads them unscaled.</summary>
    private static SourceNode? Scaled(SourceNode node, ScaleShiftNode scale) => node switch
    {
        DenseNode dense => dense with { Weights = Columns(dense.Weights, scale), Bias = Shifted(dense.Weights, dense.Bias, scale) },
        // In front of the first step are zeros, which a shift would not be.
        ScaleShiftNode after when after.Scale.Values.IndexOfAnyExcept(1f) < 0 || scale.Shift.Values.IndexOfAnyExcept(0f) < 0 => Joined(scale, after),
        ConvNode convolution when scale.Shift.Values.IndexOfAnyExcept(0f) < 0 => convolution with { Weights = TapsTimes(convolution, scale) },
        RecurrentNode recurrent => recurrent with
        {
            Directions = [.. recurrent.Directions.Select(direction => direction with
            {
                InputWeights = Columns(direction.InputWeights, scale),
                InputBias = Shifted(direction.InputWeights, direction.InputBias, scale),
            })],
        },
        _ => null,
    };

    /// <summary>
    /// Two scales as one, where no difference is lost by it: (x - m) / d rounds what is left of x, x / d - m / d all of it, so that a shift that is scaled
    /// afterwards stays apart.
    /// </summary>
    private static ScaleShiftNode Joined(ScaleShiftNode first, ScaleShiftNode second)
    {
        float[] scale = new float[first.Size];
        float[] shift = new float[first.Size];
        for (int k = 0; k < scale.Length; k++)
        {
            scale[k] = (float)((double)first.Scale.Values[k] * second.Scale.Values[k]);
            shift[k] = (float)(((double)first.Shift.Values[k] * second.Scale.Values[k]) + second.Shift.Values[k]);
        }

        return second with { Scale = SourceTensor.Vector(scale), Shift = SourceTensor.Vector(shift) };
    }

    private static SourceTensor Columns(SourceTensor weights, ScaleShiftNode scale)
    {
        int columns = weights.Shape[1];
        float[] scaled = new float[weights.Count];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)((double)weights.Values[i] * scale.Scale.Values[i % columns]);
        return new(weights.Shape, scaled);
    }

    private static SourceTensor TapsTimes(ConvNode node, ScaleShiftNode scale)
    {
        int inputs = node.Weights.Shape[1];
        int outputs = node.Size / node.Groups;
        float[] scaled = new float[node.Weights.Count];
        for (int i = 0; i < scaled.Length; i++)
        {
            int row = i / node.Kernel;
            scaled[i] = (float)((double)node.Weights.Values[i] * scale.Scale.Values[(row / inputs / outputs * inputs) + (row % inputs)]);
        }

        return new(node.Weights.Shape, scaled);
    }

    private static SourceTensor? Shifted(SourceTensor weights, SourceTensor? bias, ScaleShiftNode scale)
    {
        if (bias is null && scale.Shift.Values.IndexOfAnyExcept(0f) < 0)
            return null;
        int columns = weights.Shape[1];
        float[] shifted = new float[weights.Shape[0]];
        for (int row = 0; row < shifted.Length; row++)
        {
            double sum = bias is null ? 0 : bias.Values[row];
            for (int k = 0; k < columns; k++)
                sum += (double)weights.Values[(row * columns) + k] * scale.Shift.Values[k];
            shifted[row] = (float)sum;
        }

        return SourceTensor.Vector(shifted);
    }

    /// <summary>The product that gives values already scaled.</summary>
    private static SourceNode? Times(SourceNode node, ScaleShiftNode scale) => node switch
    {
        DenseNode dense => dense with { Weights = RowsTimes(dense.Weights, scale), Bias = Times(dense.Bias, scale) },
        ConvNode convolution => convolution with { Weights = RowsTimes(convolution.Weights, scale), Bias = Times(convolution.Bias, scale) },
        FrameConvNode convolution when OfChannels(convolution, scale) is { } channels =>
            convolution with { Weights = RowsTimes(convolution.Weights, channels), Bias = Times(convolution.Bias, channels) },
        _ => null,
    };

    /// <summary>The scale of a position, if it is the same at each of them.</summary>
    private static ScaleShiftNode? OfChannels(FrameConvNode node, ScaleShiftNode scale)
    {
        bool Repeats(SourceTensor tensor) => tensor.Values[node.Channels..].SequenceEqual(tensor.Values[..^node.Channels]);
        return Repeats(scale.Scale) && Repeats(scale.Shift)
            ? scale with { Scale = First(scale.Scale), Shift = First(scale.Shift) } : null;
        SourceTensor First(SourceTensor tensor) => SourceTensor.Vector(tensor.Values[..node.Channels].ToArray());
    }

    private static SourceTensor RowsTimes(SourceTensor weights, ScaleShiftNode scale)
    {
        int columns = weights.Count / weights.Shape[0];
        float[] scaled = new float[weights.Count];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)((double)weights.Values[i] * scale.Scale.Values[i / columns]);
        return new(weights.Shape, scaled);
    }

    private static SourceTensor? Times(SourceTensor? bias, ScaleShiftNode scale)
    {
        if (bias is null && scale.Shift.Values.IndexOfAnyExcept(0f) < 0)
            return null;
        float[] scaled = new float[scale.Size];
        for (int row = 0; row < scaled.Length; row++)
            scaled[row] = (float)(((bias is null ? 0.0 : bias.Values[row]) * scale.Scale.Values[row]) + scale.Shift.Values[row]);
        return SourceTensor.Vector(scaled);
    }
}
