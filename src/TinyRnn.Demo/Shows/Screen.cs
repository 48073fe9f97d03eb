using TinyRnn.Samples;

namespace TinyRnn.Demo;

/// <summary>Both shows with a progress bar, then their tables.</summary>
internal static class Screen
{
    public static void Run()
    {
        SampleScreen.Line("TinyRnn: recurrent networks as generated C#");
        SampleScreen.Line($"running on {InstructionSet.Describe()}");
        if (InstructionSet.IsNarrowerThanProcessor)
            SampleScreen.Warning("Narrower than this processor could: set TinyRnnInstructionSet when publishing.");
        IReadOnlyList<(string What, string Value)> guitar = [];
        IReadOnlyList<(string What, string Value)> gestures = [];
        Bars.Show(["guitar amplifier", "gesture classifier"], bars =>
        {
            guitar = GuitarShow.Run(bars[0]);
            gestures = GestureShow.Run(bars[1]);
        });
        SampleScreen.Rows(guitar, "Guitar amplifier, sample by sample");
        SampleScreen.Rows(gestures, "Gesture classifier, many to one");
    }
}
