namespace TinyRnn.Import.Keras;

/// <summary>What each kind of layer becomes.</summary>
internal sealed partial class KerasModel
{
    private void Place(KerasLayer layer, int[] inputs, IReadOnlyList<SourceTensor> tensors)
    {
        if (inputs.Length > 1 && layer.Kind is not ("Add" or "Multiply" or "Concatenate"))
            Refuse(layer, $"it is used {inputs.Length} times", "Save a model in which each layer is used once.");
        _places[layer.Name] = layer.Kind switch
        {
            "Dense" => Dense(layer, inputs[0], tensors),
            "TimeDistributed" when layer.Inner() is { Kind: "Dense" } inner => Dense(inner, inputs[0], tensors),
            "LSTM" or "GRU" or "SimpleRNN" => Recurrent(layer, inputs[0], tensors),
            "Bidirectional" => Bidirectional(layer, inputs[0], tensors),
            "GlobalAveragePooling1D" => OverTime(layer, inputs[0], isMax: false),
            "GlobalMaxPooling1D" => OverTime(layer, inputs[0], isMax: true),
            "Embedding" => Embedding(layer, inputs[0], tensors),
            "Activation" => Activate(layer, layer.Text("activation"), inputs[0]),
            "Softmax" => Activate(layer, "softmax", inputs[0]),
            "ReLU" => Rectifier(layer, inputs[0]),
            "LeakyReLU" =>
                Append(new ActivationNode(
                    layer.Name, inputs, new(ActivationKind.LeakyRelu, (float)(layer.Number("negative_slope", "alpha") ?? 0.3)), Size(inputs[0]))),
            "ELU" => Append(new ActivationNode(layer.Name, inputs, new(ActivationKind.Elu, (float)(layer.Number("alpha") ?? 1)), Size(inputs[0]))),
            "BatchNormalization" => BatchNorm(layer, inputs[0], tensors),
            "Add" => Combine(layer, inputs, Combination.Add),
            "Multiply" => Combine(layer, inputs, Combination.Multiply),
            "Concatenate" => Combine(layer, inputs, Combination.Concatenate),
            "Dropout" or "SpatialDropout1D" or "GaussianNoise" or "GaussianDropout" or "AlphaDropout" or "ActivityRegularization" => Gone(layer, inputs[0]),
            "LayerNormalization" => LayerNorm(layer, inputs[0], tensors),
            "Conv1D" => Convolution(layer, inputs[0], tensors),
            "MaxPooling1D" => Pool(layer, inputs[0], isMax: true),
            "AveragePooling1D" => Pool(layer, inputs[0], isMax: false),
            "Flatten" => Flatten(layer, inputs[0]),
            "Reshape" when IsRow(layer, inputs[0]) => Flatten(layer, inputs[0]),
            "PReLU" => ParametricRelu(layer, inputs[0], tensors),
            _ => Unknown(layer, inputs, tensors),
        };
    }

    private int Dense(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        if (tensors.Count is not (1 or 2) || tensors[0].Shape.Length != 2 || tensors[0].Shape[0] != Size(input))
            throw new SourceFormatException(
                $"{file}: the dense layer {layer.Name} has the tensors {string.Join(" and ", tensors)} after {Counted.Of(Size(input), "value")}; a kernel "
                + $"[{Size(input)}, units] and perhaps a bias are expected. Configuration and weights are not of one model.");
        SourceTensor kernel = tensors[0];
        int rows = kernel.Shape[1];
        int columns = kernel.Shape[0];
        float[] turned = new float[kernel.Count];
        for (int i = 0; i < turned.Length; i++)
            turned[i] = kernel.Values[(i % columns * rows) + (i / columns)];
        int place = Append(new DenseNode(layer.Name, [input], SourceTensor.Matrix(rows, columns, turned), tensors.Count > 1 ? tensors[1] : null));
        return Activate(layer, layer.Text("activation"), place);
    }

