namespace TinyRnn.Runtime.Fourier;

/// <summary>Which frames have a fast transform. The runtime, the generator and the import ask here.</summary>
internal static class FourierLengths
{
    /// <summary>The fewest samples of a frame: four vectors of bins are joined at once.</summary>
    public const int Shortest = 32;

    /// <summary>The most, for which a transform takes 128 KiB of the stack.</summary>
    public const int Longest = 16_384;

    /// <summary>Whether it is 8 times a product of 2, 3 and 5, and neither too short nor too long.</summary>
    public static bool IsFast(int length)
    {
        if (length < Shortest || length > Longest || length % 8 != 0)
            return false;
        int left = length / 8;
        for (int factor = 2; factor <= 5; factor++)
        {
            while (left % factor == 0)
                left /= factor;
        }

        return left == 1;
    }
}
