using System.Diagnostics;
using System.Text;
using TinyRnn.Runtime.Files;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>What a file may cost: memory of four times its size or 1 MiB, and no reading of data whose sizes are not the model's.</summary>
internal static class FileMemoryChecks
{
    private const int HeaderLength = 2 << 20;
    private const long Gibibyte = 1 << 30;

    private static readonly (string What, Func<int, string> Header, string Message)[] s_headers =
    [
        ("tiny tensors", length => Tensors(length, i => $"{i:x}"), "and "),
        ("tiny tensors that lack one thing", length => Tensors(length, i => $"{i:x}") is var all ? all[..^1]
            + ",\"z\":{\"dtype\":\"U8\"}}" : "", "'z' incompletely"),
        ("equal names", length => Tensors(length, _ => "a"), "two tensors 'a'"),
        ("escaped names", length => Tensors(length, i => $"\\u00e9\\n{i:x}"), "and "),
        ("names that end as the model's", length => Tensors(length, i => $"{i:x}.weight_ih_l0"), "and "),
        ("names of the model's beginning", length => Tensors(length, i => $"weight_ih_l0{i:x}"), "Missing"),
        ("one huge name", length => Tensors(1, _ => new string('n', length)), "nnn..."),
        ("one huge escaped name", length => Tensors(1, _ => string.Concat(Enumerable.Repeat("\\ud83d\\ude00", length / 12))), "..."),
        ("one huge type", length => $$$"""{"a":{"dtype":"{{{new string('F', length)}}}","shape":[],"data_offsets":[0,0]}}""", "Unexpected: a []"),
        ("one huge number", length => $$$"""{"a":{"dtype":"F32","shape":[{{{new string('9', length)}}}],"data_offsets":[0,0]}}""", "999..."),
        ("a huge list of sizes",
            length =>
            $$$"""{"a":{"dtype":"F32","shape":[{{{string.Join(',', Enumerable.Repeat(0, length / 2))}}}],"data_offsets":[0,0]}}""", "more than 8 numbers"),
        ("a huge property", length => $$$"""{"a":{"{{{new string('p', length)}}}":1}}""", "ppp..."),
        ("tiny metadata", length => Metadata(length, i => $"\"{i:x}\":\"\""), "Missing"),
        ("equal keys of metadata", length => Metadata(length, _ => "\"\":\"\""), "twice in its __metadata__"),
        ("one huge text of metadata", length => Metadata(1, _ => $"\"k\":\"{new string('t', length)}\""), "Missing"),
        ("one huge escaped text of metadata", length => Metadata(1, _ => $"\"k\":\"{string.Concat(Enumerable.Repeat("\\n", length / 2))}\""), "Missing"),
        ("huge checksums",
            length =>
            Metadata(1, _ => $"\"checksum\":\"crc32c:{new string('0', length / 2)}\",\"checksum.tensors\":\"{new string('0', length / 2)}\""), "is damaged"),
        ("members that are no tensors", length => "{" + string.Join(',', Enumerable.Repeat("\"\":0", length / 5)) + "}", "a number as tensor ''"),
        ("deep nesting", length => "{\"a\":" + new string('[', length), "an array as tensor 'a'"),
        ("nothing but spaces", length => new string(' ', length), "no valid JSON"),
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. s_headers.Select(
            each => new Check($"File memory: {each.What} are refused in little memory and time", () => Refused(each.Header(HeaderLength), each.Message))),
        new("File memory: a checkpoint with huge lists is refused in little memory", HugeLists),
        new("File memory: an accepted file takes little more than its weights", Accepted),
        new("File sizes are held against the model before data is read", SizesFirst),
        CheckpointCase.In("sizes are held against the training before data is read", SizesOfCheckpointFirst),
    ];

    private static string Tensors(int length, Func<int, string> name)
    {
        StringBuilder header = new("{");
        for (int i = 0; i == 0 || header.Length < length; i++)
            header.Append(i > 0 ? ",\"" : "\"").Append(name(i)).Append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
        return header.Append('}').ToString();
    }

    private static string Metadata(int length, Func<int, string> entry)
    {
        StringBuilder header = new("{\"__metadata__\":{");
        for (int i = 0; i == 0 || header.Length < length; i++)
            header.Append(i > 0 ? "," : "").Append(entry(i));
        return header.Append("}}").ToString();
    }

