using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>How much is exactly right while it learns, by number of digits.</summary>
internal sealed class TranslationCurve
{
    private const int NumbersEach = 100;
    private readonly List<double> _steps = [];

    /// <summary>Numbers of one digit, of which one is held out, with those of two; the others by digits.</summary>
    private readonly (string Label, int[] Numbers, List<double> Right)[] _groups =
    [
        ("1 or 2 digits", [.. TranslationTest.Unseen[0], .. TranslationTest.Unseen[1]], []),
        .. TranslationTest.Unseen.Skip(2).Select((numbers, i) => ($"{i + 3} digits", numbers.Take(NumbersEach).ToArray(), new List<double>())),
    ];

    public void Add(int step, NumberTranslator net)
    {
        TranslationTest test = new(net);
        RandomState random = default;
        _steps.Add(step);
        foreach ((_, int[] numbers, List<double> right) in _groups)
            right.Add(test.Accuracy(numbers, Sampling.Greedy, ref random));
    }

    public Figure Figure() => new(
    [
        new Panel
        {
            Title = "German number words into English, while it learns",
            X = "step",
            Y = "exactly right (numbers never trained)",
            Low = 0,
            High = 1.02,
            Lines = [.. _groups.Select(group => new Line($"{group.Label} ({group.Numbers.Length} numbers)", _steps, group.Right))],
        },
    ])
    {
        PanelHeight = 380,
    };
}
