using Spectre.Console;

namespace TinyRnn.Demo;

/// <summary>Both shows with a progress bar, then their tables.</summary>
internal static class Screen
{
    public static void Run()
    {
        AnsiConsole.MarkupLine("[bold]TinyRnn[/]: recurrent networks as generated C#");
        AnsiConsole.MarkupLineInterpolated($"running on {InstructionSet.Describe()}");
        if (InstructionSet.IsNarrowerThanProcessor)
            AnsiConsole.MarkupLine("[yellow]Narrower than this processor could: set TinyRnnInstructionSet when publishing.[/]");
        IReadOnlyList<(string What, string Value)> guitar = [];
        IReadOnlyList<(string What, string Value)> gestures = [];
        Bars.Show(["guitar amplifier", "gesture classifier"], bars =>
        {
            guitar = GuitarShow.Run(bars[0]);
            gestures = GestureShow.Run(bars[1]);
        });
        Print("Guitar amplifier, sample by sample", guitar);
        Print("Gesture classifier, many to one", gestures);
    }

    private static void Print(string title, IReadOnlyList<(string What, string Value)> rows)
    {
        Table table = new Table().Title(title).Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        foreach ((string what, string value) in rows)
            table.AddRow(Markup.Escape(what), Markup.Escape(value));
        AnsiConsole.Write(table);
    }
}
