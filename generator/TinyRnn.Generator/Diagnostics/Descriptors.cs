using System.Reflection;
using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Diagnostics;

/// <summary>
/// Every diagnostic: 1xxx the class, 2xxx single values, 3xxx how layers follow each other, 4xxx encoder and decoder, 5xxx weights, 6xxx training. Each has a
/// page in <c>src/docs/diagnostics</c>. (7xxx are those of the package's MSBuild targets.) All are made by <see cref="Message"/>.
/// </summary>
internal static class Descriptors
{
    private const string Category = "TinyRnn";

    /// <summary>Where the help pages are: <c>Directory.Build.props</c> says it. (Before the descriptors, which read it.)</summary>
    private static readonly string s_pages = typeof(Descriptors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "DiagnosticPages").Value;

    /// <summary>The address of a page, with <c>{0}</c> for the id.</summary>
    public static string Pages => s_pages + "{0}.md";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "TRNN1001", "Model class is not partial",
        "'{0}' is a TinyRnn model, but not partial, so its generated half has no place; write 'partial class {1}'");

    public static readonly DiagnosticDescriptor Generic = Error(
        "TRNN1002", "Model class is generic or nested in a generic type",
        "'{0}' is a TinyRnn model, but '{1}' has type parameters; sizes are fixed at compile time, so declare one non-generic class for each model");

    public static readonly DiagnosticDescriptor StrayLayer = Error(
        "TRNN1003", "Layer attribute without [RecurrentModel]",
        "[{0}] has no effect on '{1}', which has no [RecurrentModel]; add [RecurrentModel(inputSize)] above the layers");

    public static readonly DiagnosticDescriptor SpreadAttributes = Error(
        "TRNN1004", "Layer attributes on several partial declarations",
        "[{0}] stands on another partial declaration of '{1}' than [RecurrentModel]; the order of layers would be undefined, so move all of them to one declaration");

    public static readonly DiagnosticDescriptor LanguageVersion = Error(
        "TRNN1005", "C# version is too old",
        "The code of '{0}' needs C# 12 or later, but this project uses C# {1}; set <LangVersion> to 12 or later, or remove it");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "TRNN1006", "Model has no layers",
        "'{0}' has no layers; add layer attributes below [RecurrentModel], for instance [Lstm(32)] and [Dense(1)]");

    public static readonly DiagnosticDescriptor ContainerNotPartial = Error(
        "TRNN1007", "Type around a model is not partial",
        "'{0}' is nested in '{1}', which is not partial; declare '{1}' partial or move the model out of it");

    public static readonly DiagnosticDescriptor UnsuitableClass = Error(
        "TRNN1008", "Model type is not a plain class",
        "'{0}' is {1}, but the generated half of a TinyRnn model creates objects of it from another file; declare it as a plain 'sealed partial class'");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        "TRNN1009", "Name is one of the generated half",
        "'{0}' {1} '{2}', which its generated half declares as well; {3}");

    public static readonly DiagnosticDescriptor CannotBeCreated = Error(
        "TRNN1010", "Model class cannot be created by its generated members",
        "'{0}' {1}, but it is its generated members that create it, with its weights; {2}");

    public static readonly DiagnosticDescriptor SystemHidden = Error(
        "TRNN1011", "A type hides .NET's namespace System",
        "The code of '{0}' uses .NET's namespace 'System', but a type of that name in the global namespace hides it; rename the type, or move it into a namespace");

    /// <summary>Reported by the compiler, where a member that is declared obsolete for it is used.</summary>
    public static readonly DiagnosticDescriptor AbsentMember = Error(
        "TRNN1012", "Member that the class does not have",
        "'{0}' is obsolete: '{1}'");

    public static readonly DiagnosticDescriptor SizeOutOfRange = Error(
        "TRNN2001", "Size out of range",
        "{0} is {1}; it must be between {2} and {3}");

    public static readonly DiagnosticDescriptor UndefinedValue = Error(
        "TRNN2002", "Undefined enumeration value",
        "{0} is {1}, which {2} does not define; use one of {3}");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "TRNN2003", "Two layers have the same name",
        "Two layers would both store a tensor '{0}'; give each layer with weights a Name of its own");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "TRNN2004", "Model is too large",
        "'{0}' would have {1} {2}, more than the {3} that are supported; use smaller layers");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        "TRNN2005", "Layer name cannot be used",
        "The layer name '{0}' holds white space, a control character or half of a surrogate pair; weight files use names such as \"encoder.lstm\"");

    public static readonly DiagnosticDescriptor RateOutOfRange = Error(
        "TRNN2006", "Rate out of range",
        "{0} is {1}; it must be at least 0 and below 1");

    public static readonly DiagnosticDescriptor NotFinite = Error(
        "TRNN2007", "Value is not finite",
        "{0} is {1}; write a finite number, or leave it out for the default");

    public static readonly DiagnosticDescriptor NegativeSlope = Error(
        "TRNN2008", "Slope is negative",
        "{0} is {1}; write a number of at least 0");

    public static readonly DiagnosticDescriptor NumberOutOfRange = Error(
        "TRNN2009", "Number is out of its range",
        "{0} is {1}; write {2}");

    public static readonly DiagnosticDescriptor TokensNotFirst = Error(
        "TRNN3001", "Embedding or OneHot is not the first layer",
        "[{0}] is layer {1} of '{2}', but it reads the model's token ids; make it the first and only one, or let [Embedding] read a number of the input by Column");

    public static readonly DiagnosticDescriptor InputSizeWithTokens = Error(
        "TRNN3002", "Input size given for a model that reads tokens",
        "'{0}' reads token ids through [{1}], so its input size {2} has no meaning; write [RecurrentModel] without it");

    public static readonly DiagnosticDescriptor NoInputSize = Error(
        "TRNN3003", "Input size missing",
        "'{0}' has no input size and no first layer that reads tokens; write [RecurrentModel(inputSize)], or begin with [Embedding(vocabulary, size)] or [OneHot(vocabulary)] to read tokens");

    public static readonly DiagnosticDescriptor SoftmaxNotLast = Error(
        "TRNN3004", "Softmax between layers",
        "{2} gives the model's {3}, but {0} reads them in '{1}'; move {2} to the last layer, or join several heads by [Outputs]");

    public static readonly DiagnosticDescriptor LinearBeforeDense = Warning(
        "TRNN3005", "Two dense layers without an activation between them",
        "[Dense] after a [Dense] without activation is one linear map again; give the first one an activation, or remove one of them");

    public static readonly DiagnosticDescriptor BidirectionalSteps = Error(
        "TRNN3006", "Bidirectional layer in a model that goes step by step",
        "A bidirectional layer needs the whole sequence before it gives any output, but '{0}' {1}; use ManyToOne or ManyToMany without feedback, or remove Bidirectional");

    public static readonly DiagnosticDescriptor HistoryWithoutDense = Error(
        "TRNN3007", "History is not followed by Dense",
        "[History] grows with time, which only [Dense] can read (one weight block per lag), but {0} follows it; put [Dense(units)] after [History]");

    public static readonly DiagnosticDescriptor ValuesDoNotFit = Error(
        "TRNN3008", "Values do not fit",
        "[{0}] of '{1}' {2}; {3}");

    public static readonly DiagnosticDescriptor FeedbackMismatch = Error(
        "TRNN3009", "Output cannot be fed back",
        "'{0}' cannot feed its output back: {1}");

    public static readonly DiagnosticDescriptor OneHotWithoutRecurrent = Error(
        "TRNN3010", "OneHot is not followed by a recurrent layer of one direction",
        "[OneHot] is read as one row of the next layer's weights, which only [Lstm], [Gru] and [Rnn] of one direction can, but {0}; put such a layer after [OneHot], or use [Embedding(vocabulary, size)]");

    public static readonly DiagnosticDescriptor NoEffect = Warning(
        "TRNN3011", "Setting has no effect",
        "{0} has no effect on '{1}': {2}");

    public static readonly DiagnosticDescriptor GroupsDoNotFit = Error(
        "TRNN3012", "Groups do not fit",
        "[{0}] has {1}; {2}");

    public static readonly DiagnosticDescriptor BoundsCrossed = Error(
        "TRNN3016", "Bounds are crossed",
        "[{0}] holds values between Low = {1} and High = {2}, and there is no value between them; set Low below High, or leave one of them out");

    public static readonly DiagnosticDescriptor NormOfOneValue = Error(
        "TRNN3017", "Norm of one value",
        "[{0}] normalises {1}; {2}");

    public static readonly DiagnosticDescriptor TooFewValues = Error(
        "TRNN3019", "Too few values to join",
        "[{0}] names {1}, but it joins at least two; name them, or let the next layer read a single one by From");

    public static readonly DiagnosticDescriptor UnknownValue = Error(
        "TRNN3020", "Name of no earlier value",
        "[{0}] of '{1}' reads '{2}', but {3}; it can read {4}");

    public static readonly DiagnosticDescriptor UnreadValue = Error(
        "TRNN3021", "Value is not used",
        "Nothing reads what [{0}], layer {1} of '{2}', gives; name it in From, [Concat], [Add], [Multiply] or [Outputs] of a later layer, or remove it");

    public static readonly DiagnosticDescriptor ValueNotKept = Error(
        "TRNN3022", "Value cannot be read from here",
        "[{0}] of '{1}' {2}; {3}");

    public static readonly DiagnosticDescriptor InvalidOutputs = Error(
        "TRNN3023", "Outputs cannot be offered",
        "[Outputs] of '{0}' {1}; {2}");

    public static readonly DiagnosticDescriptor CellSetting = Error(
        "TRNN3024", "Setting that the cell cannot have",
        "{0} is {1}; {2}");

    public static readonly DiagnosticDescriptor StrideDoesNotFit = Error(
        "TRNN3025", "Stride does not fit",
        "[{0}] of '{1}' {2}; {3}");

    public static readonly DiagnosticDescriptor PositionsDoNotFit = Error(
        "TRNN3013", "Positions of a step do not fit",
        "[{0}] has {1}; {2}");

    public static readonly DiagnosticDescriptor ContextTooLong = Error(
        "TRNN3014", "Context is longer than a step",
        "[{0}] has {1}; {2}");

    public static readonly DiagnosticDescriptor NotAModel = Error(
        "TRNN4001", "Encoder or decoder is not a model",
        "'{0}', the {1} of '{2}', is not a valid [RecurrentModel] class; give it that attribute and its layers, or mend its errors");

    public static readonly DiagnosticDescriptor StatesDoNotFit = Error(
        "TRNN4002", "States of encoder and decoder do not fit",
        "The encoder's last state starts the decoder, but '{0}' has {1} and '{2}' has {3}; give both the same recurrent layers in the same order");

    public static readonly DiagnosticDescriptor ModelAndEncoderDecoder = Error(
        "TRNN4003", "A class cannot be both a model and an encoder-decoder",
        "'{0}' has both [{1}] and [EncoderDecoder]; declare encoder, decoder and their pair as three classes");

    public static readonly DiagnosticDescriptor PartLessVisible = Error(
        "TRNN4004", "Encoder or decoder is less visible than their pair",
        "'{0}' is {1}, but its members name its {2} '{3}', which is {4} and cannot be seen everywhere that '{0}' can; make '{3}' as visible, or '{0}' less");

    public static readonly DiagnosticDescriptor DecoderInitialState = Error(
        "TRNN4005", "Decoder with an initial state of its own",
        "The decoder '{0}' of '{1}' starts from the encoder's last state, so its {2} never starts from the state that InitialState gives it; remove InitialState there, or put it on the encoder");

    public static readonly DiagnosticDescriptor EmptyResource = Error(
        "TRNN5001", "Pretrained weights without a file name",
        "[PretrainedWeights] on '{0}' names no file; write the name of an embedded .safetensors file");

    public static readonly DiagnosticDescriptor StrayPretrained = Error(
        "TRNN5002", "[PretrainedWeights] without a model",
        "[PretrainedWeights] has no effect on '{0}', which is no model; add [RecurrentModel] and its layers");

    public static readonly DiagnosticDescriptor WeightsNotEmbedded = Error(
        "TRNN5003", "Weight file is not embedded",
        "'{0}' wants the weights '{1}', which the project does not embed (it embeds {2}); {3}");

    public static readonly DiagnosticDescriptor InvalidResource = Error(
        "TRNN5004", "Weight file's name cannot be used",
        "The file name '{0}' of the weights of '{1}' holds a control character, a line break, half of a surrogate pair or '|', which the compiler would leave out; rename the file");

    public static readonly DiagnosticDescriptor WeightsDoNotFit = Error(
        "TRNN5005", "Weight file does not fit the class",
        "The weight file '{0}' does not fit '{1}': {2}; {3}");

    public static readonly DiagnosticDescriptor InvalidRename = Error(
        "TRNN5006", "Rule for names in a weight file cannot be used",
        "The rule '{0}' for the weights of '{1}' {2}");

    public static readonly DiagnosticDescriptor StrayTrainable = Error(
        "TRNN6001", "[Trainable] without a model",
        "[Trainable] has no effect on '{0}', which is no model; add [RecurrentModel] and its layers");

    public static readonly DiagnosticDescriptor LossMismatch = Error(
        "TRNN6002", "Loss does not fit the last layer",
        "The loss {0} needs {1}, but '{2}' ends in {3}; {4}");

    public static readonly DiagnosticDescriptor TrainerTooLarge = Error(
        "TRNN6003", "Trainer is too large",
        "The trainer of '{0}' would need {1} bytes for {2} of {3}, more than the {4} that are supported; lower MaxSteps or MaxBatch");

    public static readonly DiagnosticDescriptor PartNotTrainable = Error(
        "TRNN6004", "Encoder or decoder cannot be trained",
        "'{0}' is [Trainable], but its {1} '{2}' is not; give '{2}' [Trainable(MaxSteps = ..., MaxBatch = ...)] as well: it says how much memory that part takes");

    public static readonly DiagnosticDescriptor BatchesDiffer = Error(
        "TRNN6005", "Encoder and decoder train different batches",
        "'{0}' trains at most {1} at once, '{2}' {3}; give both the same MaxBatch");

    public static readonly DiagnosticDescriptor OverruledByPair = Warning(
        "TRNN6006", "Setting of a part is not the encoder-decoder's",
        "{0} of '{1}' is not used where '{2}' trains it, {3}; make both equal, or leave it out (it is used where '{1}' is trained alone)");

    public static readonly DiagnosticDescriptor BiasesDiffer = Warning(
        "TRNN6007", "Encoder and decoder train different biases",
        "'{0}' trains one bias a gate (SingleBias), '{1}' the sum of two, which takes twice the steps, and '{2}' trains both at once; set SingleBias on both or on neither");

    private static string HelpPage(string id) => Pages.Replace("{0}", id);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpPage(id));

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpPage(id));
}
