using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>A member of the generated half of a class. A test compares these lists with what is emitted.</summary>
/// <param name="Name">Its name; <c>.ctor</c> for a constructor.</param>
/// <param name="Parameters">A method's parameter types without namespaces, <c>ref</c> for every kind of reference; <see langword="null"/> for other members.</param>
internal sealed record EmittedMember(string Name, string? Parameters = null)
{
    private const string Values = "ReadOnlySpan<float>";
    private const string Results = "Span<float>";
    private const string Draw = "Sampling, ref RandomState, int";

    /// <summary>Methods that look for subnormal numbers in the input, and have a second one beside them for inputs without.</summary>
    private static readonly string[] s_loud = ["StepCore", "AdvanceCore"];

    /// <summary>Methods that have one beside them for inputs with subnormal numbers.</summary>
    private static readonly string[] s_quiet = [.. s_loud, "FourSteps", "FourAdvances", "FourStreams", "FourStreamsAdvance"];

    public static IReadOnlyList<EmittedMember> Of(ModelPlan plan)
    {
        bool isTrainable = plan.Spec.Trainable is not null;
        List<EmittedMember> members =
        [
            .. Properties("InputSize", "OutputSize", "MultiplyAddsPerStep", "Parameters", "State"),
            .. Shared(plan.Spec.Pretrained is not null),
            new(".ctor", "ParameterBlock"),
            new("Pack", $"{Values}, {Results}"),
            .. plan.ReadsTokens ? Properties("Vocabulary") : [],
            .. isTrainable ? [.. Properties("_weights", "Trainer", "Network"), new("NetworkOn", "TrainedParameters, int, int, int"), new("NetworkTensors", ""), new("NetworkSignatures", "")] : Properties("_parameters", "_packed"),
            .. plan.StateLength > 0 ? (EmittedMember[])[.. Properties("StateMemory", "StateFloats"), new("StateAt", "ref State, int")] : [],
            .. plan.Counters.Count > 0 ? (EmittedMember[])[new("InState", "ref State")] : [],
            .. plan.Layers.Any(layer => layer.Kind.Kernels(layer).Any()) ? Properties("Kernels") : [],
        ];
        members.AddRange(plan.IsBidirectional ? Sequences(plan) : Streams(plan));
        if (!plan.IsBidirectional && !plan.ReadsTokens)
        {
            members.AddRange([
                .. members.Where(member => s_loud.Contains(member.Name)).Select(member => member with { Name = "Loud" + member.Name }),
                .. members.Where(member => s_quiet.Contains(member.Name)).Select(member => member with { Name = "Quiet" + member.Name }),
            ]);
        }

        return members;
    }

    public static IReadOnlyList<EmittedMember> Of(EncoderDecoderSpec spec, ModelPlan encoder, ModelPlan decoder)
    {
        string source = $"ReadOnlySpan<{Element(encoder)}>";
        return
        [
            .. Properties("Encoder", "Decoder"),
            .. Shared(spec.Pretrained is not null),
            new(".ctor", $"{encoder.Type.Name}, {decoder.Type.Name}"),
            .. spec.Trainable is null ? [] : Properties("_published", "Trainer"),
            .. encoder.Spec.Trainable is null && decoder.Spec.Trainable is null ? [] : Properties("PartAccess"),
            new("Encode", source),
            new("Encode", $"ref State, {source}"),
            new("EncodeCore", $"ref State, {source}{Reader(encoder)}"),
            new("Run", $"{source}, ReadOnlySpan<{Element(decoder)}>, {Results}"),
            .. decoder.ReadsTokens && decoder.GeneratesTokens
                ? (EmittedMember[])[new("Generate", $"{source}, int, Span<int>, int"), new("Generate", $"{source}, int, Span<int>, {Draw}")]
                : !decoder.ReadsTokens && decoder.InputSize == decoder.OutputSize ? [new("Generate", $"{source}, {Values}, {Results}")] : [],
        ];
    }

    /// <summary>What models and pairs of them have: weights, from files and fresh.</summary>
    private static IEnumerable<EmittedMember> Shared(bool isPretrained) =>
    [
        .. Properties("ParameterCount", "Tensors", "s_tensors"),
        new("Create", "ulong"),
        new("FromParameters", Values),
        new("Load", "string, WeightLoadOptions"),
        new("Load", "Stream, WeightLoadOptions"),
        new("Save", "string"),
        new("Save", "Stream"),
        .. isPretrained ? (EmittedMember[])[new("Pretrained"), new("LoadPretrained", ""), new("PretrainedHolder")] : [],
    ];

