using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.States;

/// <summary>
/// Layers that give an output at the last of every few steps. Their phase, the steps seen since the last output, is a number of the state: one that is none
/// (a state may come from anywhere) counts as 0. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepStride
{
    /// <summary>Counts a step.</summary>
    /// <param name="phase">Steps seen since the last output, updated.</param>
    /// <param name="stride">Steps from one output to the next.</param>
    /// <returns>There is an output at this step.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDue(ref float phase, int stride)
    {
        int seen = Seen(phase, stride) + 1;
        bool isDue = seen >= stride;
        phase = isDue ? 0 : seen;
        return isDue;
    }

    /// <summary>Outputs that some steps will give.</summary>
    /// <param name="phase">Steps seen since the last output.</param>
    /// <param name="steps">Steps to come.</param>
    /// <param name="stride">Steps from one output to the next.</param>
    public static int Outputs(float phase, int steps, int stride) => (int)(((long)Seen(phase, stride) + steps) / stride);

    /// <summary>Steps seen since the last output, 0 to <paramref name="stride"/> - 1.</summary>
    /// <param name="phase">The number in the state.</param>
    /// <param name="stride">Steps from one output to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Seen(float phase, int stride) => phase >= 1 && phase < stride ? (int)phase : 0;
}