    private static void Refused(string header, string message)
    {
        byte[] file = WeightData.File(header);
        Costs(file.Length, () =>
        {
            try
            {
                WeightFile.Load(new MemoryStream(file), "TestNet", WeightData.Bindings, WeightData.ParameterCount, null);
                throw new CheckFailedException("the file was loaded");
            }
            catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException)
            {
                Verify.Says(exception, message);
                Verify.That(exception.Message.Length < 20_000, $"a message of {exception.Message.Length} characters");
            }
        });
    }

    private static void HugeLists()
    {
        using CheckpointCase own = new();
        own.Save(SmallNetwork.Create(Optimizer.Adam));
        byte[] sound = own.Bytes;
        foreach ((string key, string item) in ((string, string)[])[("layers.steps", "0,"), ("layers.frozen", "0,"), ("layers", "; "), ("random", "1"),
            ("optimizer", "A")])
        {
            foreach (int count in (int[])[60_000, 500_000])
            {
                string list = string.Concat(Enumerable.Repeat(item, count));
                own.Bytes = FileEdit.Of(sound, metadata => metadata[key] = list);
                TrainedParameters other = SmallNetwork.Create(Optimizer.Adam);
                Costs(own.Bytes.Length, () => Verify.Throws<WeightFormatException>(() => own.Load(other), key));
            }
        }

        // All three as long as each other, and not as the training's.
        own.Bytes = FileEdit.Of(sound, metadata =>
        {
            metadata["layers"] = string.Concat(Enumerable.Repeat("; ", 60_000));
            metadata["layers.steps"] = metadata["layers.frozen"] = string.Concat(Enumerable.Repeat("0,", 60_000));
        });
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Adam);
        Costs(own.Bytes.Length, () => Verify.Throws<WeightMismatchException>(() => own.Load(parameters), "Layers: expected 2, found 60001."));
    }

    private static void Accepted()
    {
        TensorBinding[] bindings = [new("w", [512, 1024], 0)];
        using MemoryStream file = new();
        WeightFile.Save(file, "TestNet", bindings, new float[512 * 1024]);
        file.Position = 0;
        Costs(file.Length / 2, () => WeightFile.Load(file, "TestNet", bindings, 512 * 1024, null));
    }

    private static void SizesFirst()
    {
        string header = $$"""{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[{{8 * Gibibyte}},{{(8 * Gibibyte) + 24}}]}""";
        for (int i = 0; i < 8; i++)
            header += $$""","x{{i}}":{"dtype":"U8","shape":[{{Gibibyte}}],"data_offsets":[{{i * Gibibyte}},{{(i + 1) * Gibibyte}}]}""";
        byte[] start = WeightData.File(header + "}");
        using FakeStream file = new(start.Length + (8 * Gibibyte) + 24, start, new CheckFailedException("data was read"));
        Costs(start.Length, () => Verify.Throws<WeightMismatchException>(
            () => WeightFile.Load(file, "TestNet", [new("w", [2, 3], 0)], 6, null), "Unexpected: x0 [1073741824]"));
    }

    private static void SizesOfCheckpointFirst(CheckpointCase own)
    {
        own.Save(SmallNetwork.Create(Optimizer.Momentum));
        SafetensorsWriter writer = new();
        using (SafetensorsReader reader = SafetensorsReader.Open(own.Target))
        {
            foreach ((string key, string text) in reader.Metadata)
                writer.Metadata[key] = text;
        }

        // A sound header, the checksums of whose tensors nobody has computed: of another training, which is said without reading a byte of 8 GiB that
        // take no room on the disk.
        writer.Metadata.Remove("checksum");
        writer.Metadata.Remove("checksum.tensors");
        writer.Metadata["checkpoint"] = "1";
        writer.Metadata["checksum"] = "00000000";
        byte[] header = WeightData.Bytes(writer)[8..];
        string json = Encoding.UTF8.GetString(header).TrimEnd()[..^1];
        for (int i = 0; i < 8; i++)
            json += $$""","x{{i}}":{"dtype":"U8","shape":[{{Gibibyte}}],"data_offsets":[{{i * Gibibyte}},{{(i + 1) * Gibibyte}}]}""";
        byte[] start = WeightData.File(json + "}");
        try
        {
            using FileStream stream = File.Create(own.Target);
            stream.Write(start);
            stream.SetLength(start.Length + (8 * Gibibyte));
        }
        catch (IOException)
        {
            throw new CheckSkippedException("this file system has no room for a file of 8 GiB without content");
        }

        TrainedParameters other = SmallNetwork.Create(Optimizer.Momentum);
        Stopwatch watch = Stopwatch.StartNew();
        Costs(start.Length, () => Verify.Throws<WeightMismatchException>(() => own.Load(other), "Unexpected: x0 [1073741824]"));
        Verify.That(watch.Elapsed < TimeSpan.FromSeconds(10), $"it took {watch.Elapsed}");
    }

    /// <summary>The stated memory; the time is generous, because processors are shared and emulated.</summary>
    private static void Costs(long length, Action action)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Verify.Allocates(Math.Max(4 * length, 1 << 20), action);
        Verify.That(watch.Elapsed < TimeSpan.FromSeconds(20), $"{length} bytes took {watch.Elapsed}");
    }
}
