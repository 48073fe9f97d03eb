using System.Collections;

namespace TinyRnn.Import.PyTorch;

/// <summary>Python's OrderedDict: a table, because the unpickler fills nothing else, that knows the order of its keys.</summary>
#pragma warning disable CA1010 // Only the unpickler and one reader see it.
internal sealed class SavedDictionary : Hashtable
#pragma warning restore CA1010
{
    private readonly ArrayList _order = [];

    public override ICollection Keys => _order;

    public override ICollection Values => new ArrayList(_order.Cast<object>().Select(key => this[key]).ToArray());

    public override object? this[object key]
    {
        get => base[key];
        set
        {
            if (!ContainsKey(key))
                _order.Add(key);
            base[key] = value;
        }
    }

#pragma warning disable IDE1006, CA1822, CA1707 // The unpickler looks for this name; what it sets (a state_dict has its version there) is of no use.
    public void __setstate__(Hashtable attributes) => _ = attributes;
#pragma warning restore IDE1006, CA1822, CA1707
}
