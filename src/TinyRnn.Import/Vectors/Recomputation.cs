using System.Numerics.Tensors;
using TinyRnn.Import.Interpretation;

namespace TinyRnn.Import.Vectors;

/// <summary>Golden vectors recomputed from a file's numbers in double.</summary>
internal static class Recomputation
{
    /// <summary>Where the values come from.</summary>
    public const string Origin = "recomputed in float64 from the file's numbers";

    /// <summary>Evaluates sequences.</summary>
    /// <param name="model">One output.</param>
    /// <param name="sequences">Sequences N.</param>
    /// <param name="steps">Steps T.</param>
    /// <param name="inputs">[N, T, I].</param>
    /// <exception cref="SourceFormatException">The original gives no finite numbers.</exception>
    public static GoldenSet Compute(SourceModel model, int sequences, int steps, float[] inputs)
    {
        Interpreter<double> exact = new(model);
        Interpreter<float> rounded = new(model);
        List<Column> columns = [];
        int size = inputs.Length / sequences;
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            ReadOnlySpan<float> xs = inputs.AsSpan(sequence * size, size);
            Interpretation<double> right = exact.Run(xs);
            Interpretation<float> near = rounded.Run(xs);
            double[][] outputs = right.Outputs[model.Outputs[0]];
            Find(columns, "outputs", outputs.Length > 1 || steps == 1 ? [outputs.Length, outputs[0].Length] : [outputs[0].Length])
                .Add(outputs.SelectMany(y => y), near.Outputs[model.Outputs[0]].SelectMany(y => y));
            for (int k = 0; k < right.States.Count; k++)
            {
                Find(columns, $"hidden.{k}", [right.States[k].Hidden.Length]).Add(right.States[k].Hidden, near.States[k].Hidden);
                if (right.States[k].Cell.Length > 0)
                    Find(columns, $"cell.{k}", [right.States[k].Cell.Length]).Add(right.States[k].Cell, near.States[k].Cell);
            }
        }

        return new(sequences, steps, model.InputSize, inputs, [.. columns.Select(column => column.Tensor(sequences))], Origin);
    }

    private static Column Find(List<Column> columns, string name, int[] shape)
    {
        Column? column = columns.Find(column => column.Name == name);
        if (column is null)
            columns.Add(column = new(name, shape));
        return column;
    }

    /// <summary>Values of all sequences under one name.</summary>
    private sealed class Column(string name, int[] shape)
    {
        private readonly List<double> _exact = [];
        private readonly List<float> _rounded = [];

        public string Name => name;

        public void Add(IEnumerable<double> exact, IEnumerable<float> rounded)
        {
            _exact.AddRange(exact);
            _rounded.AddRange(rounded);
        }

        public GoldenTensor Tensor(int sequences)
        {
            double[] exact = [.. _exact];
            if (!TensorPrimitives.IsFiniteAll<double>(exact))
                throw new SourceFormatException(
                    $"The original's {name} are not finite for noise in [-1, 1). A model that gives no numbers cannot be proven; check its weights.");
            return new(name, [sequences, .. shape], exact, ErrorBound.Of(exact, [.. _rounded]));
        }
    }
}
