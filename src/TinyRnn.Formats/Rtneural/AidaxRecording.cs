namespace TinyRnn.Formats;

/// <summary>
/// The recording in an AIDA-X file. It was made without gains, the model is read with them: so the recorded input is divided by the input's gain and the
/// recorded output multiplied by the output's.
/// </summary>
internal static class AidaxRecording
{
    public static SourceRecording? Read(JsonPlace root, NodeChain chain, float inGain, float outGain)
    {
        if (root.Optional("input_batch") is not JsonPlace inputPlace || root.Optional("output_batch") is not JsonPlace outputPlace)
        {
            if (root.Has("input_batch") || root.Has("output_batch"))
                chain.Remarks.Add("Of input_batch and output_batch, with which the file could be checked, it has only one.");
            return null;
        }

        SourceTensor input = JsonNumbers.Tensor(inputPlace, 1);
        SourceTensor output = JsonNumbers.Tensor(outputPlace, 1);
        if (input.Count != output.Count)
            throw outputPlace.Error($"has {Counted.Of(output.Count, "sample")}, but input_batch has {input.Count}");
        if (chain.Size != 1)
            throw outputPlace.Error($"has one value a step, but the last layer gives {chain.Size}");
        if (input.Count == 0)
            return null;
        int features = chain.SizeOf(SourceNode.ModelInput);
        float[] inputs = new float[checked(input.Count * features)];
        float[] outputs = new float[output.Count];
        for (int t = 0; t < input.Count; t++)
        {
            inputs[t * features] = (float)(input.Values[t] / (double)inGain);
            outputs[t] = (float)(output.Values[t] * (double)outGain);
        }

        string gains = inGain == 1 && outGain == 1 ? "" : ", without the gains, which are worked in here";
        return new SourceRecording(
            $"recorded in training by AIDA-X{gains}", SourceTensor.Matrix(input.Count, features, inputs), SourceTensor.Matrix(output.Count, 1, outputs));
    }
}
