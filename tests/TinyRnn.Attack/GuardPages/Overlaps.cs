using TinyRnn.Training;

namespace TinyRnn.Attack.GuardPages;

/// <summary>Arguments that share memory: a call refuses them, or gives what it gives when they do not.</summary>
internal static class Overlaps
{
    /// <returns>What is wrong with an accepted call; <see langword="null"/> if nothing is, or nothing overlaps.</returns>
    public static (string Kind, string Text)? Judge(string title, string text, Call call, object? target,
        IReadOnlyList<Argument> arguments, Rooms rooms)
    {
        Argument[] memory = [.. arguments.SelectMany(argument => argument.AllMemory)];
        (Argument First, Argument Second)[] pairs =
            [.. memory.SelectMany((first, index) => memory.Skip(index + 1).Where(first.Meets).Select(second =>
                (first, second))).Where(pair => pair.first.IsWritable || pair.second.IsWritable)];
        if (pairs.Length == 0)
            return null;
        if (pairs.FirstOrDefault(pair => IsResult(pair.First) && IsResult(pair.Second)) is { First: { } one, Second: { } two })
            return ($"{title}: accepted, although it writes two things to one memory", $"{text}: {one.Text}; {two.Text}");
        if (typeof(ModelTrainer).IsAssignableFrom(call.Method.DeclaringType))
            return null;
        return Twin(call, target, arguments, rooms) is { } different
            ? ($"{title}: another result where arguments share memory", $"{text}: {different.Text} differs") : null;
    }

    private static bool IsResult(Argument argument) => argument.IsWritable && !argument.IsScratch;

    /// <summary>Calls again with memory apart.</summary>
    /// <returns>What comes out differently.</returns>
    private static Argument? Twin(Call call, object? target, IReadOnlyList<Argument> arguments, Rooms rooms)
    {
        List<(Argument Original, Argument Copy)> copies = [];
        CallFrame frame = new() { Arguments = [.. arguments.Select(Copy)] };
        call.Invoke(target, frame);
        Argument? different = copies.Find(pair => IsResult(pair.Original)
            && !pair.Original.Content.SequenceEqual(pair.Copy.Content)).Original;
        foreach ((_, Argument copy) in copies)
            Release(copy);
        return different;

        Argument Copy(Argument original)
        {
            if (original.Mapping is null)
                return original.Parts.Count == 0 ? original
                    : new Argument { Text = original.Text, Parts = [.. original.Parts.Select(Copy)] };
            Argument copy = At(rooms.Next(), original);
            original.Before.CopyTo(copy.Content);
            copies.Add((original, copy));
            return copy;
        }
    }

    private static unsafe Argument At(Mapping mapping, Argument original) =>
        new() { Text = original.Text, Mapping = mapping, Pointer = mapping.Take(original.Bytes, atEnd: true), Bytes = original.Bytes,
            Length = original.Length };

    private static unsafe void Release(Argument argument) => argument.Mapping!.Release(argument.Pointer, argument.Bytes);
}
