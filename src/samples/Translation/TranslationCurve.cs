using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>How much is exactly right while it learns, by number of digits.</summary>
internal sealed class TranslationCurve
{
    private const int NumbersEach = 100;
    private const int MostDigits = 6;
    private readonly List<double> _steps = [];
    private readonly List<double>[] _right = [.. Enumerable.Range(0, MostDigits).Select(_ => new List<double>())];
    private readonly int[] _numbers = [.. TranslationTest.Unseen(NumbersEach * MostDigits)];

    public void Add(int step, NumberTranslator net)
    {
        TranslationTest test = new(net);
        RandomState random = default;
        _steps.Add(step);
        for (int digits = 1; digits <= MostDigits; digits++)
            _right[digits - 1].Add(test.Accuracy(_numbers.Where((_, i) => 1 + (i % MostDigits) == digits), Sampling.Greedy, ref random));
    }

    public Figure Figure() => new(
    [
        new Panel
        {
            X = "step",
            Y = "exactly right (numbers never trained)",
            Low = 0,
            High = 1.02,
            IsLegendOutside = true,
            Lines = [.. _right.Select((right, i) => new Line(i == 0 ? "1 digit" : $"{i + 1} digits", _steps, right))],
        },
    ])
    {
        PanelHeight = 380,
    };
}
