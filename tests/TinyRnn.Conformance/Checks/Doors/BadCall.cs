namespace TinyRnn.Conformance;

/// <summary>A call that must be refused.</summary>
/// <param name="Member">The public member, with the names of its parameters: <c>Step(state, x, y)</c>; a property that is set by its name alone.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Call">The call.</param>
internal sealed record BadCall(string Member, string Fault, Action Call);

/// <summary>Something with public methods, everything that can be seen of it, and what it does afterwards.</summary>
internal abstract class DoorSubject
{
    /// <summary>The type whose members are called.</summary>
    public abstract Type Type { get; }

    /// <summary>Calls that must be refused, of at least one fault for each member that can be called wrongly.</summary>
    public abstract IEnumerable<BadCall> Calls { get; }

    /// <summary>Members that take whatever they are given.</summary>
    public virtual IEnumerable<string> Harmless => [];

    /// <summary>Everything that can be seen: states, the caller's buffers, numbers, weights.</summary>
    public abstract void Look(BinaryWriter writer);

    /// <summary>Goes on, so that what cannot be seen shows.</summary>
    public abstract void Behave();

    public byte[] Picture()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        Look(writer);
        return stream.ToArray();
    }
}

/// <summary>Everything is checked before anything changes: a subject that is called wrongly stays equal to a twin that is not.</summary>
internal static class TwinWalk
{
    public static void Run(Func<DoorSubject> create)
    {
        DoorSubject subject = create();
        DoorSubject twin = create();
        byte[] expected = twin.Picture();
        Verify.Same<byte>(expected, subject.Picture(), "twins differ before the first call");
        foreach (BadCall bad in subject.Calls)
        {
            string what = $"{subject.Type.Name}.{bad.Member}: {bad.Fault}";
            try
            {
                bad.Call();
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException or FormatException)
            {
                // A slice that the call's own arrays do not have is no refusal.
                Verify.That(
                    !exception.Message.StartsWith("Specified argument was out of the range", StringComparison.Ordinal),
                    $"{what}: the check itself is wrong: {exception}");
                Verify.Same<byte>(expected, subject.Picture(), $"{what}: refused, but something has changed");
                continue;
            }

            throw new CheckFailedException($"{what}: accepted");
        }

        subject.Behave();
        twin.Behave();
        byte[] after = twin.Picture();
        Verify.That(!after.AsSpan().SequenceEqual(expected), $"{subject.Type.Name}: nothing happens where something should");
        Verify.Same<byte>(after, subject.Picture(), $"{subject.Type.Name} goes on in another way than a twin that was never called wrongly");
    }
}
