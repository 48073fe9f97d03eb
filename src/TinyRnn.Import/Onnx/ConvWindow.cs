namespace TinyRnn.Import.Onnx;

/// <summary>How a convolution's window moves.</summary>
/// <param name="Kernel">Values along each axis.</param>
/// <param name="Strides">Distance of windows.</param>
/// <param name="Dilations">Distance of values in a window.</param>
/// <param name="Pads">Zeros before each axis, then behind.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Sizes">Sizes of the result.</param>
internal sealed record ConvWindow(int[] Kernel, int[] Strides, int[] Dilations, int[] Pads, int Groups, int[] Sizes)
{
    /// <summary>One value a window: a dense layer.</summary>
    public bool IsPointwise =>
        Groups == 1 && Kernel.All(size => size == 1) && Strides.All(size => size == 1) && Pads.All(size => size == 0);

    public static ConvWindow Of(OperatorCall call, int[] input, int[] weights)
    {
        int axes = input.Length - 2;
        int[] kernel = weights[2..];
        int[] strides = Numbers(call, "strides", axes, 1, 1 << 20), dilations = Numbers(call, "dilations", axes, 1, 1 << 20),
            pads = Numbers(call, "pads", 2 * axes, 0, 1 << 20);
        int groups = (int)Math.Clamp(call.Int("group", 1), 0, 1 << 20);
        if (groups < 1 || weights[1] * (long)groups != input[1] || weights[0] % groups != 0)
            throw new NotUnderstoodException($"convolves {Counted.Of(input[1], "channel")} with weights {Onnx.Sizes.Text(weights)} in "
                + Counted.Of(groups, "group"),
                "The file contradicts itself, or this importer takes an axis for another one.", isAxes: true);
        int[] sizes = new int[axes];
        string auto = call.Text("auto_pad", "NOTSET");
        for (int axis = 0; axis < axes; axis++)
        {
            long span = (kernel[axis] - 1L) * dilations[axis] + 1;
            if (auto is "SAME_UPPER" or "SAME_LOWER")
            {
                long total = Math.Max(0,
                    ((input[axis + 2] + strides[axis] - 1L) / strides[axis] - 1) * strides[axis] + span - input[axis + 2]);
                long small = total / 2;
                (pads[axis], pads[axis + axes]) = auto == "SAME_UPPER" ? ((int)small, (int)(total - small))
                    : ((int)(total - small), (int)small);
            }

            long room = input[axis + 2] + (long)pads[axis] + pads[axis + axes] - span;
            if (room < 0)
                throw new NotUnderstoodException($"has a kernel of {Counted.Of(span, "value")} for {input[axis + 2]}",
                    "Give more steps, or export the network with larger fixed sizes.");
            sizes[axis] = (int)(room / strides[axis]) + 1;
        }

        return new(kernel, strides, dilations, pads, groups, sizes);
    }

    /// <summary>The window in words.</summary>
    /// <param name="time">The axis of the steps, or -1.</param>
    /// <param name="zeros">Zeros that stood around the input before, for all axes before, then behind.</param>
    public string Text(int time, int[] zeros)
    {
        var words = new List<string> { $"kernel {Join(Kernel)}" };
        if (Strides.Any(size => size != 1))
            words.Add($"stride {Join(Strides)}");
        if (Dilations.Any(size => size != 1))
            words.Add($"dilation {Join(Dilations)}");
        if (Groups != 1)
            words.Add(Counted.Of(Groups, "group"));
        int[] before = Before(zeros);
        int[] behind = Behind(zeros);
        words.Add(IsCausal(time, zeros) ? "causal" : before.Concat(behind).All(size => size == 0) ? "no padding"
            : $"zeros {Join(before)} before and {Join(behind)} behind");
        return string.Join(", ", words);
    }

    /// <summary>As it moves along the steps, where these are the only axis.</summary>
    /// <param name="zeros">Zeros that stood around the input before, for all axes before, then behind.</param>
    public StepWindow OverSteps(int[] zeros) => new(Kernel[0], Dilations[0], Strides[0], Before(zeros)[0], Behind(zeros)[0]);

    /// <summary>Each step has an output, which sees none after it.</summary>
    private bool IsCausal(int time, int[] zeros) =>
        time >= 0 && Strides[time] == 1 && Behind(zeros)[time] == 0 && Before(zeros)[time] == (Kernel[time] - 1) * Dilations[time];

    private int[] Before(int[] zeros) => [.. Kernel.Select((_, axis) => Pads[axis] + zeros[axis + 2])];

    private int[] Behind(int[] zeros) => [.. Kernel.Select((_, axis) => Pads[axis + Kernel.Length] + zeros[axis + Kernel.Length + 4])];

    private static string Join(int[] sizes) => string.Join(" x ", sizes);

    private static int[] Numbers(OperatorCall call, string key, int count, int least, int most)
    {
        long[] values = call.Ints(key) ?? [.. Enumerable.Repeat((long)least, count)];
        return values.Length == count && values.All(value => value >= least && value <= most) ? [.. values.Select(value => (int)value)]
            : throw new NotUnderstoodException($"has {key} [{string.Join(", ", values)}]", "The file contradicts itself; export it again.");
    }
}
