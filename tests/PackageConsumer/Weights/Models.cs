using TinyRnn;
using TinyRnn.Weights;

// Which files become resources: those that an attribute names and those that are listed. The script puts more files beside the project, compares the lines, and
// adds an attribute later. [PretrainedWeights("commented.safetensors")]
foreach (string name in typeof(Beside).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
    Console.WriteLine("embeds " + name);
Beside.LoadPretrained().Save("saved.safetensors");
Below.LoadPretrained();
German.LoadPretrained();
Listed.LoadPretrained();
Linked.LoadPretrained();
try
{
    Misfit.LoadPretrained();
}
catch (WeightMismatchException error)
{
    Console.WriteLine(error.Message.Split('\n')[0]);
}

[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6)]
[PretrainedWeights("two words.safetensors", Rename = ["step_count="])]
internal sealed partial class Beside;

[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), PretrainedWeights(
    resource: @"assets\gesture.safetensors")]
internal sealed partial class Below;

[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), PretrainedWeights("model.de.safetensors")]
internal sealed partial class German;

[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), PretrainedWeights(Names.Listed)]
internal sealed partial class Listed;

// The build says so as well: the script takes this line away and expects it.
#pragma warning disable TRNN5005
[RecurrentModel(inputSize: 3), Rnn(8), PretrainedWeights("two words.safetensors")]
internal sealed partial class Misfit;
#pragma warning restore TRNN5005

internal static class Names
{
    public const string Listed = "listed.safetensors";
}
