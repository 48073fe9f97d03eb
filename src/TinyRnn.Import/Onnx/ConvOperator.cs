namespace TinyRnn.Import.Onnx;

/// <summary>
/// Convolutions. With kernels of one value it is a dense layer. Otherwise there are two kinds that must not be confused: along the steps
/// (it keeps a past), and along an axis inside one step (it keeps
/// none); the references say which one it is. Causal ones along the steps are layers, and so are those of one axis inside a step
/// (<see cref="FrameConvOperator"/>); others are read whole.
/// </summary>
internal static class ConvOperator
{
    private const string Remedy = "Convolutions of [N, C, L] or [N, C, H, W] with constant weights are read.";

    public static void Run(OperatorCall call)
    {
        NdArray<float> weights = call.Reals(1, "the kernel");
        int[] shape = call.Input(0).Shape;
        int spatial = shape.Length - 2;
        if (spatial is < 1 or > 3 || weights.Rank != shape.Length)
            throw new NotUnderstoodException($"convolves {Sizes.Text(shape)} with {Sizes.Text(weights.Shape)}", Remedy);
        float[]? bias = call.Has(2) ? call.Reals(2, "the bias").Data : null;
        var window = ConvWindow.Of(call, shape, weights.Shape);
        int outputs = weights.Shape[0];
        if (window.IsPointwise && !FrameConvOperator.HasPositions(call.Input(0)))
        {
            int[] last = [0, .. Enumerable.Range(2, spatial), 1];
            LinearOperators.Dense(call, call.Input(0).Pick(Selection.Transpose(shape, last)), weights.Data, bias, outputs);
            GraphValue result = call.Results[0]!;
            call.Result(result.Pick(Selection.Transpose(result.Shape, [0, shape.Length - 1, .. Enumerable.Range(1, spatial)])));
            return;
        }

        (NdArray<Ref> input, int[] zeros) = WithoutZeros(call.Refs(0));
        if (FrameConvOperator.TryRun(call, window, input, zeros, weights, bias))
            return;
        Features features = Features.Of(call.Graph, input, keepOrder: false, call.Name);
        int channel = input.Shape[1] > 1 ? Sizes.Strides(input.Shape)[1] : 0;
        if (features.Step[0] != features.Step[channel] || features.Item[0] != features.Item[channel])
            throw new NotUnderstoodException("takes steps, or members of the batch, for channels", Remedy, isAxes: true);
        int time = TimeAxis(features, input.Shape);
        int[] result1 = [shape[0], outputs, .. window.Sizes];
        int steps = time < 0 ? features.Steps : window.Sizes[time];
        int size = Sizes.Count([outputs, .. window.Sizes.Where((_, axis) => axis != time)]);
        (string What, string Remedy)? unlike = null;
        if (OverSteps(features, input.Shape, time))
        {
            call.Evaluator.NeedWhole(features.Node, window.Strides[0]);
            StepWindow moves = window.OverSteps(zeros);
            unlike = moves.Unlike();
            if (unlike is null && Causal(call, window, moves, features, input.Shape, weights, bias) is { } causal)
            {
                int place = call.Graph.Add(causal, steps);
                call.Evaluator.Rests.Add(place, moves, input.Shape[2], call.Graph[features.Node] is InputNode);
                if (moves.Remark(call.Graph[place].Name) is { } remark)
                    call.Evaluator.Remarks.Add(remark);
                call.Result(new RefValue(Outputs(features, input.Shape, result1, place, time)));
                return;
            }
        }

        SourceTensor[] tensors = [Tensors.Of(weights), .. bias is null ? Array.Empty<SourceTensor>() : [SourceTensor.Vector(bias)]];
        string kind = time >= 0 ? $"Conv{spatial}D over steps" : $"Conv{spatial}D inside a step";
        int node = call.Graph.Add(new OtherNode(call.Name, [features.Node], kind, size, window.Text(time, zeros), tensors), steps);
        if (unlike is var (what, remedy))
            call.Evaluator.Problems.Add(new(call.Graph[node].Name, $"{kind} ({window.Text(time, zeros)}): {what}", remedy));
        call.Result(new RefValue(Outputs(features, input.Shape, result1, node, time)));
    }

