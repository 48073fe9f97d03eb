namespace TinyRnn.Formats;

/// <summary>LSTM and GRU of RTNeural's JSON, in Keras' layout.</summary>
internal static class RtneuralCells
{
    public static void AddLstm(JsonPlace layer, NodeChain chain)
    {
        (JsonPlace[] weights, SourceTensor kernel, SourceTensor recurrent, int units) = Kernels(layer, chain, "LSTM", 4);
        SourceTensor bias = JsonNumbers.Tensor(weights[2], 1);
        RtneuralLayers.Expect(weights[2], bias, $"the bias of an LSTM of {Counted.Of(units, "unit")}", 4 * units);
        DirectionWeights direction =
            new(KerasLayout.Matrix(kernel, KerasLayout.Lstm), KerasLayout.Matrix(recurrent, KerasLayout.Lstm),
                KerasLayout.Vector(bias.Values, KerasLayout.Lstm), null);
        chain.Add(new RecurrentNode(chain.Name("lstm"), chain.Input, CellKind.Lstm, [direction]));
    }

    public static void AddGru(JsonPlace layer, NodeChain chain)
    {
        (JsonPlace[] weights, SourceTensor kernel, SourceTensor recurrent, int units) = Kernels(layer, chain, "GRU", 3);

        // One row instead of two is Keras' reset_after=False, another cell, which RTNeural does not have.
        SourceTensor bias = JsonNumbers.Tensor(weights[2]);
        RtneuralLayers.Expect(weights[2], bias, $"the bias of a GRU of {Counted.Of(units, "unit")} with reset_after=True, the only one that RTNeural "
            + $"has,", 2, 3 * units);
        DirectionWeights direction = new(
            KerasLayout.Matrix(kernel, KerasLayout.Gru), KerasLayout.Matrix(recurrent, KerasLayout.Gru),
            KerasLayout.Vector(bias.Values[..(3 * units)], KerasLayout.Gru), KerasLayout.Vector(bias.Values[(3 * units)..], KerasLayout.Gru));
        chain.Add(new RecurrentNode(chain.Name("gru"), chain.Input, CellKind.Gru, [direction]));
    }

    private static (JsonPlace[] Weights, SourceTensor Kernel, SourceTensor Recurrent, int Units) Kernels(
        JsonPlace layer, NodeChain chain, string cell, int gates)
    {
        RtneuralModel.Unread(layer, ["type", "activation", "shape", "weights"], chain);
        int units = RtneuralLayers.Size(layer);
        JsonPlace[] weights = RtneuralLayers.Weights(layer, 3, 3);
        SourceTensor kernel = JsonNumbers.Tensor(weights[0], 2);
        SourceTensor recurrent = JsonNumbers.Tensor(weights[1], 2);
        RtneuralLayers.Expect(
            weights[0], kernel, $"the kernel of {(cell == "GRU" ? "a" : "an")} {cell} of {Counted.Of(units, "unit")} (inputs, {Counted.Of(gates, "gate")} "
                + $"times units)", chain.Size,
            gates * units);
        RtneuralLayers.Expect(
            weights[1], recurrent, $"the recurrent kernel of {(cell == "GRU" ? "a" : "an")} {cell} of {Counted.Of(units, "unit")} (units, "
                + $"{Counted.Of(gates, "gate")} times units)", units,
            gates * units);
        string activation = layer.Optional("activation")?.Text() ?? "";
        if (activation is not ("" or "tanh"))
        {
            chain.Remarks.Add(
                $"{layer.Path} names the activation '{Excerpt.Of(activation)}'; RTNeural computes tanh and sigmoid in an LSTM or GRU whatever the file says, "
                + $"and so does what is imported.");
        }

        return (weights, kernel, recurrent, units);
    }
}
