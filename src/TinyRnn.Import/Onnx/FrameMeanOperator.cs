namespace TinyRnn.Import.Onnx;

/// <summary>Means over the positions of one step: of each channel of a layer that gives positions of channels, all of its values.</summary>
internal static class FrameMeanOperator
{
    /// <summary>Reads a mean as a layer, if it is one.</summary>
    /// <param name="call">The node.</param>
    /// <param name="group">For each value of the input, the place of its mean.</param>
    /// <param name="target">Sizes of the result.</param>
    public static bool TryRun(OperatorCall call, int[] group, int[] target)
    {
        Ref[] values = call.Refs(0).Data;
        int means = Sizes.Count(target);
        if (values.Length == 0 || values[0].IsConstant || Channels(call.Graph[values[0].Node]) is not { } channels)
            return false;
        int positions = call.Graph[values[0].Node].Size / channels;
        if (positions < 2 || values.Length != means * positions)
            return false;
        var first = new Ref?[means];
        bool[] seen = new bool[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Ref value = values[i];
            Ref channel = value with { Feature = value.Feature % channels };
            if (value.IsConstant || value.Node != values[0].Node || (first[group[i]] ??= channel) != channel)
                return false;
            int place = (group[i] * positions) + (value.Feature / channels);
            if (seen[place])
                return false;
            seen[place] = true;
        }

        int source = values[0].Node;
        int node = call.Graph.Add(new FrameMeanNode(call.Name, [source], positions, channels), call.Graph.Steps(source));
        call.Result(new RefValue(new(target, Array.ConvertAll(first, channel => channel!.Value with { Node = node }))));
        return true;
    }

    private static int? Channels(SourceNode node) => node switch
    {
        FrameConvNode convolution => convolution.Channels,
        MagnitudeNode magnitude => magnitude.Bins,
        _ => null,
    };
}
