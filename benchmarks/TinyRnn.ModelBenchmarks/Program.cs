using System.CommandLine;
using TinyRnn.Benchmarks.Table;
using TinyRnn.Benchmarks.Whole;

Argument<string[]> files = new("files")
{
    Description = "Trained models, each an ONNX file of somebody's: the class that 'tinyrnn import' makes of it beside ONNX Runtime. A number that "
        + "the graph is given in each call stands behind a question mark: silero_vad.onnx?sr=16000.",
    Arity = ArgumentArity.OneOrMore,
};
Option<string> stream = new("--stream")
{
    Description = "For ONNX Runtime, instead of the only file: the same network one step per call, with a state 'x' for every output 'next_x'.",
};
Option<bool> quick = new("--quick") { Description = "Fewer and shorter rounds." };
RootCommand root = new("Trained models of other people: the imported class beside ONNX Runtime.") { files, stream, quick };
root.Validators.Add(result =>
{
    if (result.GetValue(stream) is not null && result.GetValue(files)?.Length != 1)
        result.AddError("--stream stands for one file.");
});
root.SetAction(parsed => WholeTable.Run(
    parsed.GetValue(quick) ? Contest.Quick : Contest.Full, parsed.GetValue(files) ?? [], parsed.GetValue(stream), Console.Out));
return root.Parse(args).Invoke();
