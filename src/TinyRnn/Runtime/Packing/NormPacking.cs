using System.ComponentModel;

namespace TinyRnn.Runtime.Packing;

/// <summary>A batch normalisation as the scale and the shift that it is for a model that serves. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NormPacking
{
    /// <summary>scale = w / sqrt(v + epsilon), shift = b - m scale, computed in double and rounded once.</summary>
    /// <param name="parameters">Scales w, shifts b, means m and variances v of the channels, one after another.</param>
    /// <param name="epsilon">What is added to the variances.</param>
    /// <param name="packed">Room for the scales and, after them, the shifts.</param>
    public static void Fold(ReadOnlySpan<float> parameters, float epsilon, Span<float> packed)
    {
        int channels = packed.Length / 2;
        for (int k = 0; k < channels; k++)
        {
            double scale = parameters[k] / Math.Sqrt((double)parameters[(3 * channels) + k] + epsilon);
            packed[k] = (float)scale;
            packed[channels + k] = (float)(parameters[channels + k] - (parameters[(2 * channels) + k] * scale));
        }
    }
}
