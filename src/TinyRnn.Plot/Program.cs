using System.CommandLine;
using TinyRnn.Plot;

Argument<FileInfo> losses = new("losses") { Description = "A CSV file: a header, then a step and a loss a line." };
Argument<FileInfo> picture = new("picture") { Description = "Where the curve goes; the name ends in .svg or .png." };
RootCommand root = new("Draws the losses of a training run.") { losses, picture };
root.SetAction(parsed =>
{
    try
    {
        LossTable table = LossTable.Read(parsed.GetRequiredValue(losses).FullName);
        LossCurve.Draw(table, parsed.GetRequiredValue(picture).FullName);
        Console.WriteLine(parsed.GetRequiredValue(picture));
        return 0;
    }
    catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
});
return root.Parse(args).Invoke();
