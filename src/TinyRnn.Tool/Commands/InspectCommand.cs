using System.CommandLine;

namespace TinyRnn.Tool.Commands;

/// <summary><c>tinyrnn inspect FILE</c>: what a file holds, and what of it a class cannot express.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        Command command = new("inspect", "Shows what a model file holds: layers, sizes, states, and what a class cannot express. Writes nothing.");
        ReadingArguments reading = new(command);
        command.SetAction(parsed => Failures.Guard(() =>
        {
            string file = parsed.GetRequiredValue(reading.File);
            ModelImport import = ModelImport.Inspect(file, reading.Options(parsed));
            int code = import.Problems.Count == 0 ? 0 : Failures.Refused;
            return parsed.GetValue(reading.Json) ? Report.PrintJson(file, import, code) : Report.PrintTable(file, import, code);
        }));
        return command;
    }
}
