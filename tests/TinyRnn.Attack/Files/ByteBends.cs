using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Files;

/// <summary>Damage to bytes.</summary>
internal static class ByteBends
{
    public static IReadOnlyList<Bend> All { get; } =
    [
        new("another length of the header", (file, dice) => file.Length = Lie(dice)),
        new("cut off", (file, dice) => Later(file, dice, (bytes, with) => bytes[..with.Below(bytes.Length + 1)])),
        new("cut off near an end", (file, dice) => Later(file, dice, (bytes, with) =>
            bytes[..Math.Clamp(with.OneIn(2) ? with.Below(12) : bytes.Length - with.Below(12), 0, bytes.Length)])),
        new("cut off before the data", (file, dice) => Later(file, dice, (bytes, with) =>
            bytes[..Math.Clamp(bytes.Length - file.Data.Length + with.Between(-2, 2), 0, bytes.Length)])),
        new("bytes appended", (file, dice) => Later(file, dice, (bytes, with) => [.. bytes, .. Noise(with)])),
        new("bytes put in", (file, dice) => Later(file, dice, Insert)),
        new("a bit turned", (file, dice) => Later(file, dice, (bytes, with) => Turn(bytes, 0, bytes.Length, with))),
        new("a bit of the header turned", (file, dice) => Later(file, dice, (bytes, with) =>
            Turn(bytes, 0, Math.Max(1, bytes.Length - file.Data.Length), with))),
        new("a bit of the data turned", (file, dice) => Later(file, dice, (bytes, with) =>
            Turn(bytes, Math.Max(0, bytes.Length - file.Data.Length), bytes.Length, with))),
        new("bytes replaced", (file, dice) => Later(file, dice, Replace)),
        new("a mark before the header", (file, _) => file.Later(bytes => [.. bytes.Take(8), 0xEF, 0xBB, 0xBF, .. bytes.Skip(8)])),
        new("a mark before the file", (file, _) => file.Later(bytes => [0xEF, 0xBB, 0xBF, .. bytes])),
        new("a weight that is no number", PutNotANumber),
        new("two pieces of the data exchanged", ExchangePieces),
        new("data of another length", (file, dice) => file.Data = dice.OneIn(2) ? file.Data[..dice.Below(file.Data.Length + 1)]
            : [.. file.Data, .. Noise(dice)]),
    ];

    private static void Later(BentFile file, Dice dice, Func<byte[], Dice, byte[]> change)
    {
        ulong seed = dice.Next();
        file.Later(bytes => change(bytes, new Dice(seed)));
    }

    private static Func<long, ulong> Lie(Dice dice)
    {
        ulong lie = dice.Pick<ulong>(0, 1, 2, 7, 8, 1UL << 20, 16UL << 20, (16UL << 20) + 1, 100_000_000, 1UL << 31, 1UL << 32, 1UL << 62,
            1UL << 63, ulong.MaxValue, ulong.MaxValue - 7);
        long by = dice.Pick(-8, -1, 1, 2, 8);
        return dice.OneIn(2) ? _ => lie : length => (ulong)Math.Max(0, length + by);
    }

    private static byte[] Noise(Dice dice)
    {
        byte[] noise = new byte[dice.Pick(1, 2, 3, 4, 8, 100)];
        if (dice.OneIn(2))
            dice.Fill(noise);
        return noise;
    }

    private static byte[] Turn(byte[] bytes, int first, int end, Dice dice)
    {
        if (end > first && end <= bytes.Length)
            bytes[first + dice.Below(end - first)] ^= (byte)(1 << dice.Below(8));
        return bytes;
    }

    private static byte[] Insert(byte[] bytes, Dice dice)
    {
        int index = dice.Below(bytes.Length + 1);
        return [.. bytes.Take(index), .. Noise(dice), .. bytes.Skip(index)];
    }

    private static byte[] Replace(byte[] bytes, Dice dice)
    {
        if (bytes.Length > 0)
            dice.Fill(bytes.AsSpan(dice.Below(bytes.Length)) is var rest && rest.Length > 8 ? rest[..dice.Between(1, 8)] : rest);
        return bytes;
    }

    private static void PutNotANumber(BentFile file, Dice dice)
    {
        if (file.Data.Length >= sizeof(float))
            BitConverter.TryWriteBytes(file.Data.AsSpan(sizeof(float) * dice.Below(file.Data.Length / sizeof(float))),
                dice.Pick(float.NaN, float.PositiveInfinity, float.NegativeInfinity));
    }

    private static void ExchangePieces(BentFile file, Dice dice)
    {
        int length = sizeof(float) * dice.Between(1, 8);
        if (file.Data.Length < 2 * length)
            return;
        int first = sizeof(float) * dice.Below((file.Data.Length - length) / sizeof(float));
        int second = sizeof(float) * dice.Below((file.Data.Length - length) / sizeof(float));
        byte[] piece = file.Data.AsSpan(first, length).ToArray();
        file.Data.AsSpan(second, length).CopyTo(file.Data.AsSpan(first));
        piece.CopyTo(file.Data.AsSpan(second));
    }
}