    private int Recurrent(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        CellKind cell = KerasRecurrent.Cell(layer.Kind)!.Value;
        bool isReverse = layer.Flag("go_backwards") == true;
        bool isSequence = layer.Flag("return_sequences") == true;
        if (isReverse && isSequence)
            Refuse(layer, "go_backwards gives its outputs in the order of processing", "Use Bidirectional, or turn the inputs around.");
        int place =
            Append(new RecurrentNode(
                layer.Name, [input], cell, [Direction(layer, cell, tensors)]) { ResetAfter = IsResetAfter(layer, tensors), IsReverse = isReverse });
        return isSequence
            ? place
            : Append(new LastStepNode($"{layer.Name}_last", [place], isReverse ? LastStepKind.FinalStates : LastStepKind.LastOutput, Size(place)));
    }

    private int Bidirectional(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        KerasLayer? inner = layer.Inner();
        if (inner is null || KerasRecurrent.Cell(inner.Kind) is not { } cell)
            return Unknown(layer, [input], tensors);
        int count = KerasRecurrent.TensorCount(cell, inner.Flag("use_bias") ?? true, isVersion1);
        if (tensors.Count != 2 * count)
            throw new SourceFormatException(
                $"{file}: {layer.Name} has {Counted.Of(tensors.Count, "tensor")}, but two directions need {2 * count}. Configuration and weights are not of "
                + $"one model.");
        IReadOnlyList<SourceTensor> first = [.. tensors.Take(count)];
        IReadOnlyList<SourceTensor> second = [.. tensors.Skip(count)];
        int place =
            Append(new RecurrentNode(
                layer.Name, [input], cell,
                [Direction(inner, cell, first), Direction(layer.Inner("backward_layer") ?? inner, cell, second)]) { ResetAfter = IsResetAfter(inner, first) });
        if (inner.Flag("return_sequences") != true)
            place = Append(new LastStepNode($"{layer.Name}_last", [place], LastStepKind.FinalStates, Size(place)));
        return Merge(layer, place);
    }

    /// <summary>Directions that stand side by side as the layer says.</summary>
    private int Merge(KerasLayer layer, int place)
    {
        string merge = layer.Text("merge_mode") ?? "none";
        MergeKind? how = merge switch { "sum" => MergeKind.Sum, "ave" => MergeKind.Mean, "mul" => MergeKind.Product, _ => null };
        if (how is { } known)
            return Append(new MergeDirectionsNode($"{layer.Name}_{merge}", [place], known, Size(place) / 2));
        if (merge != "concat")
            Refuse(layer, $"merge_mode is {merge}", "TinyRnn has concat, sum, ave and mul.");
        return place;
    }

    /// <summary>The mean or maximum over the whole sequence, channels last.</summary>
    private int OverTime(KerasLayer layer, int input, bool isMax)
    {
        if (layer.Text("data_format") is { } format && format != "channels_last")
            Refuse(layer, $"data_format is {format}", "Export it with channels last.");
        int place = Append(new OverTimeNode(layer.Name, [input], isMax, Size(input)));
        return Append(new LastStepNode($"{layer.Name}_last", [place], LastStepKind.LastOutput, Size(place)));
    }

    private DirectionWeights Direction(KerasLayer layer, CellKind cell, IReadOnlyList<SourceTensor> tensors)
    {
        if (tensors.Count != KerasRecurrent.TensorCount(cell, layer.Flag("use_bias") ?? true, isVersion1))
            throw new SourceFormatException(
                $"{file}: {layer.Name} has {Counted.Of(tensors.Count, "tensor")}, which a {layer.Kind} has not. Configuration and weights are not of one "
                + $"model.");
        DirectionWeights direction = KerasRecurrent.Direction(cell, (int)(layer.Number("units", "output_dim") ?? 0), tensors, layer.Name);
        SourceActivation main = Function(layer, "activation", layer.Text("activation"));
        SourceActivation gate = cell == CellKind.Rnn
            ? SourceActivation.Sigmoid
            : Function(layer, "recurrent_activation", layer.Text("recurrent_activation", "inner_activation"));
        return direction with { Gate = gate, Candidate = main, CellOutput = main };
    }

