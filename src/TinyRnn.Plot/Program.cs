using System.CommandLine;
using System.Text.Json;
using TinyRnn.Plot;

Argument<FileInfo> source = new("figure") { Description = "A figure as the samples write it (JSON)." };
Argument<FileInfo> picture = new("picture") { Description = "Where the picture goes; the name ends in .svg or .png." };
RootCommand root = new("Draws a figure.") { source, picture };
root.SetAction(parsed =>
{
    try
    {
        string path = parsed.GetRequiredValue(source).FullName;
        Figure figure = JsonSerializer.Deserialize(File.ReadAllText(path), FigureFile.Default.Figure) ?? throw new JsonException($"{path} has no figure.");
        FigureDrawing.Draw(figure, parsed.GetRequiredValue(picture).FullName);
        Console.WriteLine(parsed.GetRequiredValue(picture));
        return 0;
    }
    catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
});
return root.Parse(args).Invoke();
