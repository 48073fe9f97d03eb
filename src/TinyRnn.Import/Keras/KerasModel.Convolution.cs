using System.Text.Json;

namespace TinyRnn.Import.Keras;

/// <summary>Convolutions and pools along the steps.</summary>
internal sealed partial class KerasModel
{
    private static (string What, string Remedy) ChannelsFirst =>
        ("its steps are the last axis (data_format)", "Save the model with data_format=\"channels_last\".");

    /// <summary>A kernel [K, I / groups, O] and perhaps a bias [O]. What is not causal is described, and refused with the reason.</summary>
    private int Convolution(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        int groups = (int)(layer.Number("groups") ?? 1);
        if (tensors.Count is not (1 or 2) || tensors[0].Shape.Length != 3 || groups < 1 || tensors[0].Shape[1] != (double)Size(input) / groups
            || tensors[0].Shape[2] % groups != 0 || (tensors.Count > 1 && (tensors[1].Shape.Length != 1 || tensors[1].Count != tensors[0].Shape[2])))
        {
            throw new SourceFormatException(
                $"{file}: the convolution {layer.Name} has the tensors {string.Join(" and ", tensors)} and {Counted.Of(groups, "group")} after "
                + $"{Counted.Of(Size(input), "value")}; a kernel [steps, inputs of a group, outputs] and perhaps a bias are expected. Configuration and "
                + $"weights are not of one model.");
        }

        string padding = layer.Text("padding") ?? "valid";
        int stride = layer.Only("strides") ?? 1;
        int dilation = layer.Only("dilation_rate") ?? 1;
        int kernel = tensors[0].Shape[0];
        StepWindow? window = stride < 1 || dilation < 1 ? null : Window(kernel, dilation, stride, padding, _lengths[input + 1]);
        if ((Unlike(layer, kernel, padding, stride, dilation, _lengths[input + 1]) ?? window?.Unlike()) is var (what, remedy))
        {
            string details = $"kernel {kernel}, padding {padding}, stride {stride}, dilation {dilation}, groups {groups}";
            Refuse(layer, $"Conv1D ({details}): {what}", remedy);
            return Activate(layer, layer.Text("activation"), Append(new OtherNode(layer.Name, [input], "Conv1D", tensors[0].Shape[2], details, tensors)));
        }

        SourceTensor weights = window!.Widened(Turned(tensors[0]));
        int length = _lengths[input + 1];
        int place = Append(
            new ConvNode(layer.Name, [input], weights, tensors.Count > 1 ? tensors[1] : null, dilation, groups, stride), window.Outputs(length));
        if (length > 0)
            _rests.Add(place, window, length, input == SourceNode.ModelInput);
        if (window.Remark(layer.Name) is { } remark)
            _remarks.Add(remark);
        return Activate(layer, layer.Text("activation"), place);
    }

    /// <summary>The largest or the mean of groups of steps that stand side by side.</summary>
    private int Pool(KerasLayer layer, int input, bool isMax)
    {
        int steps = layer.Only("pool_size") ?? layer.Only("pool_length") ?? 2;
        int stride = layer.Config.TryGetProperty("strides", out JsonElement strides) && strides.ValueKind != JsonValueKind.Null
            ? layer.Only("strides") ?? steps : steps;
        string padding = layer.Text("padding", "border_mode") ?? "valid";
        int length = _lengths[input + 1];
        if (layer.Text("data_format") == "channels_first")
            Refuse(layer, ChannelsFirst.What, ChannelsFirst.Remedy);
        if (steps < 1 || stride != steps)
        {
            Refuse(
                layer, $"its groups of {Counted.Of(steps, "step")} begin every {stride} (pool_size, strides)",
                "TinyRnn's pools have groups that stand side by side: train it with strides=pool_size.");
            return Append(new OtherNode(layer.Name, [input], layer.Kind, Size(input), $"{Counted.Of(steps, "step")}, stride {stride}", []));
        }

        if (padding != "valid" && (padding != "same" || length == 0 || length % steps != 0))
        {
            string of = length == 0 ? "an open number of" : $"{length}";
            Refuse(
                layer, $"with padding \"{padding}\" and {Counted.Of(of, "step")} a group of {steps} may be incomplete",
                "Train it with padding=\"valid\", or save it for a number of steps that pool_size divides.");
        }

        return steps == 1 ? input : Append(new PoolNode(layer.Name, [input], isMax, steps, Size(input)));
    }

    /// <summary>[K, I, O] to [O, I, K].</summary>
    private static SourceTensor Turned(SourceTensor kernel)
    {
        (int taps, int inputs, int outputs) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2]);
        float[] turned = new float[kernel.Count];
        for (int i = 0; i < turned.Length; i++)
            turned[i] = kernel.Values[(((i % taps * inputs) + (i / taps % inputs)) * outputs) + (i / taps / inputs)];
        return new([outputs, inputs, taps], turned);
    }

    /// <summary>How a convolution moves; with padding "same" that depends on the length.</summary>
    private static StepWindow Window(int kernel, int dilation, int stride, string padding, int length)
    {
        long span = ((kernel - 1L) * dilation) + 1;
        long total = padding == "same" && length > 0 ? Math.Max(0, (((length + stride - 1L) / stride) - 1) * stride + span - length) : 0;
        long before = padding == "causal" ? span - 1 : total / 2;
        return new(kernel, dilation, stride, (int)Math.Min(before, int.MaxValue), (int)Math.Min(total - (total / 2), int.MaxValue));
    }

    /// <summary>What makes it another operation than a causal convolution, whatever its window, and what helps.</summary>
    private static (string What, string Remedy)? Unlike(KerasLayer layer, int kernel, string padding, int stride, int dilation, int length)
    {
        if (layer.Text("data_format") == "channels_first")
            return ChannelsFirst;
        if (stride < 1 || dilation < 1)
            return ($"its stride is {stride}, its dilation {dilation}", "They must be 1 or more; the file contradicts itself.");
        if (padding is not ("causal" or "same" or "valid"))
            return ($"its padding is \"{padding}\"", "Train it with padding=\"causal\".");
        if (kernel == 1 && stride == 1)
            return null;
        return (padding, stride) switch
        {
            ("same", 1) => ("with padding \"same\" an output sees steps that come after it", "Train it with padding=\"causal\": a stream has no later steps."),
            ("valid", 1) =>
                ($"with padding \"valid\" there are fewer outputs than steps", "Train it with padding=\"causal\", which has an output for each step."),
            ("same", _) when length == 0 =>
                ("with padding \"same\" and an open number of steps it depends on that number where its windows begin",
                    "Train it with padding=\"causal\", or save it for a fixed number of steps."),
            _ => null,
        };
    }
}
