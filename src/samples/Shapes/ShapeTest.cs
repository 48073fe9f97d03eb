using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>An image, what is on it, and what the model took it for.</summary>
internal sealed record ShapeAnswer(float[] Image, Shape Is, Shape TakenFor);

/// <summary>What a model makes of new images.</summary>
/// <param name="Answers">How often each shape was taken for each.</param>
/// <param name="Mistakes">Images that were taken for something else.</param>
internal sealed record ShapeTest(ClassificationMetrics Answers, IReadOnlyList<ShapeAnswer> Mistakes)
{
    public const int Count = 4000;

    /// <summary>Far from the seeds that users give.</summary>
    public const ulong Seed = 0x7E57;

    public static IReadOnlyList<string> Names { get; } = ["circle", "square", "triangle", "cross"];

    public static ShapeTest Of(ShapeNet net)
    {
        ClassificationMetrics answers = new(Names.Count);
        List<ShapeAnswer> mistakes = [];
        ShapeImages images = new(Seed);
        float[] image = new float[ShapeImages.Pixels];
        for (int i = 0; i < Count; i++)
        {
            Shape shape = images.Next(image);
            Shape answer = Answer(net, image);
            answers.Add((int)shape, (int)answer);
            if (answer != shape)
                mistakes.Add(new ShapeAnswer([.. image], shape, answer));
        }

        return new ShapeTest(answers, mistakes);
    }

    public static Shape Answer(ShapeNet net, ReadOnlySpan<float> image)
    {
        // The state of a model without memory is empty.
        ShapeNet.State state = default;
        Span<float> scores = stackalloc float[ShapeNet.OutputSize];
        net.Run(ref state, image, scores);
        return (Shape)TokenSampler.Best(scores);
    }
}
