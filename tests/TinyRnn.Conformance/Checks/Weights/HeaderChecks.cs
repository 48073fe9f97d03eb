using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Each check that the reader makes of a header, by a file that only this check refuses.</summary>
internal static class HeaderChecks
{
    private const string A = """ "a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]} """;

    public static IReadOnlyList<Check> All { get; } =
    [
        .. HeaderFaults.All.Select(fault => new Check($"Header, refused: {fault.Header}", () => HasOneFault(fault.Header, fault.Messages))),
        new("Header: a file without room for its length is refused", NoRoom),
        new("Header: a length beyond the file is refused", BeyondFile),
        new("Header: a length beyond the limit is refused before memory is taken", BeyondLimit),
        new("Header: the one without a fault is accepted", NoFault),
        new("Header: escapes of all kinds are replaced", Escapes),
        new("Header: an empty tensor may stand anywhere", EmptyTensor),
        new("Header: text that is no UTF-8 is refused", NoUtf8),
        new("Header: a name cannot break the lines of a log or fill it", LongName),
        new("Header: a tensor of unknown type is an error only when it is read", UnknownType),
        new("Header: overlap is found whatever the order", Overlap),
    ];

    private static void HasOneFault(string header, string[] messages)
    {
        // "" stands for a header of one space: its length is valid.
        WeightFormatException error = Refused(WeightData.File(header.Length == 0 ? " " : header, 0, 0, 0, 0), messages);
        Verify.That(error.Message.StartsWith("The stream", StringComparison.Ordinal), error.Message);
        Verify.Says(error, "Export the file again");
    }

    private static void NoRoom()
    {
        foreach (int length in (int[])[0, 7])
            Refused(new byte[length], $"has {length} bytes", "at least 8");
        Refused(new byte[9], "a header of 0 bytes", "1 to 16777216 are supported");
    }

    private static void BeyondFile()
    {
        foreach (ulong length in (ulong[])[ulong.MaxValue, 1UL << 63, 1UL << 32, 9])
        {
            byte[] file = new byte[16];
            BitConverter.TryWriteBytes(file, length);
            Refused(file, $"announces a header of {length} bytes", "only 8 follow");
        }
    }

    private static void BeyondLimit()
    {
        using FakeStream stream = new(length: 1L << 40, BitConverter.GetBytes((16L << 20) + 1));
        Verify.Allocates(1 << 20, () => Verify.Throws<WeightFormatException>(
            () => _ = new SafetensorsReader(stream), "a header of 16777217 bytes", "1 to 16777216 are supported"));
    }

    private static void NoFault()
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.File("{" + A + "}", 0, 0, 128, 63));
        Verify.Equal(1, reader.Floats("a").Single(), "a");
    }

    private static void Escapes()
    {
        using SafetensorsReader reader = WeightData.Open(WeightData.File(
            """{"\u005f_meta\u0064ata__":{"\u006b":"\ud83d\ude00\/\b\f\n\r\t\"\\"},"\u00E9\u00e9":{"\u0064type":"F\u00332","shape":[1],"data\u005Foffsets":[0,4]}}""", 0, 0, 128, 63));
        Verify.Equal("\U0001F600/\b\f\n\r\t\"\\", reader.Metadata["k"], "text");
        Verify.Equal(1, reader.Floats("\u00e9\u00e9").Single(), "value");
        Verify.That(
            !reader.TryGet("\u00e9", out _) && !reader.TryGet("\u00e9\u00e9\u00e9", out _) && !reader.TryGet("\ud800", out _), "names that are not there");
    }

    private static void EmptyTensor()
    {
        foreach (int offset in (int[])[0, 2, 4])
        {
            using SafetensorsReader reader = WeightData.Open(
                WeightData.File($$$"""{"e":{"dtype":"F32","shape":[2,0],"data_offsets":[{{{offset}}},{{{offset}}}]},{{{A}}}}""", 0, 0, 128, 63));
            Verify.Same<string>(["e", "a"], reader.Tensors.Select(tensor => tensor.Name).ToArray(), "names");
        }
    }

    private static void NoUtf8()
    {
        // Latin-1 has the byte 0xFF for this letter, which no UTF-8 has.
        byte[] header = Encoding.Latin1.GetBytes("{\"\u00ff\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        Verify.That(header.Contains((byte)0xFF), "the byte is missing");
        Refused(WeightData.File(header), "at byte 1 that is no valid UTF-8");
    }

    private static void LongName()
    {
        string name = "evil\\n\\u001b" + new string('x', 5000);
        WeightFormatException error = Refused(WeightData.File($$"""{"{{name}}":1}"""), "tensor 'evil\\u000A\\u001Bxxx", "xxx...'");
        Verify.That(error.Message.Length <= 400, error.Message);
        error = Refused(WeightData.File($$$"""{"a":{"shape":[{{{new string('9', 5000)}}}]}}"""), "holds 999", "999... in the shape");
        Verify.That(error.Message.Length <= 400, error.Message);
    }

    private static void UnknownType()
    {
        byte[] file = WeightData.File(
            """{"q":{"dtype":"F8_E4M3","shape":[3],"data_offsets":[0,3]},"a":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}""", 1, 2, 3, 4);
        using SafetensorsReader reader = WeightData.Open(file);
        Verify.Equal(4, reader.Integers("a").Single(), "a");
        TensorInfo unknown = reader.Get("q");
        Verify.Equal((TensorType.Unknown, "F8_E4M3 [3]"), (unknown.Type, unknown.ToString()), "the tensor");
        Verify.Throws<WeightFormatException>(() => reader.Read(unknown, new float[3]), "'q' is F8_E4M3 [3]", "F32, F16, BF16 or F64");
        Verify.Throws<WeightFormatException>(() => reader.Read(unknown, new long[3]), "'q' is F8_E4M3 [3]", "I64, I32");
    }

    private static void Overlap()
    {
        Refused(WeightData.File($"{{{Tensor("c", 3, 4)},{Tensor("b", 1, 4)},{Tensor("a", 0, 1)}}}", new byte[4]), "overlap", "'c'", "'b'");

        static string Tensor(string name, int begin, int end) => $$"""
            "{{name}}":{"dtype":"U8","shape":[{{end - begin}}],"data_offsets":[{{begin}},{{end}}]}
            """;
    }

    private static WeightFormatException Refused(byte[] file, params string[] parts) =>
        Verify.Throws<WeightFormatException>(() => WeightData.Open(file), parts);
}
