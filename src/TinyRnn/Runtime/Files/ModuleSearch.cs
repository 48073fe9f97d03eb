using System.Text;

namespace TinyRnn.Runtime.Files;

/// <summary>How the file's names inside a layer differ from the model's.</summary>
internal enum NameForm
{
    /// <summary>Not at all.</summary>
    Same,

    /// <summary>Biases are not there.</summary>
    WithoutBiases,

    /// <summary>A cell's, which have no number at their end.</summary>
    Cell,
}

/// <summary>Looks for a layer of the model in a file, by names and shapes, wherever it is.</summary>
/// <param name="mismatch">What does not fit.</param>
/// <param name="module">The layer, or stack of layers.</param>
/// <param name="layer">One of a stack, which is a module of its own in the file; <see cref="AllLayers"/>: the stack as one.</param>
/// <param name="form">How names differ.</param>
internal sealed class ModuleSearch(MismatchCase mismatch, ModelModule module, int layer, NameForm form)
{
    public const int AllLayers = -1;

    private const int MostCandidates = 4;

    private readonly byte[] _suffix = layer < 0 ? [] : Encoding.UTF8.GetBytes($"_l{layer}");

    // Made once: a hostile header has hundreds of thousands of names that end as the first one of these.
    private readonly List<int> _parts = [];
    private readonly List<byte[]> _members = [];

    /// <summary>What stands in the file before the names of the whole layer, without the dot and without the prefix.</summary>
    public List<string> Candidates()
    {
        List<string> found = [];
        if (!CollectMembers())
            return found;
        byte[] first = _members[0];
        for (int i = 0; i < mismatch.Header.Count && found.Count < MostCandidates; i++)
        {
            ReadOnlySpan<byte> name = mismatch.Header.Name(i);
            if (!name.EndsWith(first))
                continue;
            ReadOnlySpan<byte> before = name[..^first.Length];
            bool whole = before.IsEmpty || before[^1] == (byte)'.';
            if (whole && before.StartsWith(mismatch.Prefix) && HasAll(before))
            {
                ReadOnlySpan<byte> shown = before[mismatch.Prefix.Length..];
                if (IsAnothers(shown))
                    continue;
                found.Add(Encoding.UTF8.GetString(shown.IsEmpty ? shown : shown[..^1]));
            }
        }

        // The order of files is that of names or sizes; numbers of nn.Sequential are in the order of layers.
        found.Sort(static (x, y) => x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y));
        return found;
    }

    /// <summary>Whether another layer of the model has found its tensors there.</summary>
    private bool IsAnothers(ReadOnlySpan<byte> prefix)
    {
        foreach (ModelModule other in mismatch.Modules)
        {
            if (other != module && prefix.SequenceEqual(other.Prefix) && !mismatch.IsMissing(other.First))
                return true;
        }

        return false;
    }

    /// <returns>Whether the layer has tensors, all of which can have names of this form.</returns>
    private bool CollectMembers()
    {
        for (int i = module.First; i < module.First + module.Count; i++)
        {
            if (!IsPart(i))
                continue;
            if (!TryMember(i, out byte[] member))
                return false;
            _parts.Add(i);
            _members.Add(member);
        }

        return _parts.Count > 0;
    }

    private bool HasAll(ReadOnlySpan<byte> before)
    {
        for (int k = 0; k < _parts.Count; k++)
        {
            int binding = _parts[k];
            bool left = form == NameForm.WithoutBiases && mismatch.IsBias(module, binding);
            if (left ? mismatch.Header.Find(before, _members[k]) >= 0 : !mismatch.Fits(before, _members[k], mismatch.Bindings[binding]))
                return false;
        }

        return true;
    }

    private bool IsPart(int binding)
    {
        if (layer < 0)
            return true;
        ReadOnlySpan<byte> name = mismatch.Member(module, binding);
        int place = name.IndexOf(_suffix);

        // _l1 is not _l10.
        return place >= 0 && (place + _suffix.Length == name.Length || name[place + _suffix.Length] == (byte)'_');
    }

    /// <summary>A tensor's name in its layer, as the file may have it: a module of its own counts from 0, a cell has no number and one direction.</summary>
    private bool TryMember(int binding, out byte[] member)
    {
        ReadOnlySpan<byte> name = mismatch.Member(module, binding);
        member = name.ToArray();
        if (layer < 0)
            return true;
        int place = name.IndexOf(_suffix);
        ReadOnlySpan<byte> rest = name[(place + _suffix.Length)..];
        if (form != NameForm.Cell)
        {
            member = [.. name[..place], .. "_l0"u8, .. rest];
            return true;
        }

        member = name[..place].ToArray();
        return rest.IsEmpty;
    }
}
