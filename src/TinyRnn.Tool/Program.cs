using System.CommandLine;
using TinyRnn.Tool.Commands;

RootCommand root = new("Trained recurrent models of other formats as C# classes, with proof.")
{
    InspectCommand.Create(),
    ImportCommand.Create(),
    QuantizeCommand.Create(),
    VerifyCommand.Create(),
};
return root.Parse(args).Invoke();
