using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>A file and a model that do not fit: what advice is made from.</summary>
/// <param name="source">The file, for messages.</param>
/// <param name="header">What the file has.</param>
/// <param name="bindings">What the model needs.</param>
/// <param name="found">What of it the file has under the model's names.</param>
/// <param name="options">How names find each other.</param>
internal sealed class MismatchCase(string source, SafetensorsHeader header, TensorBinding[] bindings, TensorInfo?[] found, WeightLoadOptions options)
{
    public string Source => source;

    public SafetensorsHeader Header => header;

    public TensorBinding[] Bindings => bindings;

    public TensorInfo?[] Found { get; private set; } = found;

    public WeightLoadOptions Options => options;

    public List<ModelModule> Modules { get; } = ModelModule.Of(bindings);

    /// <summary>The model's names as bytes, which those of the file are.</summary>
    public byte[][] Names { get; } = Array.ConvertAll(bindings, binding => Encoding.UTF8.GetBytes(binding.Name));

    /// <summary>The file's names are looked up after this: the prefix that was given, unless nothing begins with it; or the one that would be right.</summary>
    public byte[] Prefix { get; private set; } = AnyBegins(header, options.Prefix) ? TensorMatch.Prefix(header, options) : [];

    /// <summary>What stands in the file before names of layers that are there under other names.</summary>
    public List<byte[]> OtherNames { get; } = [];

    /// <summary>Everything that the model needs is there as it should be.</summary>
    public bool HasAll { get; init; }

    /// <summary>Tensors are unexpected that belong to no layer of the model.</summary>
    public bool HasStrangers { get; init; }

    /// <summary>Tensors are unexpected that belong to layers of the model.</summary>
    public bool HasOwnUnexpected { get; init; }

    /// <summary>A prefix was given, and nothing begins with it.</summary>
    public bool HasUselessPrefix => options.Prefix.Length > 0 && Prefix.Length == 0;

    public bool IsMissing(int binding) => Found[binding] is null;

    /// <summary>Looks at the file as with another prefix, so that what else differs is told with it and not in the next round.</summary>
    public void Use(ReadOnlySpan<byte> prefix)
    {
        Prefix = prefix.ToArray();
        Found = new TensorInfo?[bindings.Length];
        for (int i = 0; i < bindings.Length; i++)
        {
            int place = header.Find(prefix, Names[i]);
            if (place >= 0)
                Found[i] = header.Info(header.ByName[place]);
        }
    }

    /// <summary>Whether tensors would be unexpected, and belong to no layer of the model, if it had the prefix and the names that are advised.</summary>
    public bool LeavesStrangers()
    {
        OwnTensors own = new(Modules);
        for (int i = 0; i < header.Count; i++)
        {
            ReadOnlySpan<byte> name = header.Name(i);
            if (name.StartsWith(Prefix) && !IsKnown(name[Prefix.Length..]) && !own.Has(name[Prefix.Length..], header.Entry(i).Shape))
                return true;
        }

        return false;
    }

    private bool IsKnown(ReadOnlySpan<byte> name)
    {
        foreach (byte[] each in Names)
        {
            if (name.SequenceEqual(each))
                return true;
        }

        foreach (byte[] each in OtherNames)
        {
            if (name.StartsWith(each))
                return true;
        }

        // A counter of batches, which is passed over.
        return name.EndsWith("tracked"u8);
    }

    /// <summary>The name of a tensor in its layer.</summary>
    public ReadOnlySpan<byte> Member(ModelModule module, int binding) => Names[binding].AsSpan(module.Prefix.Length);

    public bool IsBias(ModelModule module, int binding) => Member(module, binding).StartsWith("bias"u8);

    /// <summary>Whether the file has a tensor of this name, and of the size of <paramref name="binding"/>.</summary>
    public bool Fits(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name, TensorBinding binding)
    {
        int place = header.Find(prefix, name);
        return place >= 0 && binding.Fits(header.Entry(header.ByName[place]).Shape);
    }

    /// <summary>Whether the file has a tensor of this name after the prefix.</summary>
    public bool Has(ModelModule module, ReadOnlySpan<byte> member)
    {
        byte[] name = [.. module.Prefix, .. member];
        return header.Find(Prefix, name) >= 0;
    }

    /// <summary>The sizes of the file's tensor of this name after the prefix, or <see langword="null"/>.</summary>
    public int[]? ShapeOf(ModelModule module, ReadOnlySpan<byte> member)
    {
        int place = header.Find(Prefix, [.. module.Prefix, .. member]);
        return place < 0 ? null : [.. header.Entry(header.ByName[place]).Shape];
    }

    private static bool AnyBegins(SafetensorsHeader header, string prefix)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(prefix);
        for (int i = 0; i < header.Count; i++)
        {
            if (header.Name(i).StartsWith(bytes))
                return true;
        }

        return false;
    }
}
