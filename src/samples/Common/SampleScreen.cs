using Spectre.Console;

namespace TinyRnn.Samples;

/// <summary>Colours and tables for a terminal; plain lines for anything else, where they would be cut to 80 columns, paths and all.</summary>
internal static class SampleScreen
{
    public static void Line(string line)
    {
        if (Console.IsOutputRedirected)
            Console.Out.WriteLine(line);
        else
            AnsiConsole.WriteLine(line);
    }

    public static void Error(string message)
    {
        if (Console.IsErrorRedirected)
            Console.Error.WriteLine(message);
        else
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).MarkupLineInterpolated($"[red]{message}[/]");
    }

    public static void Rows(IReadOnlyList<(string What, string Value)> rows)
    {
        if (Console.IsOutputRedirected)
        {
            foreach ((string what, string value) in rows)
                Console.Out.WriteLine($"{what}: {value}");
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        foreach ((string what, string value) in rows)
            table.AddRow(Markup.Escape(what), Markup.Escape(value));
        AnsiConsole.Write(table);
    }

    public static void Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (Console.IsOutputRedirected)
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
