using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using TinyRnn.Runtime;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Valid files, damaged at random: whatever is in them, a file loads or is refused in one of two ways, and takes little memory.</summary>
public partial class HostileFileTests
{
    private const int Cases = 20_000;
    private const long MostMemory = 1 << 20;

    private static readonly (byte[] File, WeightLoadOptions? Options)[] s_files =
        [.. WeightData.GoodFiles.Select(name => (File.ReadAllBytes(WeightData.Path(name)), WeightData.OptionsFor(name)))];

    private static readonly string[] s_texts =
    [
        "-1", "0", "1", "3", "4", "8", "16", "192", "448", "615", "616", "617", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "99999999999999999999999", "1e9", "1.5", "-0", "null", "true", "\"4\"", "[]", "{}", "[4]", "",
    ];

    private static readonly string[] s_words =
    [
        "F32", "F64", "F16", "BF16", "I64", "U8", "BOOL", "F8_E4M3", "dtype", "shape", "data_offsets", "__metadata__", "weight_hh_l0", "fc.bias", "\\ud800",
        "\\u0000", "",
    ];

    private enum Damage
    {
        FlipBit,
        SetByte,
        Truncate,
        Append,
        Splice,
        Remove,
        HeaderLength,
        Value,
        Number,
        Word,
    }

    /// <param name="Kind">What is done.</param>
    /// <param name="Place">Where, as a part of the place's range.</param>
    /// <param name="Number">How much, or which.</param>
    /// <param name="Repair">Whether the announced length of the header follows its new length, so that the damage gets past the first checks.</param>
    private sealed record Mutation(Damage Kind, double Place, int Number, bool Repair);

    private sealed record Case(int File, Mutation[] Mutations)
    {
        public override string ToString() => $"{WeightData.GoodFiles[File]}: {string.Join(", ", Mutations.Select(mutation => mutation.ToString()))}";
    }

    private static readonly Gen<Mutation> s_mutation =
        from kind in Gen.Int[0, (int)Damage.Word]
        from place in Gen.Double[0, 1]
        from number in Gen.Int[0, 1 << 20]
        from repair in Gen.Int[0, 3]
        select new Mutation((Damage)kind, place, number, repair > 0);

    private static readonly Gen<Case> s_case =
        from file in Gen.Int[0, s_files.Length - 1]
        from mutations in s_mutation.Array[1, 3]
        select new Case(file, mutations);

    [Fact]
    public void A_damaged_file_loads_or_is_refused_and_takes_little_memory()
    {
        // One random sequence, so that every run tests the same files; a failure prints the seed of its case for Sample's "seed".
        PCG random = new(1, 20261123);
        Dictionary<string, int> outcomes = [];
        for (int i = 0; i < Cases; i++)
        {
            string seed = random.ToString();
            Case hostile = s_case.Generate(random, null!, out _);
            try
            {
                string outcome = Check(hostile);
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
            catch (Exception exception)
            {
                Assert.Fail($"Case {i}, seed \"{seed}\": {hostile}\n{exception}");
            }
        }

        // Damage that is always found by the same check would test little.
        foreach (string outcome in (string[])["loaded", nameof(WeightFormatException), nameof(WeightMismatchException)])
            Assert.True(outcomes.GetValueOrDefault(outcome) >= Cases / 100, string.Join(", ", outcomes));
    }

    [Fact]
    public void So_does_one_that_no_run_has_tried_before() =>

        // One thread, because the memory is counted on it.
        s_case.Sample(hostile => { Check(hostile); }, iter: 1000, threads: 1);

    [Fact]
    public void Every_truncation_is_refused()
    {
        foreach ((byte[] file, WeightLoadOptions? options) in s_files)
        {
            for (int length = 0; length < file.Length; length++)
                Assert.Throws<WeightFormatException>(() => WeightFile.Load(new MemoryStream(file, 0, length), "TestNet", WeightData.Bindings, 138, options));
        }
    }

    private static string Check(Case hostile)
    {
        (byte[] file, WeightLoadOptions? options) = s_files[hostile.File];
        foreach (Mutation mutation in hostile.Mutations)
            file = Apply(mutation, file);
        using MemoryStream stream = new(file);
        string outcome = "loaded";
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            float[] block = WeightFile.Load(stream, "TestNet", WeightData.Bindings, WeightData.ParameterCount, options);
            Assert.All(block, value => Assert.True(float.IsFinite(value)));
        }
        catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException)
        {
            outcome = exception.GetType().Name;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
        return outcome;
    }

