using System.Globalization;
using System.Reflection;
using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Lowering;
using TinyRnn.Import.Vectors;

namespace TinyRnn.Tool.Proving;

/// <summary>Where a class first parts from its original: the earliest step, and there the first layer.</summary>
internal static class FirstDifference
{
    private const int Steps = 64;

    private delegate void OneStep<TState, TInput>(ref TState state, TInput[] x);

    /// <summary>Says it in a sentence; nothing where the class has no steps.</summary>
    /// <param name="contract">
    /// The class's <see cref="IStreamingModel{TSelf, TState, TInput}"/>, its <see cref="IStridedModel{TSelf, TState, TInput}"/>, or its
    /// <see cref="IGeneratingModel{TSelf, TState}"/>.
    /// </param>
    /// <param name="pretrained">The class with its weights.</param>
    /// <param name="original">The original.</param>
    public static string Find(Type contract, object pretrained, SourceModel original)
    {
        Type[] types = contract.GetGenericArguments();
        if (contract.GetGenericTypeDefinition() == typeof(IGeneratingModel<,>))
            (contract, types) = (typeof(IStreamingModel<,,>), [.. types, typeof(int)]);
        string? way = contract.GetGenericTypeDefinition() == typeof(IStreamingModel<,,>) ? nameof(Trace)
            : contract.GetGenericTypeDefinition() == typeof(IStridedModel<,,>) ? nameof(StridedTrace) : null;
        if (way is null)
            return "";
        SourceModel model = ModelLowering.Pruned(original);
        IReadOnlyList<int> strides = SourceModel.StepsPerOutput(model.Nodes);
        int steps = FlattenLowering.ExactSteps(model) is > 0 and int length ? length : Math.Max(Steps, strides.Max());
        float[] inputs = GoldenInputs.Draw(1, steps, model);
        MethodInfo trace = typeof(FirstDifference)
            .GetMethod(way, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(types);
        List<float[][]> found = (List<float[][]>)trace.Invoke(null, [pretrained, inputs])!;
        Interpretation<double> exact = new Interpreter<double>(model).Run(inputs);
        Interpretation<float> rounded = new Interpreter<float>(model).Run(inputs);
        int[] layers = [.. Enumerable.Range(0, model.Nodes.Count).Where(place => model.Nodes[place] is RecurrentNode)];
        double[] bounds = [.. layers.Select(place => ErrorBound.Of(Flat(exact.Outputs[place]), Flat(rounded.Outputs[place])))];
        for (int step = 0; step < found.Count; step++)
        {
            for (int layer = 0; layer < layers.Length; layer++)
            {
                // Between two outputs of a stride the layers behind it stand still.
                int stride = strides[layers[layer]];
                if ((step + 1) % stride != 0)
                    continue;
                double[] expected = exact.Outputs[layers[layer]][step / stride];
                int unit = Array.FindIndex([.. expected.Zip(found[step][layer])], pair => !(Math.Abs(pair.First - pair.Second) <= bounds[layer]));
                if (unit >= 0)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"With noise as input, the first difference is in layer {model.Nodes[layers[layer]].Name}, step {step}, unit {unit}: expected "
                        + $"{expected[unit]:G9}, found {found[step][layer][unit]:G9}, allowed {bounds[layer]:G3}.");
                }
            }
        }

        return layers.Length > 0 ? $"The states of all recurrent layers agree over {Counted.Of(steps, "step")} of noise: what differs comes after them." : "";
    }

    /// <summary>The hidden vectors after each step.</summary>
    private static List<float[][]> Trace<TModel, TState, TInput>(TModel model, float[] inputs)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        float[] y = new float[TModel.OutputSize];
        return Vectors<TModel, TState, TInput>(model, inputs, (ref TState state, TInput[] x) => model.Step(ref state, x, y));
    }

    private static List<float[][]> StridedTrace<TModel, TState, TInput>(TModel model, float[] inputs)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        float[] y = new float[TModel.OutputSize];
        return Vectors<TModel, TState, TInput>(model, inputs, (ref TState state, TInput[] x) => model.Step(ref state, x, y));
    }

    private static List<float[][]> Vectors<TModel, TState, TInput>(TModel model, float[] inputs, OneStep<TState, TInput> take)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        TState state = model.Initial;
        List<float[][]> steps = [];
        for (int t = 0; t < inputs.Length / TModel.InputSize; t++)
        {
            float[] x = inputs[(t * TModel.InputSize)..((t + 1) * TModel.InputSize)];
            object typed = typeof(TInput) == typeof(int) ? Array.ConvertAll(x, value => (int)value) : x;
            take(ref state, (TInput[])typed);
            float[][] vectors = new float[TModel.HiddenCount][];
            for (int k = 0; k < vectors.Length; k++)
                vectors[k] = TModel.Hidden(ref state, k).ToArray();
            steps.Add(vectors);
        }

        return steps;
    }

    private static T[] Flat<T>(T[][] steps) => [.. steps.SelectMany(step => step)];
}
