namespace TinyRnn.Attack.Publish;

/// <summary>The sets that are published, each of one number throughout, and what a call must answer with each.</summary>
internal static class Answers
{
    public const int Sets = 8;

    public static float Constant(int set) => (set + 1) / 64f;

    public static float[] Parameters(int set, int count)
    {
        float[] parameters = new float[count];
        parameters.AsSpan().Fill(Constant(set));
        return parameters;
    }

    /// <summary>A reading whose answer must be bit for bit that of one set.</summary>
    /// <param name="name">Model and method.</param>
    /// <param name="length">Values of an answer.</param>
    /// <param name="create">A model of these parameters.</param>
    /// <param name="model">The model that is read.</param>
    /// <param name="call">The call.</param>
    public static Reading Of<TModel>(string name, int length, Func<int, TModel> create, TModel model, Action<TModel, float[]> call)
    {
        float[][] expected = new float[Sets][];
        for (int set = 0; set < Sets; set++)
        {
            expected[set] = new float[length];
            call(create(set), expected[set]);
        }

        float[] found = new float[length];
        return new Reading(
            name,
            () =>
            {
                call(model, found);
                foreach (float[] each in expected)
                {
                    if (found.AsSpan().SequenceEqual(each))
                        return null;
                }

                return $"The answer belongs to no published set; its first values are {string.Join(", ", found.Take(4))}.";
            },
            IsFree: true);
    }

    /// <summary>A reading of parameters, which must all be one number.</summary>
    public static Reading OfParameters(string name, Func<float[]> read) => new(
        name,
        () =>
        {
            float[] found = read();
            float first = found[0];
            if (!Enumerable.Range(0, Sets).Any(set => Constant(set) == first))
                return $"The first parameter is {first}, which belongs to no published set.";
            int other = Array.FindIndex(found, value => value != first);
            return other < 0 ? null : $"Parameter {other} of {found.Length} is {found[other]}, but the first is {first}: two sets.";
        },
        IsFree: false);
}
