using System.Globalization;

namespace TinyRnn.Benchmarks.Machine;

/// <summary>Bytes of the caches that one core has to itself.</summary>
internal sealed record CacheSizes(int L1, int L2)
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>Linux says them; elsewhere 32 KiB and 1 MiB, which most processors of these years have at least.</summary>
    public static CacheSizes Read() => new(Level("1", 32 * 1024), Level("2", 1024 * 1024));

    private static int Level(string level, int otherwise)
    {
        if (!Directory.Exists(Folder))
            return otherwise;
        foreach (string index in Directory.EnumerateDirectories(Folder, "index*"))
        {
            string Line(string file) => File.ReadAllText(Path.Combine(index, file)).Trim();
            if (Line("level") == level && Line("type") != "Instruction"
                && int.TryParse(Line("size").TrimEnd('K'), NumberStyles.None, CultureInfo.InvariantCulture, out int kibibytes))
                return kibibytes * 1024;
        }

        return otherwise;
    }
}
