using System.Globalization;
using System.Text;
using TinyRnn.Conformance.Models;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Text that comes from outside: what is written can be read, and what is said can be seen.</summary>
internal static class FileTextChecks
{
    // Bidi controls and marks, separators, NEL, zero-width and other format characters, an escape, a tag, halves of pairs.
    private const string Hostile = "\u202e\u202a\u2066\u2069\u200e\u200f\u061c\u2028\u2029\u0085\u200b\u200d\u2060\ufeff\u00ad\u001b\u007f\ud800\udc00\ufe0f";

    private static readonly string[] s_pieces =
    [
        "a", "weight", ".", "\"", "\\", "/", "\u0000", "\n", "\u001f", "\u007f", "\u00e9", "\u202e", "\u2028", "\ufffd", "\uffff", "\U0001F600", "\U0010FFFF",
        "<", "&", "'", "u0041", "\\u0041",
        "__metadata__", "\ud83d", "\ude00",
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("File text: what the writer accepts the reader reads back equal", RoundTrips),
        new("File text: the writer refuses what no reader takes, and writes nothing", Refuses),
        new("File text: no message holds a character that cannot be seen", Messages),
        new("File text: a cut does not split a pair", Cut),
        new("Weights that are not finite are not saved, and the old file stays", NotFinite),
    ];

    private static void RoundTrips()
    {
        Random random = new(20261128);
        int refused = 0;
        for (int turn = 0; turn < 2000; turn++)
        {
            SafetensorsWriter writer = new();
            Dictionary<string, (int[] Shape, float[] Values)> tensors = [];
            for (int i = random.Next(4); i > 0; i--)
            {
                string name = Draw(random);
                int[] shape = [.. Enumerable.Range(0, random.Next(10)).Select(_ => random.Next(3))];
                float[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => random.NextSingle())];
                try
                {
                    writer.Add(name, shape, values);
                    tensors.Add(name, (shape, values));
                }
                catch (ArgumentException exception)
                {
                    refused++;
                    Visible(exception.Message);
                    bool bad = tensors.ContainsKey(name) || name == "__metadata__" || shape.Length > 8 || !IsWhole(name);
                    Verify.That(bad, $"a sound tensor was refused: {exception.Message}");
                }
            }

            for (int i = random.Next(4); i > 0; i--)
                writer.Metadata[Draw(random)] = Draw(random);
            byte[] file;
            try
            {
                file = WeightData.Bytes(writer);
            }
            catch (InvalidOperationException exception)
            {
                refused++;
                Visible(exception.Message);
                Verify.That(writer.Metadata.Any(pair => !IsWhole(pair.Key + "|" + pair.Value)), $"sound metadata was refused: {exception.Message}");
                continue;
            }

            using SafetensorsReader reader = WeightData.Open(file);
            Verify.That(writer.Metadata.OrderBy(pair => pair.Key).SequenceEqual(reader.Metadata.OrderBy(pair => pair.Key)), "metadata");
            Verify.Same<string>(tensors.Keys.ToArray(), reader.Tensors.Select(tensor => tensor.Name).ToArray(), "names");
            foreach ((string name, (int[] shape, float[] values)) in tensors)
            {
                Verify.Same<int>(shape, reader.Get(name).Shape.ToArray(), "shape");
                Verify.SameBits(values, reader.Floats(name), "values");
            }
        }

