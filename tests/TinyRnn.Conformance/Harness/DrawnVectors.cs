using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>A model from its parameters.</summary>
internal delegate TModel ModelFrom<TModel>(ReadOnlySpan<float> parameters);

/// <summary>
/// Parameters whose vectors are not what fresh ones are: scales of 1, shifts and means of 0 and variances of 1 would hide what is left out or mixed up.
/// </summary>
internal static class DrawnVectors
{
    /// <summary>Adds up to 0.4 to every value of every vector.</summary>
    public static float[] Of(ReadOnlySpan<float> parameters, ReadOnlySpan<TensorBinding> tensors)
    {
        float[] drawn = parameters.ToArray();
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].Shape.Count != 1)
                continue;
            float[] noise = Signals.Noise(tensors[i].Count, (ulong)(90 + i));
            for (int k = 0; k < noise.Length; k++)
                drawn[tensors[i].Offset + k] += 0.4f * noise[k];
        }

        return drawn;
    }
}
