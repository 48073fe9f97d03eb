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

    public TensorInfo?[] Found => found;

    public WeightLoadOptions Options => options;

    public List<ModelModule> Modules { get; } = ModelModule.Of(bindings);

    /// <summary>The model's names as bytes, which those of the file are.</summary>
    public byte[][] Names { get; } = Array.ConvertAll(bindings, binding => Encoding.UTF8.GetBytes(binding.Name));

    /// <summary>The file's names are looked up after this: the prefix that was given, unless nothing begins with it.</summary>
    public byte[] Prefix { get; } = AnyBegins(header, options.Prefix) ? Encoding.UTF8.GetBytes(options.Prefix) : [];

    /// <summary>Tensors of the file are unexpected although strangers are passed over: they belong to the model's layers.</summary>
    public bool HasOwnUnexpected { get; init; }

    /// <summary>A prefix was given, and nothing begins with it.</summary>
    public bool HasUselessPrefix => options.Prefix.Length > 0 && Prefix.Length == 0;

    public bool IsMissing(int binding) => found[binding] is null;

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
