using System.Numerics;
using TinyRnn.Import.Lowering;

namespace TinyRnn.Import.Interpretation;

/// <summary>The state of one direction of a recurrent node after a sequence.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Hidden">h, [H].</param>
/// <param name="Cell">c, [H]; empty for cells that have none.</param>
internal sealed record FinalState<T>(string Node, T[] Hidden, T[] Cell);

/// <summary>What a sequence gave.</summary>
/// <param name="Outputs">Of each node: [T, features], or [1, features] after a last step.</param>
/// <param name="States">Recurrent nodes in order, forward before backward.</param>
internal sealed record Interpretation<T>(IReadOnlyList<T[][]> Outputs, IReadOnlyList<FinalState<T>> States);

/// <summary>
/// A model evaluated as its equations say, one value after another, from a fresh state on. It shares no code with the generator: in double it is the truth that
/// an imported class is held to, in float it shows how far rounding carries.
/// </summary>
internal sealed class Interpreter<T>(SourceModel model)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Runs a sequence.</summary>
    /// <param name="inputs">[T, I], or token ids [T].</param>
    /// <exception cref="SourceFormatException">Sizes do not fit.</exception>
    /// <exception cref="NotSupportedException">A node that no layer here describes.</exception>
    public Interpretation<T> Run(ReadOnlySpan<float> inputs)
    {
        T[][] xs = Steps(inputs);
        List<T[][]> outputs = [];
        List<FinalState<T>> states = [];
        foreach (SourceNode node in model.Nodes)
        {
            T[][][] sources = [.. node.Inputs.Select(place => place == SourceNode.ModelInput ? xs : outputs[place])];
            outputs.Add(node is RecurrentNode recurrent ? Recurrent(recurrent, sources[0], states) : Evaluate(node, sources));
        }

        return new(outputs, states);
    }

    private T[][] Steps(ReadOnlySpan<float> inputs)
    {
        if (inputs.Length == 0 || inputs.Length % model.InputSize != 0)
            throw new ArgumentException($"{inputs.Length} values are no steps of {model.InputSize}.", nameof(inputs));
        T[][] steps = new T[inputs.Length / model.InputSize][];
        for (int t = 0; t < steps.Length; t++)
            steps[t] = Values<T>.Of(inputs.Slice(t * model.InputSize, model.InputSize));
        return steps;
    }

    private T[][] Evaluate(SourceNode node, T[][][] sources) => node switch
    {
        LastStepNode last => [last.What == LastStepKind.LastOutput ? sources[0][^1] : FinalOutputs(model.Nodes[last.Inputs[0]], sources[0])],
        FlattenNode flat => [Flattened(flat, sources[0])],
        JoinedOutputs => [.. sources[0].Select((_, t) => (T[])[.. sources.SelectMany(source => source[t])])],
        CombineNode combine => [.. Enumerable.Range(0, sources[0].Length).Select(t => Combined(combine, sources, t))],
        DenseNode dense => Dense(dense, sources[0]),
        ConvNode convolution => Convolved(convolution, sources[0]),
        PoolNode pool => Strides<T>.Pooled(pool, sources[0]),
        FrameConvNode convolution => [.. sources[0].Select(x => Frames<T>.Convolved(convolution, x))],
        MagnitudeNode magnitude => [.. sources[0].Select(x => Frames<T>.Magnitudes(magnitude, x))],
        FrameMeanNode mean => [.. sources[0].Select(x => Frames<T>.Means(mean, x))],
        OverTimeNode time => OverTime(time, sources[0]),
        MergeDirectionsNode merge => [.. sources[0].Select(x => Merged(merge, x))],
        ContextNode context => Frames<T>.WithContext(context, sources[0]),
        EmbeddingNode embedding => Looked(Values<T>.Rows(embedding.Table), sources[0]),
        OneHotNode oneHot => [.. sources[0].Select(x => OneHot(oneHot.Vocabulary, x[0]))],
        ScaleShiftNode scale => Scaled(Values<T>.All(scale.Scale), Values<T>.All(scale.Shift), sources[0]),
        SliceNode slice => [.. sources[0].Select(x => x[slice.First..(slice.First + slice.Count)])],
        PReluNode prelu => Sloped(Values<T>.All(prelu.Slopes), sources[0]),
        LayerNormNode norm => [.. sources[0].Select(x => Normalised(norm, x))],
        ActivationNode activation => [.. sources[0].Select(x => ScalarFunctions.Apply(activation.Function, x))],
        _ => throw new NotSupportedException($"{node.Name}: {node.Kind} is no operation that is computed here."),
    };

    private static T[] Flattened(FlattenNode node, T[][] xs) => xs.Length == node.Steps
        ? [.. xs.SelectMany(x => x)]
        : throw new SourceFormatException(
            $"{node.Name} makes one row of exactly {Counted.Of(node.Steps, "step")}, but {xs.Length} reach it. Give sequences of the length that the file "
            + $"has.");

    /// <summary>Forward after the last step, backward after the first one.</summary>
    private static T[] FinalOutputs(SourceNode node, T[][] steps) => node switch
    {
        RecurrentNode { Directions.Count: 2 } both => [.. steps[^1][..both.HiddenSize], .. steps[0][both.HiddenSize..]],
        RecurrentNode { IsReverse: true } => steps[0],
        RecurrentNode => steps[^1],
        _ => throw new SourceFormatException($"{node.Name} is a {node.Kind} and has no final state."),
    };

    private static T[] Combined(CombineNode node, T[][][] sources, int step) => node.How switch
    {
        Combination.Concatenate => [.. sources.SelectMany(source => source[step])],
        Combination.Add => [.. Enumerable.Range(0, node.Features).Select(k => sources.Aggregate(T.Zero, (sum, source) => sum + source[step][k]))],
        _ => [.. Enumerable.Range(0, node.Features).Select(k => sources.Aggregate(T.One, (product, source) => product * source[step][k]))],
    };

    private static T[][] OverTime(OverTimeNode node, T[][] xs) => [.. xs.Select((x, t) => x.Select((_, k) =>
    {
        IEnumerable<T> values = xs.Take(t + 1).Select(each => each[k]);
        return node.IsMax ? values.Max() : values.Aggregate(T.Zero, (sum, value) => sum + value) / T.CreateChecked(t + 1);
    }).ToArray())];

    private static T[] Merged(MergeDirectionsNode node, T[] x) => [.. Enumerable.Range(0, node.Size).Select(k => node.How switch
    {
        MergeKind.Sum => x[k] + x[node.Size + k],
        MergeKind.Mean => (x[k] + x[node.Size + k]) / T.CreateChecked(2),
        _ => x[k] * x[node.Size + k],
    })];

    private static T[][] Dense(DenseNode node, T[][] xs)
    {
        T[][] rows = Values<T>.Rows(node.Weights);
        T[] bias = Values<T>.OrZeros(node.Bias, node.Size);
        return [.. xs.Select(x => rows.Select((row, unit) => Values<T>.Dot(row, x) + bias[unit]).ToArray())];
    }

    /// <summary>As the node's equation says, output by output.</summary>
    private static T[][] Convolved(ConvNode node, T[][] xs)
    {
        T[] weights = Values<T>.All(node.Weights);
        T[] bias = Values<T>.OrZeros(node.Bias, node.Size);
        int inputs = node.Weights.Shape[1];
        int outputs = node.Size / node.Groups;
        if (xs[0].Length != inputs * node.Groups)
            throw new SourceFormatException($"{node.Name} has {Counted.Of(node.Groups, "group")} of {Counted.Of(inputs, "input")} and meets "
                + $"{Counted.Of(xs[0].Length, "value")}.");
        T Output(int t, int o)
        {
            T sum = T.Zero;
            for (int k = 0; k < node.Kernel; k++)
            {
                int source = t - ((node.Kernel - 1 - k) * node.Dilation);
                for (int i = 0; source >= 0 && i < inputs; i++)
                    sum += weights[(((o * inputs) + i) * node.Kernel) + k] * xs[source][(o / outputs * inputs) + i];
            }

            return sum + bias[o];
        }

        return [.. Strides<T>.LastSteps(node, xs).Select(t => Enumerable.Range(0, node.Size).Select(o => Output(t, o)).ToArray())];
    }

    private static T[][] Looked(T[][] table, T[][] ids) => [.. ids.Select(id => table[int.CreateChecked(id[0])])];

    private static T[] OneHot(int vocabulary, T id)
    {
        T[] vector = new T[vocabulary];
        vector[int.CreateChecked(id)] = T.One;
        return vector;
    }

    private static T[][] Scaled(T[] scale, T[] shift, T[][] xs) => [.. xs.Select(x => x.Select((value, k) => (scale[k] * value) + shift[k]).ToArray())];

    private static T[][] Sloped(T[] slopes, T[][] xs) =>
        [.. xs.Select(x => x.Select((value, k) => value < T.Zero ? slopes[slopes.Length == 1 ? 0 : k] * value : value).ToArray())];

    private static T[] Normalised(LayerNormNode node, T[] x)
    {
        T count = T.CreateChecked(x.Length);
        T mean = x.Aggregate(T.Zero, (sum, value) => sum + value) / count;
        T variance = x.Aggregate(T.Zero, (sum, value) => sum + ((value - mean) * (value - mean))) / count;
        T root = T.Sqrt(variance + T.CreateChecked(node.Epsilon));
        T[]? scale = node.Scale is null ? null : Values<T>.All(node.Scale);
        T[] shift = Values<T>.OrZeros(node.Shift, x.Length);
        return [.. x.Select((value, k) => ((value - mean) / root * (scale is null ? T.One : scale[k])) + shift[k])];
    }

    private static T[][] Recurrent(RecurrentNode node, T[][] xs, List<FinalState<T>> states)
    {
        List<T[][]> directions = [];
        for (int direction = 0; direction < node.Directions.Count; direction++)
        {
            ScalarCell<T> cell = new(node, node.Directions[direction]);
            bool backwards = node.IsReverse || direction == 1;
            T[][] ys = new T[xs.Length][];
            for (int step = 0; step < xs.Length; step++)
            {
                int t = backwards ? xs.Length - 1 - step : step;
                ys[t] = cell.Step(xs[t]);
            }

            states.Add(new(node.Name, cell.H, cell.C));
            directions.Add(ys);
        }

        return directions.Count == 1 ? directions[0] : [.. directions[0].Zip(directions[1], (forward, backward) => (T[])[.. forward, .. backward])];
    }
}