    private static byte[] Apply(Mutation mutation, byte[] file)
    {
        int at = Math.Min((int)(mutation.Place * file.Length), file.Length - 1);
        if (file.Length < 9)
            return file;
        switch (mutation.Kind)
        {
            case Damage.FlipBit:
                file = [.. file];
                file[at] ^= (byte)(1 << (mutation.Number % 8));
                return file;
            case Damage.SetByte:
                file = [.. file];
                file[at] = (byte)mutation.Number;
                return file;
            case Damage.Truncate:
                return file[..at];
            case Damage.Append:
                return [.. file, .. new byte[1 + (mutation.Number % 64)]];
            case Damage.Splice:
                byte[] other = s_files[mutation.Number % s_files.Length].File;
                int from = mutation.Number % other.Length;
                return [.. file[..at], .. other.AsSpan(from, Math.Min(64, other.Length - from)), .. file[at..]];
            case Damage.Remove:
                return [.. file[..at], .. file.AsSpan(Math.Min(at + 1 + (mutation.Number % 64), file.Length))];
            case Damage.HeaderLength:
                ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
                ulong[] lengths =
                [
                    0, 1, 8, length - 1, length + 1, length + 8, (ulong)file.Length - 8, (ulong)file.Length - 7, (ulong)file.Length, int.MaxValue, 1UL << 31,
                    1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue - 7, ulong.MaxValue,
                ];
                file = [.. file];
                BinaryPrimitives.WriteUInt64LittleEndian(file, lengths[mutation.Number % lengths.Length]);
                return file;
            case Damage.Value:
                // Behind the header, where any byte is valid.
                file = [.. file];
                int start = (int)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(file), (ulong)file.Length - 9) + 8;
                file[start + ((int)((file.Length - 1L - start) * mutation.Number / (1 << 20)))] = (byte)(mutation.Place * 256);
                return file;
            case Damage.Number:
                return Edit(file, Digits(), s_texts, mutation);
            default:
                return Edit(file, Word(), s_words, mutation);
        }
    }

    /// <summary>Replaces a piece of the header's text.</summary>
    private static byte[] Edit(byte[] file, Regex pieces, string[] texts, Mutation mutation)
    {
        ulong announced = BinaryPrimitives.ReadUInt64LittleEndian(file);
        int length = (int)Math.Min(announced, (ulong)file.Length - 8);
        string header = Encoding.Latin1.GetString(file, 8, length);
        MatchCollection found = pieces.Matches(header);
        if (found.Count == 0)
            return file;
        Match piece = found[Math.Min((int)(mutation.Place * found.Count), found.Count - 1)];
        string edited = header[..piece.Index] + texts[mutation.Number % texts.Length] + header[(piece.Index + piece.Length)..];
        byte[] result = [.. file[..8], .. Encoding.Latin1.GetBytes(edited), .. file[(8 + length)..]];
        if (mutation.Repair)
            BinaryPrimitives.WriteUInt64LittleEndian(result, (ulong)edited.Length);
        return result;
    }

    [GeneratedRegex("[0-9]+(?=[,\\]\\s])")]
    private static partial Regex Digits();

    [GeneratedRegex("(?<=\")[A-Za-z_][\\w.]*(?=\")")]
    private static partial Regex Word();
}
