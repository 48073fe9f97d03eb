namespace TinyRnn.Runtime.Files;

/// <summary>
/// Tensors of a file that the model does not know, and that are no strangers all the same: a further layer, the other direction, a projection or the initial
/// state of a layer that the model has. A model that leaves them out gives other values than the one that was trained.
/// </summary>
/// <param name="modules">The model's layers.</param>
internal sealed class OwnTensors(List<ModelModule> modules)
{
    private const int LongestState = 24;

    /// <summary>Whether a tensor, by its name after the prefix, belongs to a layer that the model has.</summary>
    public bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<int> shape)
    {
        foreach (ModelModule module in modules)
        {
            // What has another dot is a module inside, or one whose name begins alike.
            if (!name.StartsWith(module.Prefix) || name[module.Prefix.Length..].Contains((byte)'.'))
                continue;
            if (module.Prefix.Length > 0 || IsParameter(name))
                return true;
        }

        return IsInitialState(name, shape);
    }

    /// <summary>States that a stream starts from, by their names and sizes; in the layer itself or above it.</summary>
    public bool IsInitialState(ReadOnlySpan<byte> name, ReadOnlySpan<int> shape)
    {
        int dot = name.LastIndexOf((byte)'.');
        if (!IsStateName(name[(dot + 1)..]))
            return false;
        long count = 1;
        foreach (int size in shape)
            count *= size;
        foreach (ModelModule module in modules)
        {
            if (module.Units > 0 && count > 0 && count % module.Units == 0 && module.Prefix.AsSpan().StartsWith(name[..(dot + 1)]))
                return true;
        }

        return false;
    }

    /// <summary>Where layers have no name of their own, only what PyTorch calls its layers' numbers.</summary>
    private static bool IsParameter(ReadOnlySpan<byte> name) => name.StartsWith("weight"u8) || name.StartsWith("bias"u8);

    /// <summary>h0, c_0, initial_h, init_state and the like.</summary>
    private static bool IsStateName(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestState)
            return false;
        Span<byte> plain = stackalloc byte[LongestState];
        int length = 0;
        foreach (byte each in name)
        {
            if (each != (byte)'_')
                plain[length++] = (byte)(each is >= (byte)'A' and <= (byte)'Z' ? each | 0x20 : each);
        }

        ReadOnlySpan<byte> word = plain[..length];
        return word.SequenceEqual("h0"u8) || word.SequenceEqual("c0"u8) || word.SequenceEqual("hx"u8) || word.SequenceEqual("cx"u8)
            || word.SequenceEqual("hinit"u8) || word.SequenceEqual("cinit"u8) || word.SequenceEqual("hiddeninit"u8) || word.SequenceEqual("cellinit"u8)
            || IsStateWord(word, "initial"u8) || IsStateWord(word, "init"u8);
    }

    private static bool IsStateWord(ReadOnlySpan<byte> word, ReadOnlySpan<byte> start)
    {
        if (!word.StartsWith(start))
            return false;
        ReadOnlySpan<byte> rest = word[start.Length..];
        return rest.SequenceEqual("h"u8) || rest.SequenceEqual("c"u8) || rest.SequenceEqual("hidden"u8) || rest.SequenceEqual("cell"u8)
            || rest.SequenceEqual("state"u8) || rest.SequenceEqual("stateh"u8) || rest.SequenceEqual("statec"u8) || rest.SequenceEqual("hiddenstate"u8);
    }
}
