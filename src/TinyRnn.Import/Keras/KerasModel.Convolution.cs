namespace TinyRnn.Import.Keras;

/// <summary>Convolutions along the steps.</summary>
internal sealed partial class KerasModel
{
    /// <summary>A kernel [K, I / groups, O] and perhaps a bias [O]. What is not causal is described, and refused with the reason.</summary>
    private int Convolution(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        int groups = (int)(layer.Number("groups") ?? 1);
        if (tensors.Count is not (1 or 2) || tensors[0].Shape.Length != 3 || groups < 1 || tensors[0].Shape[1] != (double)Size(input) / groups
            || tensors[0].Shape[2] % groups != 0 || (tensors.Count > 1 && (tensors[1].Shape.Length != 1 || tensors[1].Count != tensors[0].Shape[2])))
        {
            throw new SourceFormatException(
                $"{file}: the convolution {layer.Name} has the tensors {string.Join(" and ", tensors)} and {groups} groups after {Size(input)} values; a kernel "
                + $"[steps, inputs of a group, outputs] and perhaps a bias are expected. Configuration and weights are not of one model.");
        }

        string padding = layer.Text("padding") ?? "valid";
        int stride = layer.Only("strides") ?? 1;
        int dilation = layer.Only("dilation_rate") ?? 1;
        if (Unlike(layer, padding, stride, dilation) is var (what, remedy))
        {
            string details = $"kernel {tensors[0].Shape[0]}, padding {padding}, stride {stride}, dilation {dilation}, groups {groups}";
            Refuse(layer, $"Conv1D ({details}): {what}", remedy);
            return Activate(layer, layer.Text("activation"), Append(new OtherNode(layer.Name, [input], "Conv1D", tensors[0].Shape[2], details, tensors)));
        }

        ConvNode node = new(layer.Name, [input], Turned(tensors[0]), tensors.Count > 1 ? tensors[1] : null, dilation, groups);
        return Activate(layer, layer.Text("activation"), Append(node));
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

    /// <summary>What makes it another operation than a causal convolution of every step, and what helps.</summary>
    private static (string What, string Remedy)? Unlike(KerasLayer layer, string padding, int stride, int dilation)
    {
        if (layer.Text("data_format") == "channels_first")
            return ("its steps are the last axis (data_format)", "Save the model with data_format=\"channels_last\".");
        if (padding == "same")
            return ("with padding \"same\" an output sees steps that come after it", "Train it with padding=\"causal\": a stream has no later steps.");
        if (padding != "causal")
            return ($"with padding \"{padding}\" there are fewer outputs than steps", "Train it with padding=\"causal\", which has an output for each step.");
        if (stride != 1)
            return ($"with {stride} strides there are fewer outputs than steps", "TinyRnn's [Conv1D] has an output for each step: train it with strides=1.");
        return dilation < 1 ? ($"its dilation is {dilation}", "It must be 1 or more; the file contradicts itself.") : null;
    }
}