        Verify.That(refused is > 100 and < 4000, $"{refused} were refused");
    }

    private static string Draw(Random random) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => s_pieces[random.Next(s_pieces.Length)]));

    private static bool IsWhole(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == 0xFFFD && !text.Contains('\ufffd', StringComparison.Ordinal))
                return false;
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
    }

    private static void Refuses()
    {
        SafetensorsWriter writer = new();
        writer.Add("\ufffd", [1], new float[1]);
        Verify.Throws<ArgumentException>(() => writer.Add("a\ud800", [1], new float[1]), "'a\\uD800'", "half of a surrogate pair");
        Verify.Throws<ArgumentException>(() => writer.AddZeros("\udc00", [1]), "'\\uDC00'");
        (string Key, string? Text, string[] Messages)[] metadata =
        [
            ("k", null, ["under 'k'", "null"]), ("k", "\ud800", ["'\\uD800' under 'k'"]), ("k\udc00", "t", ["under 'k\\uDC00'"]),
        ];
        foreach ((string key, string? text, string[] messages) in metadata)
        {
            writer.Metadata.Clear();
            writer.Metadata[key] = text!;
            using MemoryStream stream = new();
            Verify.Throws<InvalidOperationException>(() => writer.Write(stream), messages);
            Verify.Equal(0, stream.Length, "bytes that were written");
        }

        writer.Metadata.Clear();
        Verify.Throws<ArgumentNullException>(() => writer.Metadata[null!] = "t");
        writer.Metadata["long"] = new string('t', 16 << 20);
        Verify.Throws<InvalidOperationException>(() => writer.Write(Stream.Null), "at most 16777216");
        writer.Metadata["long"] = new string('t', (16 << 20) - 200);
        using SafetensorsReader reader = WeightData.Open(WeightData.Bytes(writer));
        Verify.Equal(writer.Metadata["long"].Length, reader.Metadata["long"].Length, "characters");
    }

    private static void Messages()
    {
        foreach (char each in Hostile)
        {
            string name = $"a{each}b";
            string json = char.IsSurrogate(each) ? "x" : name;
            Says(() => WeightData.Load(WeightData.File($$$"""{"{{{Json(json)}}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"""), WeightData.Bindings),
                char.IsSurrogate(each) ? "x" : Shown(each));
            Says(() => WeightData.Load(WeightData.File($$"""{"{{Json(json)}}":1}"""), WeightData.Bindings), char.IsSurrogate(each) ? "x" : Shown(each));
            Says(() => new SafetensorsWriter().Add(name, [2], new float[1]), Shown(each));
            Says(() => WeightData.Open(WeightData.Vector(1)).Get(name), Shown(each));
            Says(() => WeightFile.OpenResource(typeof(FileTextChecks).Assembly, name), Shown(each));
            TensorBinding[] bindings = [new(name, [1], 0)];
            Says(() => WeightFile.Load(new MemoryStream(WeightData.Vector(1)), name, bindings, 1, null), Shown(each));
            if (!char.IsSurrogate(each))
                Says(() => AtomicFile.Write(Path.Combine(Path.GetTempPath(), name, "none", "x"), _ => { }), Shown(each));
        }
    }

    private static string Json(string text) => string.Concat(text.Select(each => $"\\u{(int)each:x4}"));

    private static string Shown(char each) => $"\\u{(int)each:X4}";

    private static void Says(Action action, string part)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is not CheckFailedException)
        {
            Verify.Says(exception, part);
            Visible(exception.Message);
            return;
        }

        throw new CheckFailedException("nothing was refused");
    }

    /// <summary>Line breaks of our own lists apart.</summary>
    private static void Visible(string message)
    {
        foreach (Rune rune in message.EnumerateRunes())
        {
            bool hidden = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.Surrogate;
            Verify.That(rune.Value == '\n' || !hidden, $"the message holds U+{rune.Value:X4}: {message}");
        }
    }

    private static void Cut()
    {
        foreach (int before in (int[])[118, 119, 120])
        {
            string name = new string('x', before) + "\U0001F600" + new string('y', 600);
            string json = $$$"""{"{{{name}}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""";
            WeightMismatchException error = Verify.Throws<WeightMismatchException>(() => WeightData.Load(WeightData.File(json), WeightData.Bindings), "...");
            Verify.That(
                !error.Message.Contains('\ufffd', StringComparison.Ordinal) && !error.Message.Contains("\\uD83D", StringComparison.Ordinal), error.Message);
            Verify.That(IsWhole(error.Message), "half of a pair");
        }
    }

    private static void NotFinite()
    {
        using TemporaryFolder folder = new();
        string target = folder.Path("model.safetensors");
        foreach (float bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            Small.Create(1).Save(target);
            byte[] file = File.ReadAllBytes(target);
            for (int at = 0; at < Small.ParameterCount; at += 7)
            {
                float[] parameters = Small.Create(1).Parameters.ToArray();
                parameters[at] = bad;
                Small model = Small.FromParameters(parameters);
                Verify.Throws<InvalidOperationException>(() => model.Save(target), target, "was not written", bad.ToString(CultureInfo.InvariantCulture));
                using MemoryStream stream = new();
                Verify.Throws<InvalidOperationException>(() => model.Save(stream), "The stream was not written");
                Verify.Equal(0, stream.Length, "bytes that were written");
            }

            Verify.Same<byte>(file, File.ReadAllBytes(target), "the old file");
            folder.HoldsOnly(target);
        }

        float[] decoder = new float[PairedTokenDecoder.ParameterCount];
        decoder[^1] = float.NaN;
        PairedTokens pair = new(PairedTokenEncoder.Create(1), PairedTokenDecoder.FromParameters(decoder));
        Verify.Throws<InvalidOperationException>(() => pair.Save(target), "was not written", "'decoder.");

        // A GRU's second bias stands behind the others.
        TensorBinding[] gru = [new("bias_ih_l0", [6], 0), new("bias_hh_l0", [6], 0) { Added = 4, Rest = 6 }];
        Verify.Throws<InvalidOperationException>(() => WeightFile.Save(target, "Gru", gru, [1, 1, 1, 1, 1, 1, 1, float.NaN]), "'bias_hh_l0'");
    }
}
