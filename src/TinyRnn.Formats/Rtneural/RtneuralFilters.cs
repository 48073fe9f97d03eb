namespace TinyRnn.Formats;

/// <summary>Convolution, batch normalisation and PReLU of RTNeural's JSON.</summary>
internal static class RtneuralFilters
{
    private const int MostSteps = 1 << 20;

    /// <summary>A causal convolution over steps, [K][in / groups][out]; one of a single step and group is a dense layer.</summary>
    public static void AddConvolution(JsonPlace layer, NodeChain chain)
    {
        RtneuralModel.Unread(layer, ["type", "activation", "shape", "weights", "kernel_size", "dilation", "groups"], chain);
        int size = RtneuralLayers.Size(layer);
        int kernelSize = Only(layer.Required("kernel_size"));
        int dilation = Only(layer.Required("dilation"));
        int groups = layer.Optional("groups")?.Whole(1, MostSteps) ?? 1;
        if (chain.Size % groups != 0 || size % groups != 0)
            throw layer.Error($"has {Counted.Of(groups, "group")}, which do not divide its {Counted.Of(chain.Size, "input")} and {Counted.Of(size, "output")}");
        JsonPlace[] weights = RtneuralLayers.Weights(layer, 1, 2);
        SourceTensor kernel = JsonNumbers.Tensor(weights[0], 3);
        RtneuralLayers.Expect(weights[0], kernel, "a convolution's kernel (steps, inputs of a group, outputs)", kernelSize, chain.Size / groups, size);
        SourceTensor? bias = null;
        if (weights.Length > 1)
        {
            bias = JsonNumbers.Tensor(weights[1], 1);
            RtneuralLayers.Expect(weights[1], bias, "a convolution's bias", size);
        }

        if (kernelSize == 1 && groups == 1)
        {
            SourceTensor matrix = SourceTensor.Matrix(chain.Size, size, kernel.Values.ToArray());
            chain.Remarks.Add($"{layer.Path} is a convolution of one step: a dense layer.");
            chain.Add(new DenseNode(chain.Name("conv1d"), chain.Input, KerasLayout.Dense(matrix), bias));
        }
        else
        {
            chain.Add(new ConvNode(chain.Name("conv1d"), chain.Input, KerasLayout.Convolution(kernel), bias, dilation, groups));
        }

        RtneuralLayers.AddActivation(layer, chain);
    }

    /// <summary>gamma, beta, mean, variance, or only the last two: a scale and a shift, computed in double.</summary>
    public static void AddNormalisation(JsonPlace layer, NodeChain chain)
    {
        RtneuralModel.Unread(layer, ["type", "activation", "shape", "weights", "epsilon"], chain);
        int size = RtneuralLayers.Size(layer, chain.Size);
        JsonPlace[] weights = RtneuralLayers.Weights(layer, 2, 4);
        if (weights.Length == 3)
            throw layer.Error("has 3 arrays of weights, where mean and variance, or gamma, beta, mean and variance are expected");
        JsonPlace epsilonPlace = layer.Required("epsilon");
        double epsilon = epsilonPlace.Number();
        SourceTensor[] arrays = new SourceTensor[weights.Length];
        for (int k = 0; k < weights.Length; k++)
        {
            arrays[k] = JsonNumbers.Tensor(weights[k], 1);
            RtneuralLayers.Expect(weights[k], arrays[k], "an array of a batch normalisation", size);
        }

        foreach (float variance in arrays[^1].Values)
        {
            if (!(variance + epsilon > 0))
                throw weights[^1].Error($"holds {variance}, which with epsilon {epsilon} is no positive variance");
        }

        chain.Remarks.Add($"{layer.Path}, a batch normalisation, is a scale and a shift.");
        (SourceTensor? weight, SourceTensor? bias) = arrays.Length == 4 ? (arrays[0], arrays[1]) : (null, null);
        chain.Add(BatchStatistics.Node(chain.Name("batchnorm"), chain.Last, weight, bias, arrays[^2], arrays[^1], epsilon));
        RtneuralLayers.AddActivation(layer, chain);
    }

    /// <summary>x below 0 times a slope: [1][C], or [1][1] for all.</summary>
    public static void AddParametricRelu(JsonPlace layer, NodeChain chain)
    {
        RtneuralModel.Unread(layer, ["type", "activation", "shape", "weights"], chain);
        int size = RtneuralLayers.Size(layer, chain.Size);
        JsonPlace[] weights = RtneuralLayers.Weights(layer, 1, 1);
        SourceTensor slopes = JsonNumbers.Tensor(weights[0], 2);
        if (slopes.Count != 1)
            RtneuralLayers.Expect(weights[0], slopes, "the slopes of a PReLU (one, or one a value)", 1, size);
        SourceTensor vector = SourceTensor.Vector(slopes.Values.ToArray());
        string name = chain.Name("prelu");
        chain.Add(
            slopes.Count == 1
                ? new ActivationNode(name, chain.Input, new SourceActivation(ActivationKind.LeakyRelu, slopes.Values[0]), size)
                : new PReluNode(name, chain.Input, vector, size));
        RtneuralLayers.AddActivation(layer, chain);
    }

    /// <summary>The number of <c>[3]</c>, or of 3.</summary>
    private static int Only(JsonPlace place)
    {
        if (place.Kind == System.Text.Json.JsonValueKind.Number)
            return place.Whole(1, MostSteps);
        JsonPlace[] sizes = place.Items();
        return sizes.Length == 1 ? sizes[0].Whole(1, MostSteps) : throw place.Error($"has {Counted.Of(sizes.Length, "number")}, where one is expected");
    }
}
