namespace TinyRnn.Formats;

/// <summary>One layer of RTNeural's JSON: <c>{"type", "activation", "shape", "weights"}</c> and what a type adds.</summary>
internal static class RtneuralLayers
{
    public static void Add(JsonPlace layer, NodeChain chain)
    {
        string type = layer.Required("type").Text();
        switch (type)
        {
            case "dense" or "time-distributed-dense":
                AddDense(layer, chain);
                break;
            case "lstm":
                RtneuralCells.AddLstm(layer, chain);
                break;
            case "gru":
                RtneuralCells.AddGru(layer, chain);
                break;
            case "conv1d":
                RtneuralFilters.AddConvolution(layer, chain);
                break;
            case "batchnorm":
                RtneuralFilters.AddNormalisation(layer, chain);
                break;
            case "prelu":
                RtneuralFilters.AddParametricRelu(layer, chain);
                break;
            case "activation":
                RtneuralModel.Unread(layer, ["type", "activation", "shape", "weights"], chain);
                Size(layer, chain.Size);
                AddActivation(layer, chain);
                break;
            default:
                AddUnknown(layer, type, chain);
                break;
        }
    }

    /// <summary>The layer's size as its shape says it; it must be that of its weights, if they say one.</summary>
    public static int Size(JsonPlace layer, int expected = 0)
    {
        JsonPlace shape = layer.Required("shape");
        int size = RtneuralModel.LastSize(shape);
        return expected == 0 || size == expected ? size : throw shape.Error($"ends in {size}, where the layer gives {Counted.Of(expected, "value")}");
    }

    /// <summary>The layer's arrays, as many as the type has.</summary>
    public static JsonPlace[] Weights(JsonPlace layer, int least, int most)
    {
        JsonPlace[] weights = layer.Required("weights").Items();
        string expected = least == most ? $"{most}" : $"{least} to {most}";
        return weights.Length >= least && weights.Length <= most
            ? weights
            : throw layer.Error($"has {Counted.Of(weights.Length, "array")} of weights, where {expected} are expected");
    }

    public static void Expect(JsonPlace place, SourceTensor tensor, string what, params ReadOnlySpan<int> shape)
    {
        if (!tensor.Shape.SequenceEqual(shape))
            throw place.Error($"has the shape {tensor}, where {what} is [{string.Join(", ", shape.ToArray())}]");
    }

    /// <summary>The function that a layer names, as a node of its own; "" and linear are none.</summary>
    public static void AddActivation(JsonPlace layer, NodeChain chain)
    {
        string name = layer.Optional("activation")?.Text() ?? "";
        SourceActivation? function = name switch
        {
            "tanh" => SourceActivation.Tanh,
            "relu" => new(ActivationKind.Relu),
            "sigmoid" => SourceActivation.Sigmoid,
            "softmax" => new(ActivationKind.Softmax),
            "elu" => new(ActivationKind.Elu, 1),
            _ => null,
        };
        if (function is SourceActivation known)
        {
            chain.Add(new ActivationNode(chain.Name("activation"), chain.Input, known, chain.Size));
        }
        else if (name is not ("" or "linear"))
        {
            chain.Add(new OtherNode(chain.Name("activation"), chain.Input, Excerpt.Of(name), chain.Size, "unknown activation", []));
            chain.Problems.Add(new SourceProblem(
                $"{layer.Path}.activation",
                $"'{Excerpt.Of(name)}' is none of tanh, relu, sigmoid, softmax and elu; RTNeural passes over it and gives other values than the model was "
                + $"trained for",
                "Train with one of these, or import from the original Keras or PyTorch file."));
        }
    }

    private static void AddDense(JsonPlace layer, NodeChain chain)
    {
        RtneuralModel.Unread(layer, ["type", "activation", "shape", "weights"], chain);
        JsonPlace[] weights = Weights(layer, 1, 2);
        SourceTensor kernel = JsonNumbers.Tensor(weights[0], 2);
        int size = Size(layer);
        Expect(weights[0], kernel, "a dense layer's kernel (inputs, outputs)", chain.Size, size);
        SourceTensor? bias = null;
        if (weights.Length > 1)
        {
            bias = JsonNumbers.Tensor(weights[1], 1);
            Expect(weights[1], bias, "a dense layer's bias", size);
        }

        chain.Add(new DenseNode(chain.Name("dense"), chain.Input, KerasLayout.Dense(kernel), bias));
        AddActivation(layer, chain);
    }

    private static void AddUnknown(JsonPlace layer, string type, NodeChain chain)
    {
        int size = layer.Has("shape") ? Size(layer) : 0;
        chain.Add(new OtherNode(chain.Name("layer"), chain.Input, Excerpt.Of(type), size, "not read", []));
        string what = type == "unknown"
            ? "its type is 'unknown': RTNeural's exporter writes this for a layer that it does not know, without its weights, "
                + "and RTNeural's loader passes over it"
            : $"its type '{Excerpt.Of(type)}' is none of dense, time-distributed-dense, lstm, gru, conv1d, batchnorm, prelu and activation";
        chain.Problems.Add(new SourceProblem(layer.Path, what, "Import from the original Keras or PyTorch file, which has the whole model."));
    }
}
