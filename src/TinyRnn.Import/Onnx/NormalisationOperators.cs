namespace TinyRnn.Import.Onnx;

/// <summary>Normalisations as operators of their own; in pieces they are found by <see cref="LayerNormPattern"/>.</summary>
internal static class NormalisationOperators
{
    public static void AddTo(Dictionary<string, Action<OperatorCall>> table)
    {
        table["BatchNormalization"] = Batch;
        table["LayerNormalization"] = Layer;
    }

    /// <summary>
    /// y = scale (x - mean) / sqrt(variance + epsilon) + bias, for each channel: a scale and a shift, in float32 as the weights.
    /// </summary>
    private static void Batch(OperatorCall call)
    {
        if (call.Int("training_mode", 0) != 0)
            throw new NotUnderstoodException("is a batch normalisation in training mode", "Export the network after model.eval().");
        int[] shape = call.Input(0).Shape;
        float[] scale = call.Reals(1, "the scale").Data, bias = call.Reals(2, "the bias").Data, mean = call.Reals(3, "the mean").Data,
            variance = call.Reals(4, "the variance").Data;
        int channels = shape.Length > 1 ? shape[1] : 1;
        if (scale.Length != channels || bias.Length != channels || mean.Length != channels || variance.Length != channels)
            throw new NotUnderstoodException($"normalises {Counted.Of(channels, "channel")} with {Counted.Of(scale.Length, "scale")}",
                "The file contradicts itself, or this importer takes an axis for another one.", isAxes: true);
        double epsilon = call.Float("epsilon", 1e-5f);
        Features features = call.Features(0);
        float[] scales = new float[features.Size], shifts = new float[features.Size];
        int inner = Sizes.Count(shape.AsSpan(2));
        for (int i = 0; i < features.Place.Length; i++)
        {
            int channel = i / inner % channels;
            double factor = scale[channel] / Math.Sqrt(variance[channel] + epsilon);
            float exact = (float)factor, shift = (float)(bias[channel] - mean[channel] * factor);
            scales[features.Place[i]] = exact;
            shifts[features.Place[i]] = shift;
        }

        Confirm(features, inner, channels);
        var node = new ScaleShiftNode(call.Name, [features.Node], SourceTensor.Vector(scales), SourceTensor.Vector(shifts));
        call.Result(new RefValue(features.Refs(call.Graph.Add(node, features.Steps), shape)));
    }

    /// <summary>A channel must be a value of a step, not a step.</summary>
    private static void Confirm(Features features, int inner, int channels)
    {
        int[] of = new int[features.Size];
        Array.Fill(of, -1);
        for (int i = 0; i < features.Place.Length; i++)
        {
            int channel = i / inner % channels;
            if (of[features.Place[i]] >= 0 && of[features.Place[i]] != channel)
                throw new NotUnderstoodException("normalises steps, not channels",
                    "This importer takes an axis for another one; export the network with [batch, time, features].", isAxes: true);
            of[features.Place[i]] = channel;
        }
    }

    /// <summary>A number for each value, or one for all.</summary>
    private static SourceTensor Spread(OperatorCall call, int input, string what, int size)
    {
        float[] numbers = call.Reals(input, what).Data;
        if (numbers.Length == 1 && size > 1)
        {
            numbers = [.. Enumerable.Repeat(numbers[0], size)];
        }

        return numbers.Length == size ? SourceTensor.Vector(numbers)
            : throw new NotUnderstoodException($"normalises {Counted.Of(size, "value")}, but {what} has {numbers.Length}", "The file contradicts itself; "
            + "export it again.");
    }

    private static void Layer(OperatorCall call)
    {
        int[] shape = call.Input(0).Shape;
        int axis = Sizes.Axis(call.Int("axis", -1), shape.Length);
        Features features = call.Features(0, keepOrder: true);
        int over = Sizes.Count(shape.AsSpan(axis));
        if (features.Size != over)
            throw new NotUnderstoodException($"normalises {over} of {Counted.Of(features.Size, "value")} of a step",
                "Only a normalisation of all values of a step is understood.");
        SourceTensor scale = Spread(call, 1, "the scale", features.Size);
        SourceTensor? shift = call.Has(2) ? Spread(call, 2, "the bias", features.Size) : null;
        var norm = new LayerNormNode(call.Name, [features.Node], features.Size, call.Float("epsilon", 1e-5f), scale, shift);
        int node = call.Graph.Add(norm, features.Steps);
        call.Result(new RefValue(features.Refs(node, shape)));
    }
}
