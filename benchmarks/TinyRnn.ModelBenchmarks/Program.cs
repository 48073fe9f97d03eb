using System.CommandLine;
using TinyRnn.Benchmarks.Table;
using TinyRnn.Benchmarks.Whole;

Argument<string[]> files = new("files")
{
    Description = "Trained models, each an ONNX file of somebody's: the class that 'tinyrnn import' makes of it beside ONNX Runtime. A number that "
        + "the graph is given in each call stands behind a question mark: silero_vad.onnx?sr=16000.",
    Arity = ArgumentArity.OneOrMore,
};
Option<bool> quick = new("--quick") { Description = "Fewer and shorter rounds." };
RootCommand root = new("Trained models of other people: the imported class beside ONNX Runtime.") { files, quick };
root.SetAction(parsed => WholeTable.Run(parsed.GetValue(quick) ? Contest.Quick : Contest.Full, parsed.GetValue(files) ?? [], Console.Out));
return root.Parse(args).Invoke();
