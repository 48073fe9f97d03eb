using System.Reflection;
using TinyRnn.Import.Lowering;
using TinyRnn.Import.Writing;
using TinyRnn.Runtime.Packing;
using TinyRnn.Weights;

namespace TinyRnn.Tool.Quantizing;

/// <summary>
/// The weights of a class that its kernels have in integers, as they have them: a file with these is a quarter as large, or half, and gives the same outputs.
/// Tables of tokens are rounded as well, which the class alone would not do.
/// </summary>
internal static class IntegerWeights
{
    /// <param name="import">The import.</param>
    /// <param name="compiled">Its class.</param>
    /// <param name="format">The class's format.</param>
    public static Dictionary<string, IntegerTensor> Of(ModelImport import, CompiledFormat compiled, WeightFormat format)
    {
        TensorBinding[] bindings = (TensorBinding[])typeof(IntegerWeights).GetMethod(nameof(Bindings), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(compiled.Contract.GetGenericArguments()).Invoke(null, [])!;
        PanelRecipe[] recipes = (PanelRecipe[])compiled.Model.GetType().GetField("s_recipes", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        Dictionary<string, IntegerTensor> integers = [];
        for (int layer = 0; layer < import.Layers.Count; layer++)
        {
            bool isTable = import.Layers[layer].StartsWith("Embedding(", StringComparison.Ordinal);
            foreach (NamedTensor tensor in import.TensorsOf(layer))
            {
                TensorBinding binding = Array.Find(bindings, binding => binding.Name == tensor.Name)!;
                if ((isTable ? format : FormatOf(binding, recipes)) is { } stored)
                    integers.Add(tensor.Name, Rounded(tensor.Tensor, stored));
            }
        }

        return integers;
    }

    private static TensorBinding[] Bindings<TModel, TState, TInput>()
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged => TModel.Tensors.ToArray();

    /// <summary>The format in which kernels have all rows of a tensor, each with one scale; <see langword="null"/>: they do not.</summary>
    private static WeightFormat? FormatOf(TensorBinding binding, PanelRecipe[] recipes)
    {
        int columns = binding.Count / binding.Rows;
        int covered = 0;
        WeightFormat? format = null;
        foreach (PanelRecipe recipe in recipes)
        {
            foreach (PanelBlock block in recipe.Blocks)
            {
                bool isInside = block.Offset >= binding.Offset && block.Offset < binding.Offset + binding.Count;
                if (!isInside || block.Format == WeightFormat.Float32 || block.Rows != columns)
                    continue;
                covered += block.Gates * recipe.Units;
                format = block.Format;
            }
        }

        return covered == binding.Rows ? format : null;
    }

    private static IntegerTensor Rounded(SourceTensor tensor, WeightFormat format)
    {
        float[] values = [.. tensor.Values];
        int rows = tensor.Shape[0];
        int columns = values.Length / rows;
        short[] integers = new short[values.Length];
        float[] scales = new float[rows];
        for (int row = 0; row < rows; row++)
            scales[row] = IntegerRow.Round(format, values.AsSpan(row * columns, columns), integers.AsSpan(row * columns, columns));
        return new(format == WeightFormat.Int16, integers, scales);
    }
}