    /// <summary>[N, C, T] whose last axis is that of the steps, in their order, and whose channels are the values of a step.</summary>
    private static bool OverSteps(Features features, int[] input, int time) =>
        time == 0 && input.Length == 3 && features.Size == input[1] && features.Steps == input[2]
        && features.Step.Select((step, at) => step == at % input[2]).All(isThere => isThere);

    /// <summary>
    /// A convolution over steps that sees none after its output's. <see langword="null"/>: its channels are in an order that its groups do not allow.
    /// </summary>
    private static ConvNode? Causal(
        OperatorCall call, ConvWindow window, StepWindow moves, Features features, int[] input, NdArray<float> weights, float[]? bias)
    {
        int channels = input[1];
        int[] place = [.. Enumerable.Range(0, channels).Select(channel => features.Place[channel * input[2]])];
        bool isOrdered = place.Select((at, channel) => at == channel).All(same => same);
        if (!isOrdered && window.Groups > 1)
            return null;

        // The channels come in the order of the vector that is read.
        int taps = window.Kernel[0];
        int inputs = weights.Shape[1];
        float[] turned = isOrdered ? weights.Data : new float[weights.Data.Length];
        for (int i = 0; !isOrdered && i < turned.Length; i++)
            turned[(((i / taps / inputs * inputs) + place[i / taps % inputs]) * taps) + (i % taps)] = weights.Data[i];
        return new(
            call.Name, [features.Node], moves.Widened(new SourceTensor(weights.Shape, turned)), bias is null ? null : SourceTensor.Vector(bias), moves.Dilation,
            window.Groups, moves.Stride);
    }

    /// <summary>Zeros that a Pad put around belong to the convolution.</summary>
    private static (NdArray<Ref> Input, int[] Zeros) WithoutZeros(NdArray<Ref> padded)
    {
        int[] zeros = new int[2 * padded.Rank];
        var value = new RefValue(padded);
        for (int axis = padded.Rank - 1; axis >= 2; axis--)
        {
            int size = value.Shape[axis];
            bool[] isZero = new bool[size];
            Array.Fill(isZero, true);
            int inner = Sizes.Strides(value.Shape)[axis];
            for (int i = 0; i < value.Data.Length; i++)
                isZero[i / inner % size] &= value.Data[i].IsConstant && value.Data[i].Number == 0;
            int first = Array.IndexOf(isZero, false), last = Array.LastIndexOf(isZero, false);
            if (first < 0)
                throw new NotUnderstoodException("convolves zeros", Remedy);
            zeros[axis] = first;
            zeros[axis + padded.Rank] = size - 1 - last;
            value = (RefValue)value.Pick(Selection.Along(value.Shape, axis, [.. Enumerable.Range(first, last - first + 1)]));
        }

        return (value.Array, zeros);
    }

    /// <summary>The spatial axis along which the steps run, or -1.</summary>
    private static int TimeAxis(Features features, int[] shape)
    {
        int[] strides = Sizes.Strides(shape);
        for (int axis = 2; axis < shape.Length; axis++)
        {
            if (shape[axis] > 1 && features.Step[0] != features.Step[strides[axis]])
                return axis - 2;
        }

        return -1;
    }

    private static NdArray<Ref> Outputs(Features features, int[] source, int[] shape, int node, int time)
    {
        var data = new Ref[Sizes.Count(shape)];
        int perItem = data.Length / shape[0];
        int sourcePerItem = features.Place.Length / source[0];
        int[] strides = Sizes.Strides(shape);
        var places = new Dictionary<(int, int), int>();
        for (int i = 0; i < data.Length; i++)
        {
            int from = i / perItem * sourcePerItem;
            int step = time < 0 ? features.Step[from] : i / strides[time + 2] % shape[time + 2];
            int item = features.Item[from];
            int place = places.GetValueOrDefault((step, item));
            places[(step, item)] = place + 1;
            data[i] = new Ref(node, place, step, item);
        }

        return new(shape, data);
    }
}
