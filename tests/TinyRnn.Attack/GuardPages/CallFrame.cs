using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Attack.GuardPages;

/// <summary>What emitted calls take their arguments from, and give their results to. Public, because emitted code calls it.</summary>
internal sealed unsafe class CallFrame
{
    private int _sum;

    public IReadOnlyList<Argument> Arguments { get; set; } = [];

    public Span<T> SpanOf<T>(int index)
        where T : unmanaged => Span<T>(Arguments[index]);

    public ReadOnlySpan<T> ReadOnlyOf<T>(int index)
        where T : unmanaged => Span<T>(Arguments[index]);

    public ref T ReferenceOf<T>(int index)
        where T : unmanaged => ref Unsafe.AsRef<T>(Arguments[index].Pointer);

    public T ValueOf<T>(int index) => (T)Arguments[index].Value!;

    public SequenceOptions<T> SequenceOptionsOf<T>(int index)
        where T : unmanaged
    {
        IReadOnlyList<Argument> parts = Arguments[index].Parts;
        return new() { Batch = (int)parts[0].Value!, Lengths = Span<int>(parts[1]), Weights = Span<float>(parts[2]),
            States = Span<T>(parts[3]) };
    }

    public EncoderDecoderOptions<T> EncoderDecoderOptionsOf<T>(int index)
        where T : unmanaged
    {
        IReadOnlyList<Argument> parts = Arguments[index].Parts;
        return new()
        {
            Batch = (int)parts[0].Value!, Lengths = Span<int>(parts[1]), Weights = Span<float>(parts[2]), States = Span<T>(parts[3]),
                SourceLengths = Span<int>(parts[4]),
        };
    }

    /// <summary>Reads a span that a call has returned from its first byte to its last.</summary>
    public void Use<T>(Span<T> result)
        where T : unmanaged => UseReadOnly<T>(result);

    public void UseReadOnly<T>(ReadOnlySpan<T> result)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(int))
        {
            foreach (int value in MemoryMarshal.Cast<T, int>(result))
                _sum ^= value;
        }
    }

    public void UseReferences<T>(ReadOnlySpan<T> result)
        where T : class => _sum ^= result.Length;

    private static Span<T> Span<T>(Argument argument)
        where T : unmanaged => new(argument.Pointer, argument.Length);
}
