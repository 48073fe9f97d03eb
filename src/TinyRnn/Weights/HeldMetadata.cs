using System.Text;

namespace TinyRnn.Weights;

/// <summary>
/// A model's metadata as it came, from a file or from the user, so that a program that never asks for it carries no code that reads or writes it.
/// </summary>
internal abstract class HeldMetadata
{
    /// <summary>What it says.</summary>
    /// <exception cref="WeightFormatException">A text of the file is not what its key stands for.</exception>
    public abstract ModelMetadata Read();

    /// <summary>Whether there is anything.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Writes it as it is under keys that begin with <paramref name="prefix"/>.</summary>
    public abstract void Write(IDictionary<string, string> texts, string prefix);
}

/// <summary>Given by the user, or read before.</summary>
internal sealed class GivenMetadata(ModelMetadata metadata) : HeldMetadata
{
    public override bool IsEmpty => metadata.IsEmpty;

    public override ModelMetadata Read() => metadata;

    public override void Write(IDictionary<string, string> texts, string prefix)
    {
        Dictionary<string, string> own = [];
        metadata.Write(own);
        foreach ((string key, string text) in own)
            texts[prefix + key] = text;
    }
}

/// <summary>The texts of a file's header, which are read when somebody asks for them.</summary>
/// <param name="header">All of the header's metadata.</param>
/// <param name="prefix">What the keys of this model begin with.</param>
/// <param name="isPair">Whether the keys of two parts stand among them.</param>
/// <param name="source">What messages call the file.</param>
internal sealed class FileMetadata(HeaderMetadata header, string prefix, bool isPair, string source) : HeldMetadata
{
    public override bool IsEmpty => Texts().Count == 0;

    public override ModelMetadata Read() => new MetadataTexts(Texts(), source).Read();

    public override void Write(IDictionary<string, string> texts, string prefix)
    {
        foreach ((string key, string text) in Texts())
            texts[prefix + key] = text;
    }

    /// <summary>Those of this model, by its own keys.</summary>
    private Dictionary<string, string> Texts()
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        byte[] start = Encoding.UTF8.GetBytes(prefix);
        for (int i = 0; i < header.Count; i++)
        {
            if (!header.Key(i).StartsWith(start))
                continue;
            string key = Encoding.UTF8.GetString(header.Key(i)[start.Length..]);
            if (!MetadataKeys.IsOfFile(key) && !(isPair && MetadataKeys.IsOfPart(key)))
                texts.Add(key, Encoding.UTF8.GetString(header.Text(i)));
        }

        return texts;
    }
}
