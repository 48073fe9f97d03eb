namespace TinyRnn.Import.Onnx;

/// <summary>
/// Convolutions along an axis inside one step. A graph has channels before positions, a layer here positions before channels: the references
/// are put into that order before and behind, so that nothing is moved where one such layer follows another.
/// </summary>
internal static class FrameConvOperator
{
    /// <summary>Whether the last axis of [N, C, L] lies inside steps, and is longer than one value.</summary>
    public static bool HasPositions(GraphValue value) => value is RefValue { Rank: 3 } refs && refs.Shape[2] > 1 && IsInside(refs.Array);

    /// <summary>Reads a convolution as a layer, if it is one.</summary>
    /// <param name="call">The node.</param>
    /// <param name="window">How it moves.</param>
    /// <param name="input">What it reads, [N, C, L], without the zeros around.</param>
    /// <param name="zeros">Those zeros: before each axis, then behind.</param>
    /// <param name="weights">[O, C, K].</param>
    /// <param name="bias">[O], or nothing.</param>
    public static bool TryRun(OperatorCall call, ConvWindow window, NdArray<Ref> input, int[] zeros, NdArray<float> weights, float[]? bias)
    {
        if (input.Rank != 3 || window.Groups != 1 || window.Dilations[0] != 1 || !IsInside(input))
            return false;
        (int left, int right) = (window.Pads[0] + zeros[2], window.Pads[1] + zeros[5]);
        (int mirroredLeft, int mirroredRight) = Mirrored(input);
        bool isReflected = mirroredLeft + mirroredRight > 0;
        if (isReflected && left + right > 0)
            return false;
        int positions = input.Shape[2] - mirroredLeft - mirroredRight;
        GraphValue middle = new RefValue(input).Pick(Selection.Along(input.Shape, 2, [.. Enumerable.Range(mirroredLeft, positions)]));
        middle = middle.Pick(Selection.Transpose(middle.Shape, [0, 2, 1]));
        Features features = Features.Of(call.Graph, middle.AsRefs(), keepOrder: true, call.Name);
        if (features.Size != positions * input.Shape[1])
            return false;
        var node = new FrameConvNode(
            call.Name, [features.Node], Tensors.Of(weights), bias is null ? null : SourceTensor.Vector(bias), positions, window.Strides[0],
            isReflected ? mirroredLeft : left, isReflected ? mirroredRight : right, isReflected);
        if (node.Positions != window.Sizes[0])
            return false;
        call.Result(new RefValue(Outputs(call.Graph.Add(node, features.Steps), node, features, input.Shape)));
        return true;
    }

    /// <summary>[N, O, L]: rows have the steps of the input's.</summary>
    private static NdArray<Ref> Outputs(int place, FrameConvNode node, Features features, int[] input)
    {
        int[] shape = [input[0], node.Channels, node.Positions];
        var data = new Ref[Sizes.Count(shape)];
        int perRow = features.Place.Length / input[0];
        for (int i = 0; i < data.Length; i++)
        {
            int row = i / node.Size * perRow;
            int feature = (i % node.Positions * node.Channels) + (i / node.Positions % node.Channels);
            data[i] = new Ref(place, feature, features.Step[row], features.Item[row]);
        }

        return new(shape, data);
    }

    private static bool IsInside(NdArray<Ref> array)
    {
        int perRow = array.Data.Length / array.Shape[0];
        for (int i = 0; i < array.Data.Length; i++)
        {
            Ref value = array.Data[i], first = array.Data[i / perRow * perRow];
            if (value.IsConstant || value.Step != first.Step || value.Item != first.Item)
                return false;
        }

        return true;
    }

    /// <summary>Positions at both ends that are those beside them once more, mirrored.</summary>
    private static (int Left, int Right) Mirrored(NdArray<Ref> array)
    {
        int length = array.Shape[2];
        ReadOnlySpan<Ref> signal = array.Data.AsSpan(0, length);
        int again = signal[1..].IndexOf(signal[0]) + 1;
        int before = signal[..^1].LastIndexOf(signal[^1]);
        int left = again > 0 ? again / 2 : 0;
        int right = before >= 0 ? (length - 1 - before) / 2 : 0;
        for (int row = 0; row < array.Data.Length; row += length)
        {
            ReadOnlySpan<Ref> values = array.Data.AsSpan(row, length);
            for (int k = 1; k <= left; k++)
            {
                if (left + k >= length - right || values[left - k] != values[left + k])
                    return (0, 0);
            }

            for (int k = 1; k <= right; k++)
            {
                if (length - 1 - right - k < left || values[length - 1 - right + k] != values[length - 1 - right - k])
                    return (0, 0);
            }
        }

        return (left, right);
    }
}
