using System.Numerics;

namespace TinyRnn.Conformance.Reference;

/// <summary>
/// A network straight from the equations: plain loops over whole sequences, no vectors, no panels, weights by the names of the file. In
/// <see cref="double"/> it is what is right; in <see cref="float"/> it shows what the number format alone does to the same computation.
/// </summary>
internal sealed class ScalarNetwork<T>(IReadOnlyList<Layer> layers, Func<string, T[]> weights)
    where T : IBinaryFloatingPointIeee754<T>
{
    /// <summary>Hidden vectors in PyTorch's order: before a run where they start, after it where they ended.</summary>
    public Dictionary<int, T[]> Hidden { get; } = [];

    /// <summary>Cell vectors in the same order.</summary>
    public Dictionary<int, T[]> Cell { get; } = [];

    /// <summary>Outputs of each layer at every step; index 0 is the input.</summary>
    public List<T[][]> Values { get; } = [];

    /// <summary>All steps of a sequence; the result is the last layer's output at each.</summary>
    public T[][] Run(T[][] xs)
    {
        Values.Clear();
        Values.Add(xs);
        int hiddenIndex = 0;
        foreach (Layer layer in layers)
        {
            T[][] input = Values[layer.From ?? Values.Count - 1];
            Values.Add(layer switch
            {
                Recurrent recurrent => RunRecurrent(recurrent, input, ref hiddenIndex),
                Dense { OnSummary: true } dense => [RunDense(dense, [.. Hidden[hiddenIndex - 2], .. Hidden[hiddenIndex - 1]])],
                Dense dense => [.. input.Select(x => RunDense(dense, x))],
                Conv conv => [.. RunConv(conv, input).Where((_, t) => t % conv.Stride == conv.Stride - 1)],
                Pool pool => [.. input.Chunk(pool.Steps).Where(group => group.Length == pool.Steps).Select(group => Pooled(pool.Kind, group))],
                OverTime time => [.. input.Select((_, t) => Pooled(time.Kind, input[..(t + 1)]))],
                MergedHalves merged => [.. input.Select(x => Merged(merged.Kind, x[..(x.Length / 2)], x[(x.Length / 2)..]))],
                FrameConv conv => [.. input.Select(x => Activated(
                    conv.Function, ScalarFrames<T>.Convolve(conv, weights($"{conv.Name}weight"), conv.HasBias ? weights($"{conv.Name}bias") : [], x)))],
                Context context => ScalarFrames<T>.Context(context.Values, input),
                Stft stft => [.. input.Select(x => ScalarFrames<T>.Transform(stft, weights($"{stft.Name}window"), x))],
                Magnitude magnitude => [.. input.Select(x => ScalarFrames<T>.Magnitudes(magnitude.Bins, x))],
                FrameMean mean => [.. input.Select(x => ScalarFrames<T>.Means(mean.Channels, x))],
                Applied applied => [.. input.Select(x => Activated(applied.Function, x))],
                PRelu prelu => RunPRelu(prelu, input),
                Scale scale => RunScale(scale, input),
                LayerNorm norm => [.. input.Select(x => Normalised(norm, x))],
                BatchNorm norm => RunBatchNorm(norm, input),
                FinalStates => [[.. Hidden[hiddenIndex - 2], .. Hidden[hiddenIndex - 1]]],
                OneHot oneHot =>
                    [.. input.Select(x => Enumerable.Range(0, oneHot.Vocabulary).Select(id => id == int.CreateChecked(x[0]) ? T.One : T.Zero).ToArray())],
                Embedding embedding => [.. input.Select(x => Row(embedding, int.CreateChecked(T.Round(x[embedding.Column]))))],
                Part part => [.. input.Select(x => x[part.First..(part.First + part.Size)])],
                Window window =>
                    [.. input.Select(
                        (_, t) => Enumerable.Range(0, window.Steps).SelectMany(lag => t >= lag ? input[t - lag] : new T[input[0].Length]).ToArray())],
                History => [.. input.Select((_, t) => Enumerable.Range(0, t + 1).SelectMany(lag => input[t - lag]).ToArray())],
                Residual residual => RunResidual(residual, input),
                Join join => [.. input.Select((_, t) => Joined(join.Kind, [.. join.Values.Select(value => Values[value][t])]))],
                _ => throw new InvalidOperationException($"unknown layer {layer}"),
            });
        }

        return Values[^1];
    }

    private T[][] RunRecurrent(Recurrent layer, T[][] xs, ref int hiddenIndex)
    {
        T[][] ys = [.. xs.Select(_ => new T[layer.HiddenSize * (layer.Bidirectional ? 2 : 1)])];
        for (int direction = 0; direction < (layer.Bidirectional ? 2 : 1); direction++)
        {
            string suffix = $"_l{layer.Stack}{(direction == 1 ? "_reverse" : "")}";
            T[] inputWeights = weights($"{layer.Name}weight_ih{suffix}");
            T[] hiddenWeights = weights($"{layer.Name}weight_hh{suffix}");
            if (layer.Format is { } format)
                hiddenWeights = Integers<T>.Weights(hiddenWeights, layer.HiddenSize, format);
            if (layer.InputFormat is { } inputFormat)
                inputWeights = Integers<T>.Weights(inputWeights, xs[0].Length, inputFormat);
            T[] inputBias = Bias(layer, $"bias_ih{suffix}", hiddenWeights.Length / layer.HiddenSize);
            T[] hiddenBias = Bias(layer, $"bias_hh{suffix}", inputBias.Length);
            T[] peepholes = layer.Cell == "lstm_peephole" ? weights($"{layer.Name}weight_peephole{suffix}") : [];
            T[] projection = layer.Projection > 0 ? weights($"{layer.Name}weight_hr{suffix}") : [];
            if (layer.ProjectionFormat is { } projectionFormat)
                projection = Integers<T>.Weights(projection, layer.Units, projectionFormat);
            Recurrent own = direction == 1 && layer.Reverse is { } reverse ? reverse : layer;
            CellFunctions<T> functions = CellFunctions<T>.Of(own);
            T[] h = Hidden.TryGetValue(hiddenIndex, out T[]? startH) ? startH : Initial("h", true);
            T[] c = Cell.TryGetValue(hiddenIndex, out T[]? startC) ? startC : Initial("c", layer.Cell.StartsWith("lstm", StringComparison.Ordinal));
            for (int step = 0; step < xs.Length; step++)
            {
                int t = direction == 0 ? step : xs.Length - 1 - step;
                T[] x = layer.InputFormat is { } rounds ? Integers<T>.Values(xs[t], rounds, layer.InputRange) : xs[t];
                T[] fromInput = Affine(inputWeights, inputBias, x);
                T[] old = h;
                T[] Past(T[] state) => Affine(hiddenWeights, hiddenBias, layer.Format is { } rounded ? Integers<T>.Values(state, rounded) : state);
                (h, c) = ScalarCells<T>.Step(own.Cell, fromInput, Past, old, c, peepholes, functions);
                if (projection.Length > 0)
                    h = Affine(projection, new T[layer.Projection], layer.ProjectionFormat is { } shown ? Integers<T>.Values(h, shown) : h);
                h.CopyTo(ys[t], direction * layer.HiddenSize);
            }

            Hidden[hiddenIndex] = h;
            Cell[hiddenIndex] = c;
            hiddenIndex++;
            T[] Initial(string vector, bool exists) =>
                layer.HasInitialState && exists ? weights($"{layer.Name}initial_{vector}{suffix}")
                    : new T[vector == "h" ? layer.HiddenSize : layer.Units];
        }

        return ys;
    }

    private T[] RunDense(Dense layer, T[] x)
    {
        T[] weight = weights(layer.Matrix ?? $"{layer.Name}weight");
        T[] bias = Bias(layer, "bias", weight.Length / x.Length);

        // Behind a history the input is shorter than the weights' rows: the lags that do not exist yet are zeros.
        T[] padded = new T[weight.Length / bias.Length];
        x.CopyTo(padded, 0);
        if (layer.Format is { } format)
            (weight, padded) = (Integers<T>.Weights(weight, padded.Length, format), Integers<T>.Values(padded, format, layer.InputRange));
        return Activated(layer.Function, Affine(weight, bias, padded));
    }

    /// <summary>As PyTorch's documentation writes it, over an input with zeros in front.</summary>
    private T[][] RunConv(Conv layer, T[][] xs)
    {
        T[] weight = weights($"{layer.Name}weight");
        int inputs = xs[0].Length / layer.Groups;
        if (layer.Format is { } format)
        {
            weight = Integers<T>.Taps(weight, inputs, layer.Kernel, layer.TapsApart, format);
            xs = [.. xs.Select(x => Integers<T>.Values(x, format, layer.InputRange))];
        }

        T[] bias = Bias(layer, "bias", weight.Length / inputs / layer.Kernel);
        int channels = bias.Length / layer.Groups;
        T[][] ys = [.. xs.Select(_ => (T[])bias.Clone())];
        for (int t = 0; t < xs.Length; t++)
        {
            for (int channel = 0; channel < bias.Length; channel++)
            {
                for (int input = 0; input < inputs; input++)
                {
                    for (int k = 0; k < layer.Kernel; k++)
                    {
                        int source = t - ((layer.Kernel - 1 - k) * layer.Dilation);
                        if (source >= 0)
                            ys[t][channel] += weight[(((channel * inputs) + input) * layer.Kernel) + k] * xs[source][(channel / channels * inputs) + input];
                    }
                }
            }
        }

        return [.. ys.Select(y => Activated(layer.Function, y))];
    }

    private static T[] Pooled(string kind, T[][] group) =>
        [.. group[0].Select((_, k) => kind == "max"
            ? group.Select(x => x[k]).Max()!
            : group.Select(x => x[k]).Aggregate(T.Zero, (sum, value) => sum + value) / T.CreateChecked(group.Length))];

    private static T[] Merged(string kind, T[] first, T[] second) => [.. first.Zip(second, (one, other) => kind switch
    {
        "sum" => one + other,
        "mean" => (one + other) / T.CreateChecked(2),
        _ => one * other,
    })];

    private T[][] RunPRelu(PRelu layer, T[][] xs)
    {
        T[] slopes = weights($"{layer.Name}weight");
        return [.. xs.Select(x => x.Select((value, k) => value > T.Zero ? value : slopes[k % slopes.Length] * value).ToArray())];
    }

    private T[][] RunScale(Scale layer, T[][] xs)
    {
        T[] scale = weights($"{layer.Name}weight");
        T[] shift = Bias(layer, "bias", scale.Length);
        (T low, T high) = (T.CreateChecked(layer.Low), T.CreateChecked(layer.High));
        return [.. xs.Select(x => x.Select((value, k) => T.Clamp((scale[k] * value) + shift[k], low, high)).ToArray())];
    }

    private T[] Normalised(LayerNorm layer, T[] x)
    {
        T count = T.CreateChecked(x.Length);
        T mean = x.Aggregate(T.Zero, (sum, value) => sum + value) / count;
        T variance = x.Aggregate(T.Zero, (sum, value) => sum + ((value - mean) * (value - mean))) / count;
        T root = T.Sqrt(variance + T.CreateChecked(layer.Epsilon));
        if (!layer.IsAffine)
            return [.. x.Select(value => (value - mean) / root)];
        T[] scale = weights($"{layer.Name}weight");
        T[] shift = weights($"{layer.Name}bias");
        return [.. x.Select((value, k) => ((value - mean) / root * scale[k]) + shift[k])];
    }

    private T[][] RunBatchNorm(BatchNorm layer, T[][] xs)
    {
        T[] scale = weights($"{layer.Name}weight");
        T[] shift = weights($"{layer.Name}bias");
        T[] mean = weights($"{layer.Name}running_mean");
        T[] variance = weights($"{layer.Name}running_var");
        T epsilon = T.CreateChecked(layer.Epsilon);
        return [.. xs.Select(x => x.Select((value, k) => ((value - mean[k]) / T.Sqrt(variance[k] + epsilon) * scale[k]) + shift[k]).ToArray())];
    }

    private static T[] Activated(string function, T[] a)
    {
        if (function is "softmax" or "logsoftmax")
        {
            T most = a.Max()!;
            T[] powers = [.. a.Select(value => T.Exp(value - most))];
            T sum = powers.Aggregate(T.Zero, (total, value) => total + value);
            return function == "softmax" ? [.. powers.Select(value => value / sum)] : [.. a.Select(value => value - most - T.Log(sum))];
        }

        return [.. a.Select(value => ScalarFunctions.Apply(function, value))];
    }

    private static T[] Joined(string kind, T[][] values) => kind switch
    {
        "concat" => [.. values.SelectMany(value => value)],
        "add" => values.Aggregate((one, other) => [.. one.Zip(other, (a, b) => a + b)]),
        _ => values.Aggregate((one, other) => [.. one.Zip(other, (a, b) => a * b)]),
    };

    private T[][] RunResidual(Residual layer, T[][] xs)
    {
        T[][] skipped = Values[Values.Count - 1 - layer.Bridged];
        return [.. xs.Select((x, t) => x.Select((value, i) => layer.Channels == 0 || i < layer.Channels ? value + skipped[t][i] : value).ToArray())];
    }

    private T[] Row(Embedding layer, int token)
    {
        T[] table = weights($"{layer.Name}weight");
        T[] row = [.. table.Skip(token * layer.Size).Take(layer.Size)];
        return layer.Format is { } format ? Integers<T>.Weights(row, layer.Size, format) : row;
    }

    private T[] Bias(Layer layer, string tensor, int count) => layer.HasBias ? weights(layer.Name + tensor) : new T[count];

    private static T[] Affine(T[] weight, T[] bias, T[] x)
    {
        T[] y = new T[bias.Length];
        for (int row = 0; row < y.Length; row++)
        {
            T sum = bias[row];
            for (int column = 0; column < x.Length; column++)
                sum += weight[(row * x.Length) + column] * x[column];
            y[row] = sum;
        }

        return y;
    }
}
