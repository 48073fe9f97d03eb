namespace TinyRnn.Weights;

/// <summary>Values of single tensors, as files have them, out of a block that keeps two biases as their sum.</summary>
internal static class TensorValues
{
    /// <summary>Weights: what <c>Save</c> would write. Of two biases that are added to each other, the second is zeros.</summary>
    /// <exception cref="ArgumentException">No such tensor.</exception>
    public static float[] Weights(ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<float> block, string name)
    {
        TensorBinding binding = Find(bindings, name);
        float[] values = new float[binding.Count];
        if (binding.Added == 0)
            block.Slice(binding.Offset, binding.Count).CopyTo(values);
        else if (binding.HasOwn)
            block.Slice(binding.Rest, binding.Count - binding.Added).CopyTo(values.AsSpan(binding.Added));
        return values;
    }

    /// <summary>Gradients: of two biases that are added to each other, that of the sum is the gradient of each.</summary>
    /// <exception cref="ArgumentException">No such tensor.</exception>
    public static float[] Gradients(ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<float> block, string name)
    {
        TensorBinding binding = Find(bindings, name);
        float[] values = new float[binding.Count];
        int shared = binding.Added == 0 ? binding.Count : binding.Added;
        block.Slice(binding.Offset, shared).CopyTo(values);
        if (shared < binding.Count)
            block.Slice(binding.Rest, binding.Count - shared).CopyTo(values.AsSpan(shared));
        return values;
    }

    private static TensorBinding Find(ReadOnlySpan<TensorBinding> bindings, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        List<string> names = [];
        foreach (TensorBinding binding in bindings)
        {
            if (binding.Name == name)
                return binding;
            if (names.Count < Excerpt.MostItems)
                names.Add(Excerpt.Of(binding.Name));
        }

        string known = Excerpt.Join(", ", names, bindings.Length - names.Count);
        throw new ArgumentException($"There is no tensor '{Excerpt.Of(name)}'. There {(bindings.Length == 1 ? "is" : "are")} {known}.", nameof(name));
    }
}
