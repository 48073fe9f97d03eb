using Spectre.Console;

namespace TinyRnn.Samples;

/// <summary>Colours and tables for a terminal; plain lines for anything else, where they would be cut to 80 columns, paths and all.</summary>
internal static class SampleScreen
{
    /// <summary>A person looks on, at something that can move its cursor: elsewhere every state of a progress bar would stay as a line.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    public static void Line(string line)
    {
        if (IsTerminal)
            AnsiConsole.WriteLine(line);
        else
            Console.Out.WriteLine(line);
    }

    /// <summary>Something that may surprise.</summary>
    public static void Warning(string line)
    {
        if (IsTerminal)
            AnsiConsole.MarkupLineInterpolated($"[yellow]{line}[/]");
        else
            Console.Out.WriteLine(line);
    }

    public static void Error(string message)
    {
        if (Console.IsErrorRedirected)
            Console.Error.WriteLine(message);
        else
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).MarkupLineInterpolated($"[red]{message}[/]");
    }

    public static void Rows(IReadOnlyList<(string What, string Value)> rows, string title = "")
    {
        if (!IsTerminal)
        {
            if (title.Length > 0)
                Console.Out.WriteLine(title);
            foreach ((string what, string value) in rows)
                Console.Out.WriteLine($"{what}: {value}");
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        if (title.Length > 0)
            table.Title(Markup.Escape(title));
        foreach ((string what, string value) in rows)
            table.AddRow(Markup.Escape(what), Markup.Escape(value));
        AnsiConsole.Write(table);
    }

    public static void Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (!IsTerminal)
        {
            Console.Out.WriteLine(title);
            Console.Out.WriteLine(string.Join(" | ", columns));
            foreach (IReadOnlyList<string> row in rows)
                Console.Out.WriteLine(string.Join(" | ", row));
            return;
        }

        Table table = new Table().Title(Markup.Escape(title)).Border(TableBorder.Rounded).AddColumns([.. columns.Select(Markup.Escape)]);
        foreach (IReadOnlyList<string> row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }
}
