using TinyRnn;

// Names of weight files that hold what ends a value or a list elsewhere. The script puts the files there, and other resources with such names beside them.
int loaded = 0;
foreach (Func<int> count in (Func<int>[])[Signs, Verbatim, Dots, Percent, Escaped])
    loaded += count() == Plain.ParameterCount ? 1 : 0;
Console.WriteLine($"{loaded} loaded");

static int Signs() => All.LoadPretrained().Parameters.Length;
static int Verbatim() => Plain.LoadPretrained().Parameters.Length;
static int Dots() => TwoDots.LoadPretrained().Parameters.Length;
static int Percent() => PercentSign.LoadPretrained().Parameters.Length;
static int Escaped() => Escape.LoadPretrained().Parameters.Length;

[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), PretrainedWeights("R&D #1; 100% it's (2) [x]=y, $z @(q) ü{0}.safetensors")]
internal sealed partial class All;

[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), PretrainedWeights(@"plain.safetensors")]
internal sealed partial class Plain;

[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), PretrainedWeights("a..b.safetensors")]
internal sealed partial class TwoDots;

[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), PretrainedWeights("ü%41.safetensors")]
internal sealed partial class PercentSign;

// An escape is not understood by the search, so that the project lists the file.
[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), PretrainedWeights("tw\u006f;#.safetensors")]
internal sealed partial class Escape;
