using System.Runtime.InteropServices;
using TinyRnn.Weights;

namespace TinyRnn.Attack.Files;

/// <summary>
/// A model that loads weights. It is accepted what was saved; of files without a checksum, which come from elsewhere, what they say.
/// </summary>
internal sealed class ModelSubject : FileSubject
{
    private readonly TensorBinding[] _bindings;
    private readonly Func<Stream, float[]> _load;
    private readonly float[] _expected;
    private readonly bool _isOwn;
    private long _reads;

    /// <param name="name">For reports.</param>
    /// <param name="original">A valid file.</param>
    /// <param name="bindings">The model's tensors.</param>
    /// <param name="load">Loads a model and gives its parameters.</param>
    /// <param name="isOwn">Whether TinyRnn wrote the file.</param>
    public ModelSubject(string name, byte[] original, ReadOnlySpan<TensorBinding> bindings, Func<Stream, float[]> load, bool isOwn)
    {
        Name = name;
        Original = original;
        _bindings = bindings.ToArray();
        _load = load;
        _isOwn = isOwn;
        _expected = load(new MemoryStream(original));
    }

    public override string Name { get; }

    public override byte[] Original { get; }

    public override Fault? Try(byte[] file, long sparseTail)
    {
        // Both ways to read: as much as is asked for, and less.
        using Stream stream = sparseTail > 0 ? new SparseStream(file, sparseTail)
            : (_reads++ & 1) == 0 ? new MemoryStream(file, writable: false) : new SlowStream(file);
        float[] found = [];
        (bool isAccepted, Fault? fault) = Bounds.Watch(file.Length, sparseTail, () => found = _load(stream));
        if (!isAccepted || fault is not null || Same(found, _expected))
            return fault;
        ReferenceFile? reference = ReferenceFile.TryRead(file);
        if (reference is null)
            return new("an invalid file accepted",
                $"{Name}: accepted, with other weights than were saved, although the file is not valid.");
        if (_isOwn && IsProtected(reference))
            return new("other weights than were saved", $"{Name}: accepted; {Difference(found)}");
        return reference.Parameters(_bindings, _expected.Length) is { } said && Same(said, found)
            ? null
            : new("other weights than the file says", $"{Name}: accepted; {Difference(found)}");
    }

    /// <summary>
    /// A file whose checksum has been damaged beyond recognition is like one that never had any; one that TinyRnn wrote without is a
    /// fault.
    /// </summary>
    private bool IsProtected(ReferenceFile damaged)
    {
        IReadOnlyList<KeyValuePair<string, string>> written = ReferenceFile.TryRead(Original)!.Checksums;
        return written.Count == 0 || damaged.Checksums.Intersect(written).Any();
    }

    private string Difference(float[] found)
    {
        int first = Enumerable.Range(0, Math.Min(found.Length, _expected.Length)).FirstOrDefault(index =>
            BitConverter.SingleToInt32Bits(found[index]) != BitConverter.SingleToInt32Bits(_expected[index]));
        return FormattableString.Invariant($"parameter {first} is {found[first]}, {_expected[first]} was saved.");
    }

    private static bool Same(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));
}