    private static IEnumerable<EmittedMember> Sequences(ModelPlan plan)
    {
        string xs = $"ReadOnlySpan<{Element(plan)}>";
        yield return new("ScratchLength", "int");
        yield return new("Run", $"ref State, {xs}, {Results}");
        yield return new("Run", $"ref State, {xs}, {Results}, {Results}");
        for (int number = 0; number < plan.Segments.Count; number++)
        {
            SegmentPlan segment = plan.Segments[number];
            bool blocks = plan.BlocksSteps(segment);
            if (segment.IsBidirectional)
            {
                if (!blocks)
                    continue;
                string layer = plan.Layers[segment.First].Id;
                yield return new($"{layer}Steps", $"ref State, ref float, ref float{Reader(plan)}");
                yield return new($"{layer}ReverseSteps", $"ref State, ref float, ref float{Reader(plan)}");
                continue;
            }

            bool readsTokens = plan.ReadsTokens && segment.First == 0;
            string imports = string.Concat(segment.Imports.Select(_ => ", ref float"));
            string input = (readsTokens ? "int" : "ref float") + imports;
            string several = (readsTokens ? "ReadOnlySpan<int>" : "ref float") + imports;
            bool isLast = plan.Spec.Mode == SequenceMode.ManyToOne && number == plan.Segments.Count - 1;
            yield return new($"Segment{number + 1}", $"ref State, {input}, ref float{Reader(plan)}");
            if (isLast && plan.BodyEnd > segment.First)
            {
                yield return new($"Segment{number + 1}Advance", $"ref State, {input}{Reader(plan)}");
                if (blocks)
                    yield return new($"Segment{number + 1}AdvanceSteps", $"ref State, {several}{Reader(plan)}");
            }
            else if (!isLast && blocks)
            {
                yield return new($"Segment{number + 1}Steps", $"ref State, {several}, ref float{Reader(plan)}");
            }
        }
    }

    private static IEnumerable<EmittedMember> Streams(ModelPlan plan)
    {
        string xs = $"ReadOnlySpan<{Element(plan)}>";
        string one = plan.ReadsTokens ? "int" : Values;
        string core = plan.ReadsTokens ? "int" : "ref float";
        string four = plan.ReadsTokens ? "ReadOnlySpan<int>" : "ref float";
        bool hasBody = plan.BodyEnd > 0;
        bool isManyToOne = plan.Spec.Mode == SequenceMode.ManyToOne;
        yield return new("Step", $"ref State, {xs}, {Results}");
        if (plan.ReadsTokens)
            yield return new("Step", $"ref State, int, {Results}");
        yield return new("Run", $"ref State, {xs}, {Results}");
        yield return new("StepMany", $"Span<State>, {xs}, {Results}");
        yield return new("StepCore", $"ref State, {core}, ref float{Reader(plan)}");
        if (plan.HasFourStreams)
            yield return new("FourStreams", $"ref State, ref {Element(plan)}, int, ref float, int{Reader(plan)}");
        if (isManyToOne || plan.Spec.Mode == SequenceMode.ManyToMany)
            yield return new("RunMany", $"Span<State>, {xs}, {Results}");
        if (hasBody)
        {
            yield return new("Advance", $"ref State, {one}");
            yield return new("AdvanceCore", $"ref State, {core}{Reader(plan)}");
            if (isManyToOne && plan.HasFourStreams)
                yield return new("FourStreamsAdvance", $"ref State, ref {Element(plan)}, int{Reader(plan)}");
        }

        if (plan.HasFourSteps && plan.Spec.Mode == SequenceMode.ManyToMany)
            yield return new("FourSteps", $"ref State, {four}, ref float{Reader(plan)}");
        if (plan.HasFourSteps && isManyToOne && hasBody)
            yield return new("FourAdvances", $"ref State, {four}{Reader(plan)}");
        if (plan.Feedback == Feedback.Zeros)
            yield return new("s_zeros");
        if (plan.GeneratesTokens)
        {
            yield return new("Generate", "ref State, int, Span<int>, int");
            yield return new("Generate", $"ref State, int, Span<int>, {Draw}");
            yield return new("GenerateCore", $"ref State, int, Span<int>, {Draw}{Reader(plan)}");
        }
        else if (!plan.ReadsTokens && plan.Feedback != Feedback.Default)
        {
            yield return new("Generate", $"ref State, {Values}, {Results}");
        }
    }

    private static string Element(ModelPlan plan) => plan.ReadsTokens ? "int" : "float";

    private static string Reader(ModelPlan plan) => plan.Spec.Trainable is null ? "" : ", ref WeightReader";

    private static EmittedMember[] Properties(params string[] names) => [.. names.Select(name => new EmittedMember(name))];
}