    private SourceActivation Function(KerasLayer layer, string what, string? name)
    {
        if (name is not null && activations.Find(name) is { } function)
            return function;
        Refuse(layer, name is null ? $"its {what} is not said" : $"its {what} {name} is none that is known", "Export the model with a function of Keras' own.");
        return SourceActivation.Tanh;
    }

    /// <summary>Two rows of biases mean reset after, where the configuration does not say.</summary>
    private static bool IsResetAfter(KerasLayer layer, IReadOnlyList<SourceTensor> tensors) =>
        layer.Flag("reset_after") ?? (tensors.Count == 3 && tensors[2].Shape.Length == 2);

    private int Embedding(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        if (tensors.Count != 1 || tensors[0].Shape.Length != 2 || !AreTokens(input))
            return Unknown(layer, [input], tensors);
        if (_joined.Count == 0)
        {
            _vocabulary = tensors[0].Shape[0];
            _lengths[0] = _tokens;
        }

        if (layer.Flag("mask_zero") == true)
            _remarks.Add($"{layer.Name} has mask_zero: Keras passes over steps with token 0. A class reads every token: leave padding out.");
        return Append(new EmbeddingNode(layer.Name, [input], tensors[0]));
    }

    private int Rectifier(KerasLayer layer, int input)
    {
        if ((layer.Number("threshold") ?? 0) != 0)
            Refuse(layer, $"its threshold is {layer.Number("threshold")}", "Export it without.");
        double slope = layer.Number("negative_slope") ?? 0;
        double? most = layer.Number("max_value");
        if (slope != 0 && most is not null)
            Refuse(layer, "it has both a slope and a largest value", "Export it with one of them.");
        SourceActivation function = most is { } largest ? new(ActivationKind.Clip, 0, (float)largest) : slope != 0
            ? new(ActivationKind.LeakyRelu, (float)slope)
            : new(ActivationKind.Relu);
        return Append(new ActivationNode(layer.Name, [input], function, Size(input)));
    }

    /// <summary>gamma and beta may be missing; then moving mean and variance.</summary>
    private int BatchNorm(KerasLayer layer, int input, IReadOnlyList<SourceTensor> tensors)
    {
        bool hasScale = layer.Flag("scale") ?? true;
        bool hasCenter = layer.Flag("center") ?? true;
        int size = Size(input);
        int count = 2 + (hasScale ? 1 : 0) + (hasCenter ? 1 : 0);
        if (tensors.Count != count || tensors.Any(tensor => tensor.Count != size))
            throw new SourceFormatException(
                $"{file}: {layer.Name} has the tensors {string.Join(", ", tensors)}, but {count} of {Counted.Of(size, "value")} are expected. Configuration "
                + $"and weights are not of one model.");
        double epsilon = layer.Number("epsilon") ?? 1e-3;
        SourceTensor? weight = hasScale ? tensors[0] : null;
        SourceTensor? bias = hasCenter ? tensors[hasScale ? 1 : 0] : null;
        return Append(BatchStatistics.Node(layer.Name, input, weight, bias, tensors[^2], tensors[^1], epsilon));
    }

    private int Combine(KerasLayer layer, int[] inputs, Combination how)
    {
        int size = how == Combination.Concatenate ? inputs.Sum(Size) : Size(inputs[0]);
        if (how != Combination.Concatenate && inputs.Any(input => Size(input) != size))
            Refuse(layer, $"it joins values of {string.Join(" and ", inputs.Select(Size))}", "All of one size are expected.");
        return Append(new CombineNode(layer.Name, inputs, how, size));
    }

    private int Gone(KerasLayer layer, int input)
    {
        _remarks.Add($"{layer.Name} ({layer.Kind}) does nothing after training and is left out.");
        return input;
    }

    private int Unknown(KerasLayer layer, int[] inputs, IReadOnlyList<SourceTensor> tensors)
    {
        string inner = layer.Inner() is { } wrapped ? $" around a {wrapped.Kind}" : "";
        Refuse(layer, $"{layer.Kind}{inner} is no layer that is read", "Export the model without it, or cut it off with --output.");
        return Append(new OtherNode(layer.Name, inputs, layer.Kind, Size(inputs[0]), "", tensors));
    }
}
