using System.Text;
using TinyRnn.Conformance.Models;
using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Files;
using TinyRnn.Runtime.Losses;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>A saved file in which anything has changed is refused, or is the same network.</summary>
internal static class ChecksumChecks
{
    private static readonly TensorBinding[] s_bindings =
    [
        new("a", [2, 2], 0), new("b", [2, 2], 4), new("bias", [2], 8), new("bias2", [2], 8) { Added = 2 },
    ];

    private static readonly float[] s_block = [1, -2, 0.5f, 3, 1.5f, -0.25f, 7, 8, -9, 0.125f];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Checksum: a turned bit anywhere in a model file is refused or harmless", EveryBit),
        CheckpointCase.In("a turned bit anywhere is refused or harmless", EveryBitOfCheckpoint),
        new("Checksum: exchanged names and places are found", Exchanged),
        CheckpointCase.In("exchanged names and places are found", ExchangedInCheckpoint),
        CheckpointCase.In("one without a checksum is refused", WithoutChecksum),
        CheckpointCase.In("version 1 is read by its own rule, and is as safe", FirstVersion),
        new("Checksum: a lost entry is missed by the other one", LostEntry),
        new("Checksum: another program may write the same file in another order", OtherOrder),
        new("Checksum: another program that changes a value is told what to do", OtherValue),
        new("Checksum: files of others are read as before", Foreign),
        new("Checksum: only what is read must be sound", Ignored),
        new("Checksum: files of a pair have one", Pair),
    ];

    private static byte[] Saved()
    {
        using MemoryStream stream = new();
        WeightFile.Save(stream, "Net", s_bindings, s_block);
        return stream.ToArray();
    }

    private static float[] Load(byte[] file, bool ignoreUnexpected = false) =>
        WeightFile.Load(new MemoryStream(file), "Net", s_bindings, s_block.Length, new WeightLoadOptions { IgnoreUnexpected = ignoreUnexpected });

    private static void EveryBit()
    {
        int harmless = 0;
        ForEachBit(Saved(), (file, what) =>
        {
            try
            {
                Verify.SameBits(s_block, Load(file), what);
                harmless++;
            }
            catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException)
            {
            }
        });

        // Digits of escapes may be small or capital letters; there are none in this file.
        Verify.Equal(0, harmless, "turned bits that changed nothing");
    }

    private static void EveryBitOfCheckpoint(CheckpointCase own)
    {
        TrainedModel model = Tiny();
        CheckpointFile.Save(own.Target, model, TinyParameters(), new CheckpointState(new RandomState(5), 6));
        byte[] sound = own.Bytes;
        TrainedParameters loaded = TinyParameters();
        ForEachBit(sound, (file, what) =>
        {
            own.Bytes = file;
            try
            {
                CheckpointState state = CheckpointFile.Load(own.Target, model, loaded);
                CheckpointFile.Save(own.Target, model, loaded, state);
                Verify.Same<byte>(sound, own.Bytes, what);
                throw new CheckFailedException($"{what} was read");
            }
            catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException)
            {
            }
        });
    }

    private static void ForEachBit(byte[] file, Action<byte[], string> run)
    {
        for (int at = 0; at < file.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = [.. file];
                damaged[at] ^= (byte)(1 << bit);
                run(damaged, $"bit {bit} of byte {at}");
            }
        }
    }

    private static void Exchanged()
    {
        foreach ((string one, string other) in ((string, string)[])[("\"a\"", "\"b\""), ("[0,16]", "[16,32]"), ("[0,16]", "[32,40]")])
            Verify.Throws<WeightFormatException>(() => Load(Exchange(Saved(), one, other)));
        Verify.Throws<WeightFormatException>(() => Load(Exchange(Saved(), "\"a\"", "\"b\"")), "is damaged", "tensor 'a'");
        Verify.SameBits(s_block, Load(Saved()), "block");
    }

    private static void ExchangedInCheckpoint(CheckpointCase own)
    {
        CheckpointFile.Save(own.Target, Tiny(), TinyParameters(), default);
        byte[] file = own.Bytes;
        foreach ((string one, string other) in ((string, string)[])[("\"w1\"", "\"w2\""), ("[0,16]", "[16,32]"),
            ("\"optimizer.momentum_buffer.w1\"", "\"optimizer.momentum_buffer.w2\"")])
        {
            own.Bytes = Exchange(file, one, other);
            Verify.Throws<WeightFormatException>(() => CheckpointFile.Load(own.Target, Tiny(), TinyParameters()), "is damaged: its content has the checksum");
        }
    }

    private static void WithoutChecksum(CheckpointCase own)
    {
        foreach (string version in (string[])["1", "2"])
        {
            CheckpointFile.Save(own.Target, Tiny(), TinyParameters(), default);
            own.Bytes = FileEdit.Of(own.Bytes, metadata =>
            {
                metadata["checkpoint"] = version;
                metadata.Remove("checksum");
                metadata.Remove("checksum.tensors");
            });
            Verify.Throws<WeightFormatException>(
                () => CheckpointFile.Load(own.Target, Tiny(), TinyParameters()), own.Target, "without a checksum", "IgnoreUnexpected");
        }
    }

    private static void FirstVersion(CheckpointCase own)
    {
        CheckpointFile.Save(own.Target, Tiny(), TinyParameters(), new CheckpointState(new RandomState(5), 6));
        byte[] sound = own.Bytes;
        own.Bytes = Version1.From(sound);
        TrainedParameters loaded = TinyParameters();
        loaded.WeightAt(0) = 100;
        CheckpointState state = CheckpointFile.Load(own.Target, Tiny(), loaded);
        byte[] first = own.Bytes;
        CheckpointFile.Save(own.Target, Tiny(), loaded, state);
        Verify.Same<byte>(sound, own.Bytes, "what is saved from it");
        (string, string)[] exchanges = [("\"w1\"", "\"w2\""), ("[0,16]", "[16,32]"), ("\"checksum\"", "\"checkpoint\"")];
        foreach ((string one, string other) in exchanges)
        {
            own.Bytes = Exchange(first, one, other);
            Verify.Throws<WeightFormatException>(() => CheckpointFile.Load(own.Target, Tiny(), TinyParameters()));
        }

        ForEachBit(first, (file, what) =>
        {
            own.Bytes = file;
            try
            {
                CheckpointFile.Load(own.Target, Tiny(), TinyParameters());
                throw new CheckFailedException($"{what} was read");
            }
            catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException)
            {
            }
        });
    }

    private static void LostEntry()
    {
        foreach ((string key, string other) in ((string, string)[])[("\"checksum\"", "\"dhecksum\""), ("\"checksum.tensors\"", "\"checksum/tensors\"")])
        {
            byte[] file = Exchange(Saved(), key, other);
            file[^1] ^= 1;
            Verify.Throws<WeightFormatException>(() => Load(file), "is damaged: its metadata has 'checksum", "but no 'checksum");
        }

        Verify.Throws<WeightFormatException>(() => Load(Exchange(Saved(), "crc32c:", "crc32d:")), "another kind of 'checksum'");
    }

    private static void OtherOrder()
    {
        using SafetensorsReader reader = WeightData.Open(Saved());
        SafetensorsWriter writer = new();
        foreach (string name in (string[])["bias2", "b", "bias", "a"])
            writer.Add(name, reader.Get(name).Shape, reader.Floats(name));
        foreach (string key in reader.Metadata.Keys.Reverse())
            writer.Metadata[key] = reader.Metadata[key];
        byte[] file = WeightData.Bytes(writer);
        Verify.SameBits(s_block, Load(file), "block");

        // The writer made no other checksums: what stands in the file is the old one.
        using SafetensorsReader again = WeightData.Open(file);
        foreach (string key in (string[])["checksum", "checksum.tensors"])
            Verify.Equal(reader.Metadata[key], again.Metadata[key], key);
    }

    private static void OtherValue()
    {
        byte[] file = Saved();
        file[^9] ^= 0x40;
        Verify.Throws<WeightFormatException>(
            () => Load(file), "tensor 'bias'", "changes such a file on purpose", "leave 'checksum' and 'checksum.tensors' out of its metadata");

        // As it says: then the file is one of another program's, and read as such.
        string text = Encoding.Latin1.GetString(file);
        int from = text.IndexOf("\"checksum\"", StringComparison.Ordinal);
        int to = text.IndexOf("\"format\"", StringComparison.Ordinal);
        byte[] without = Encoding.Latin1.GetBytes(text[8..from] + text[to..]);
        byte[] edited = [.. BitConverter.GetBytes(BitConverter.ToInt64(file) - (to - from)), .. without];
        Verify.That(Load(edited)[9] != s_block[9], "the value was not changed");
    }

    private static void Foreign()
    {
        SafetensorsWriter writer = new();
        foreach (TensorBinding binding in s_bindings)
            writer.AddZeros(binding.Name, binding.Shape);
        foreach (string text in (string[])["", "0", "12345678", "sha256:0123", "CRC32C:00000000"])
        {
            writer.Metadata["checksum"] = text;
            Verify.Equal(s_block.Length, Load(WeightData.Bytes(writer)).Length, "values");
        }
    }

    private static void Ignored()
    {
        SafetensorsWriter writer = new();
        using (SafetensorsReader reader = WeightData.Open(Saved()))
        {
            foreach (TensorInfo tensor in reader.Tensors)
                writer.Add(tensor.Name, tensor.Shape, reader.Floats(tensor.Name));
            writer.Metadata["checksum.tensors"] = "";
            writer.AddZeros("somebody else's", [100]);
        }

        byte[] file = WeightData.Bytes(writer);
        file[^1] ^= 1;
        Verify.SameBits(s_block, Load(file, ignoreUnexpected: true), "block");
        using SafetensorsReader damaged = WeightData.Open(file);
        Verify.Throws<WeightFormatException>(() => damaged.Read(damaged.Get("somebody else's"), new float[100]), "is damaged", "tensor 'somebody else's'");
    }

    private static void Pair()
    {
        using MemoryStream stream = new();
        PairedTokens.Create(1).Save(stream);
        byte[] file = stream.ToArray();
        PairedTokens.Load(new MemoryStream(file));
        file[^2] ^= 0x40;
        Verify.Throws<WeightFormatException>(() => PairedTokens.Load(new MemoryStream(file)), "is damaged");
    }

    /// <summary>Exchanges two texts of one length, or writes the second for the first where the second is not there.</summary>
    private static byte[] Exchange(byte[] file, string one, string other)
    {
        int header = 8 + BitConverter.ToInt32(file);
        string text = Encoding.Latin1.GetString(file, 8, header - 8);
        Verify.That(text.Contains(one, StringComparison.Ordinal), $"{one} is not in {text}");
        string changed = text.Replace(one, "\n", StringComparison.Ordinal).Replace(other, one, StringComparison.Ordinal)
            .Replace("\n", other, StringComparison.Ordinal);
        byte[] bytes = Encoding.Latin1.GetBytes(changed);
        return [.. BitConverter.GetBytes((long)bytes.Length), .. bytes, .. file.AsSpan(header)];
    }

    private static TrainedModel Tiny() => new(
        "Net", [new("w1", [2, 2], 0), new("w2", [2, 2], 4)], ["Dense(2)"], RowLoss.MeanSquaredError);

    private static TrainedParameters TinyParameters()
    {
        TrainedParameters parameters = new([new TrainedTensor(0, 0, 0, 1, 8, 8, 1, 1, false)], 8, 8, OptimizerRule.Momentum, 1);
        parameters.Import([1, 2, 3, 4, 5, 6, 7, 8]);
        for (int i = 0; i < 8; i++)
            parameters.GradientAt(i) = i;
        parameters.HasGradients = true;
        parameters.Update();
        return parameters;
    }
}
