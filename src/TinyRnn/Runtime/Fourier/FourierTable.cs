using System.ComponentModel;

namespace TinyRnn.Runtime.Fourier;

/// <summary>What transforms of one length multiply by. Each is made once in a process, when a model with frames of that length is. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FourierTable
{
    private static readonly FourierTable?[] s_tables = new FourierTable?[(FourierLengths.Longest / 8) + 1];

    private FourierTable(int length)
    {
        Length = length;
        Eighth = new(length / 8);
        int bins = Eighth.Length + 1;
        Pairs = new float[2 * bins];
        Lanes = new float[8 * bins];
        for (int bin = 0; bin < bins; bin++)
        {
            (double cos, double sin) = UnitCircle.At(bin, length / 4);
            Pairs[2 * bin] = (float)cos;
            Pairs[(2 * bin) + 1] = (float)-sin;
            for (int lane = 0; lane < 4; lane++)
            {
                (cos, sin) = UnitCircle.At((long)lane * bin, length);
                Lanes[(8 * bin) + lane] = (float)cos / 2;
                Lanes[(8 * bin) + 4 + lane] = (float)-sin / 2;
            }
        }
    }

    /// <summary>Samples of a frame N.</summary>
    public int Length { get; }

    /// <summary>Transforms of an eighth of a frame: every fourth sample, pairs of them as complex numbers.</summary>
    internal ComplexTransform Eighth { get; }

    /// <summary>Transforms of a frame of complex numbers, for the way back.</summary>
    internal ComplexTransform Whole => field ??= new(Length);

    /// <summary>e^(-2 pi i k / (N/4)), k = 0..N/8, pairs of parts.</summary>
    internal float[] Pairs { get; }

    /// <summary>e^(-2 pi i j k / N) / 2 of the four lanes j, k = 0..N/8, four real parts and then four imaginary ones.</summary>
    internal float[] Lanes { get; }

    /// <summary>Makes the table, so that no step has to.</summary>
    /// <param name="length">Samples of a frame: 8 times a product of 2, 3 and 5, from 32 to 16,384.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is another number.</exception>
    public static void Make(int length)
    {
        if (!FourierLengths.IsFast(length))
            throw new ArgumentOutOfRangeException(nameof(length), length, "Not 8 times a product of 2, 3 and 5 from 32 to 16,384.");
        if (Volatile.Read(ref s_tables[length / 8]) is null)
            Volatile.Write(ref s_tables[length / 8], new FourierTable(length));
    }

    /// <summary>The table of a length that <see cref="Make"/> has made.</summary>
    internal static FourierTable Of(int length) => Volatile.Read(ref s_tables[length / 8])!;
}
