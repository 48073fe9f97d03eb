using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Models with weights that no training gives.</summary>
internal static class WeightChange
{
    /// <summary>The model of a seed, with each tensor's values replaced.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="change">From a tensor's name and a value to the new value.</param>
    public static TModel Create<TModel, TState, TInput>(ulong seed, Func<string, float, float> change)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        using MemoryStream file = new();
        TModel.Create(seed).Save(file);
        file.Position = 0;
        using SafetensorsReader reader = new(file);
        SafetensorsWriter writer = new();
        foreach (TensorInfo tensor in reader.Tensors)
            writer.Add(tensor.Name, [.. tensor.Shape], Array.ConvertAll(reader.Floats(tensor.Name), value => change(tensor.Name, value)));
        using MemoryStream changed = new();
        writer.Write(changed);
        changed.Position = 0;
        return TModel.Load(changed);
    }
}
