using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>What is no category is refused by every method before anything changes, however far into the call it stands.</summary>
internal static class CategoryDoorChecks
{
    /// <summary>Steps of two numbers, of which the second is a category below 3: that of the last is none.</summary>
    private static readonly float[] s_wrong = [1, 0, 2, 1, 3, 2, 4, 3];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Categories: doors of several outputs", Heads),
        new("Categories: doors of a model that goes on by itself", GoesOn),
        new("Categories: doors of one input for many outputs", Once),
        new("Categories: doors of many steps for one output", ToOne),
        new("Categories: doors of a model with a stride", Strided),
        new("Categories: doors of whole sequences", BothWays),
        new("Categories: doors of a pair", Pair),
    ];

    private static void Heads()
    {
        CategoryHeads model = CategoryHeads.Create(1);
        CategoryHeads.State state = default;
        float[] one = new float[8];
        float[] other = new float[4];
        float[] both = new float[12];
        Refused(ref state, both, (ref CategoryHeads.State each) => model.Run(ref each, s_wrong, both));
        Refused(ref state, one, (ref CategoryHeads.State each) => model.Run(ref each, s_wrong, one, other));
        Refused(ref state, one, (ref CategoryHeads.State each) => model.Step(ref each, [1, 3], one.AsSpan(0, 2), other.AsSpan(0, 1)));
        Refused(ref state, both, (ref CategoryHeads.State each) => model.Step(ref each, [1, 3], both.AsSpan(0, 3)));
        Verify.That(other.All(value => value == 0), "the other output was written");
    }

    private static void GoesOn()
    {
        CategoryGoesOn model = CategoryGoesOn.Create(1);
        CategoryGoesOn.State state = default;
        float[] ys = new float[8];
        Refused(ref state, ys, (ref CategoryGoesOn.State each) => model.Generate(ref each, [1, 3], ys));
        model.Generate(ref state, [1, 2], ys);
        Verify.That(ys.Any(value => value != 0), "a category is refused");
    }

    /// <summary>The layer that takes the category stands behind one that has changed the state.</summary>
    private static void Once()
    {
        CategoryOnce model = CategoryOnce.Create(1);
        CategoryOnce.State state = default;
        float[] ys = new float[20];
        Refused(ref state, ys, (ref CategoryOnce.State each) => model.Run(ref each, [1, 3], ys));
        Refused(ref state, ys, (ref CategoryOnce.State each) => model.Generate(ref each, [1, 3], ys));
        Refused(ref state, ys, (ref CategoryOnce.State each) => model.Step(ref each, [1, 3], ys.AsSpan(0, 5)));
    }

    private static void ToOne()
    {
        CategoryToOne model = CategoryToOne.Create(1);
        CategoryToOne.State state = default;
        float[] y = new float[2];
        Refused(ref state, y, (ref CategoryToOne.State each) => model.Run(ref each, s_wrong, y));
        CategoryToOne.State[] states = new CategoryToOne.State[2];
        float[] ys = new float[4];
        Verify.Throws<ArgumentOutOfRangeException>(() => model.RunMany(states, s_wrong, ys), "Value 1 of the input is 3", "from 0 to 2");
        Verify.That(states[0] == default && states[1] == default && ys.All(value => value == 0), "something changed");
    }

    private static void Strided()
    {
        CategoryStrided model = CategoryStrided.Create(1);
        CategoryStrided.State state = default;
        float[] ys = new float[4];
        Refused(ref state, ys, (ref CategoryStrided.State each) => model.Run(ref each, s_wrong, ys));
        Refused(ref state, ys, (ref CategoryStrided.State each) => model.Step(ref each, [1, 3], ys.AsSpan(0, 2)));
        Refused(ref state, ys, (ref CategoryStrided.State each) => model.Advance(ref each, [1, 3]));
        CategoryStrided.State[] states = new CategoryStrided.State[2];
        Verify.Throws<ArgumentOutOfRangeException>(() => model.RunMany(states, s_wrong, ys), "Value 1 of the input is 3");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.StepMany(states, [1, 0, 1, 3], ys, new bool[2]), "Value 1 of the input is 3");
        Verify.That(states[0] == default && states[1] == default && ys.All(value => value == 0), "something changed");
    }

    private static void BothWays()
    {
        CategoryBothWays model = CategoryBothWays.Create(1);
        CategoryBothWays.State state = default;
        float[] ys = new float[8];
        float[] scratch = new float[CategoryBothWays.ScratchLength(4)];
        Refused(ref state, ys, (ref CategoryBothWays.State each) => model.Run(ref each, s_wrong, ys));
        Refused(ref state, ys, (ref CategoryBothWays.State each) => model.Run(ref each, s_wrong, ys, scratch));
        Verify.That(scratch.All(value => value == 0), "the scratch memory was written");
    }

    private static void Pair()
    {
        CategoryPair pair = new(CategorySource.Create(1), CategoryGoesOn.Create(2));
        float[] right = [1, 0, 2, 1];
        float[] ys = new float[8];
        CategorySource.State state = default;
        Refused(ref state, ys, (ref CategorySource.State each) => pair.Encode(ref each, s_wrong));
        Verify.Throws<ArgumentOutOfRangeException>(() => pair.Run(s_wrong, right, ys.AsSpan(0, 4)), "Value 1 of the input is 3 in step 3");
        Verify.Throws<ArgumentOutOfRangeException>(() => pair.Run(right, s_wrong, ys), "Value 1 of the input is 3 in step 3");
        Verify.That(ys.All(value => value == 0), "outputs were written");
    }

    private delegate void Call<TState>(ref TState state);

    private static void Refused<TState>(ref TState state, float[] outputs, Call<TState> call)
        where TState : unmanaged, IEquatable<TState>
    {
        TState before = state;
        TState tried = state;
        Verify.Throws<ArgumentOutOfRangeException>(() => call(ref tried), "Value 1 of the input is 3", "a whole number from 0 to 2");
        Verify.That(tried.Equals(before), "the state changed");
        Verify.That(outputs.All(value => value == 0), "outputs were written");
    }
}
