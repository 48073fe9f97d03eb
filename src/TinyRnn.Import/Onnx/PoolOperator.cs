namespace TinyRnn.Import.Onnx;

/// <summary>Maxima and means of every few steps.</summary>
internal static class PoolOperator
{
    private const string Remedy = "Pools of [N, C, T] along the steps are read, whose groups stand side by side: strides = kernel_shape, without padding.";

    public static void Run(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        int kernel = Kernel(call, input);
        if (call.Wants(1))
            throw new NotUnderstoodException("gives the places of its maxima too", "Export the network without them (return_indices=False).");
        if (kernel == 1)
        {
            call.Result(input);
            return;
        }

        Features features = call.Features(0);
        (int channels, int steps) = (input.Shape[1], input.Shape[2]);
        bool isOverSteps = features.Steps == steps && features.Size == channels
            && features.Step.Select((step, at) => step == at % steps).All(isThere => isThere);
        if (!isOverSteps)
            throw new NotUnderstoodException($"pools {Sizes.Text(input.Shape)} along another axis than that of the steps", Remedy, isAxes: true);
        call.Evaluator.NeedWhole(features.Node, kernel);
        var node = new PoolNode(call.Name, [features.Node], call.Node.OpType == "MaxPool", kernel, features.Size);
        int[] shape = [input.Shape[0], channels, steps / kernel];
        if (shape[2] == 0)
            throw new NotUnderstoodException($"pools groups of {Counted.Of(kernel, "step")} of {steps}", "Give more steps, or export the network with "
                + "larger fixed sizes.");
        int place = call.Graph.Add(node, shape[2]);
        var data = new Ref[Sizes.Count(shape)];
        for (int i = 0; i < data.Length; i++)
        {
            int first = i / shape[2] * steps;
            data[i] = new Ref(place, features.Place[first], i % shape[2], features.Item[first]);
        }

        call.Result(new RefValue(new(shape, data)));
    }

    /// <summary>Steps of a group, if it is a pool of groups side by side.</summary>
    private static int Kernel(OperatorCall call, GraphValue input)
    {
        long[] kernel = call.Ints("kernel_shape") ?? [];
        if (input.Rank != 3 || kernel.Length != 1 || kernel[0] is < 1 or > 1 << 20)
            throw new NotUnderstoodException($"pools {Sizes.Text(input.Shape)} in groups of [{string.Join(", ", kernel)}]", Remedy);
        long stride = call.Ints("strides") is [var given] ? given : 1;
        if (stride != kernel[0])
            throw new NotUnderstoodException($"pools groups of {Counted.Of(kernel[0], "step")} that begin every {stride} (strides)", Remedy);
        if (call.Ints("pads") is { } pads && pads.Any(pad => pad != 0))
            throw new NotUnderstoodException($"pads [{string.Join(", ", pads)}] steps around its groups (pads)", Remedy);
        if (call.Int("ceil_mode", 0) != 0)
            throw new NotUnderstoodException("gives an output of an incomplete group, too (ceil_mode)", "Export it with ceil_mode=False.");
        if (call.Ints("dilations") is { } dilations && dilations.Any(dilation => dilation != 1))
            throw new NotUnderstoodException($"leaves out steps of its groups (dilations [{string.Join(", ", dilations)}])", Remedy);
        if (call.Text("auto_pad", "NOTSET") is var auto and not ("NOTSET" or "VALID"))
            throw new NotUnderstoodException($"pads its groups (auto_pad {auto})", Remedy);
        return (int)kernel[0];
    }
}
