using System.Runtime.InteropServices;

namespace TinyRnn.Conformance;

/// <summary>Wrong calls of what every model without bidirectional layers offers.</summary>
internal static class StreamingDoors
{
    private delegate void OnState<TState>(ref TState state);

    /// <param name="one">The model's <c>Step</c>.</param>
    /// <param name="all">Its <c>StepMany</c>.</param>
    /// <param name="states">Its states, at least five.</param>
    /// <param name="xs">Inputs for a step of each.</param>
    /// <param name="ys">Outputs of a step of each.</param>
    /// <param name="vocabulary">Tokens; 0 for numbers.</param>
    /// <param name="hasEnd">Some number of steps fills a state.</param>
    public static IEnumerable<BadCall> Of<TModel, TState, TInput>(
        SequenceCall<TState, TInput> one, ManyCall<TState, TInput> all, TState[] states, TInput[] xs, float[] ys, int vocabulary, bool hasEnd)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        const string step = "Step(state, x, y)";
        const string many = "StepMany(states, xs, ys)";
        int inputs = TModel.InputSize;
        int outputs = TModel.OutputSize;
        int stateLength = Marshal.SizeOf<TState>() / sizeof(float);

        yield return new(step, "no input", () => one(ref states[0], [], ys.AsSpan(0, outputs)));
        yield return new(step, "two inputs", () => one(ref states[0], xs.AsSpan(0, 2 * inputs), ys.AsSpan(0, outputs)));
        yield return new(step, "a short output", () => one(ref states[0], xs.AsSpan(0, inputs), ys.AsSpan(0, outputs - 1)));
        if (stateLength >= outputs)
        {
            yield return new(step, "the output in the state", () => one(ref states[1], xs.AsSpan(0, inputs), Floats(1, 0, outputs)));
            yield return new(step, "the output at the state's end", () => one(ref states[1], xs.AsSpan(0, inputs), Floats(1, stateLength - 1, outputs)));
            yield return new(
                step, "the output's last value in the state", () => one(ref states[1], xs.AsSpan(0, inputs), Floats(0, stateLength - outputs + 1, outputs)));
        }

        if (stateLength >= inputs && vocabulary == 0)
            yield return new(step, "the input in the state", () => one(ref states[1], Ints(1, 0, inputs), ys.AsSpan(0, outputs)));
        yield return new(many, "an input too few", () => all(states, xs.AsSpan(0, (states.Length - 1) * inputs), ys.AsSpan(0, states.Length * outputs)));
        yield return new(many, "an output too many", () => all(states, xs.AsSpan(0, states.Length * inputs), ys.AsSpan(0, (states.Length + 1) * outputs)));
        yield return new(
            many, "outputs over inputs",
            () => all(states, MemoryMarshal.Cast<float, TInput>(ys.AsSpan())[..(states.Length * inputs)], ys.AsSpan(0, states.Length * outputs)));
        yield return new(many, "outputs in a state", () => all(states.AsSpan(0, 1), xs.AsSpan(0, inputs), Floats(0, stateLength - 1, outputs)));
        yield return new(many, "inputs in a state", () => all(states.AsSpan(0, 1), Ints(0, stateLength - 1, inputs), ys.AsSpan(0, outputs)));
        if (vocabulary > 0)
        {
            int[] bad = new int[states.Length];
            bad[^1] = vocabulary;
            yield return new(step, "a token too high", () => one(ref states[0], (TInput[])(object)bad[^1..], ys.AsSpan(0, outputs)));
            yield return new(many, "a token too high", () => all(states, (TInput[])(object)bad, ys.AsSpan(0, states.Length * outputs)));
        }

        if (hasEnd)
        {
            // The last stream is full: the others must not go on without it.
            TState[] mixed = [.. states];
            TState full = Full(one, states[0], xs.AsSpan(0, inputs).ToArray(), outputs);
            mixed[^1] = full;
            yield return new(step, "no room left", () => Unchanged(full, (ref state) => one(ref state, xs.AsSpan(0, inputs), ys.AsSpan(0, outputs))));
            yield return new(many, "no room left in one", () =>
            {
                TState[] before = [.. mixed];
                try
                {
                    all(mixed, xs.AsSpan(0, states.Length * inputs), ys.AsSpan(0, states.Length * outputs));
                }
                finally
                {
                    Verify.Same<byte>(MemoryMarshal.AsBytes(before.AsSpan()), MemoryMarshal.AsBytes(mixed.AsSpan()), "states after StepMany was refused");
                }
            });
        }

        Span<float> Floats(int stream, int start, int count) => MemoryMarshal.Cast<TState, float>(states.AsSpan(stream)).Slice(start, count);

        Span<TInput> Ints(int stream, int start, int count) => MemoryMarshal.Cast<TState, TInput>(states.AsSpan(stream)).Slice(start, count);
    }

    private static TState Full<TState, TInput>(SequenceCall<TState, TInput> step, TState state, TInput[] x, int outputs)
    {
        try
        {
            for (int n = 0; n < 1000; n++)
                step(ref state, x, new float[outputs]);
        }
        catch (InvalidOperationException)
        {
            return state;
        }

        throw new CheckFailedException("the state never fills");
    }

    private static void Unchanged<TState>(TState state, OnState<TState> call)
        where TState : unmanaged
    {
        TState after = state;
        try
        {
            call(ref after);
        }
        finally
        {
            Verify.Same<byte>(
                MemoryMarshal.AsBytes(new Span<TState>(ref state)), MemoryMarshal.AsBytes(new Span<TState>(ref after)), "the state after a step was refused");
        }
    }
}
