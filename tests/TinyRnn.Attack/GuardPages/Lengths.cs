using System.Reflection;

namespace TinyRnn.Attack.GuardPages;

/// <summary>How long a span must be for a call to be accepted, from the words that the public methods use for their parameters.</summary>
/// <param name="facts">The model.</param>
/// <param name="streams">Streams, or sequences of a batch.</param>
/// <param name="steps">Time steps.</param>
internal sealed class Lengths(Facts facts, int streams, int steps)
{
    public int Streams => streams;

    public int Steps => steps;

    /// <summary>Of the weights of a batch.</summary>
    public int OfWeights => streams * (HasOneOutput ? 1 : steps);

    private bool HasOneOutput => facts.Mode is SequenceMode.ManyToOne or SequenceMode.OneToOne;

    private bool HasOneInput => facts.Mode is SequenceMode.OneToMany or SequenceMode.OneToOne;

    public int Of(MethodBase method, string parameter, Type element)
    {
        bool isTrainer = method.DeclaringType!.Name.Contains("Trainer", StringComparison.Ordinal);
        if (element == typeof(byte))
            return facts.StateBytes;
        if (element.Name is "State" or nameof(RandomState) || element == typeof(bool))
            return streams;
        return isTrainer ? OfTrainer(method.Name, parameter, element) : OfModel(method.Name, parameter);
    }

    private int OfModel(string method, string parameter) => (method, parameter) switch
    {
        (_, "parameters") => facts.Parameters,
        (_, "streams" or "lengths" or "counts" or "random") => streams,
        ("GenerateMany", "first") => streams,
        ("GenerateMany", "tokens") => streams * steps,
        ("EncodeMany", _) or ("RunMany" or "GenerateMany", "xs") when facts.Source is not null => streams * steps * facts.Source!.Input,
        ("RunMany", "decoderXs") => streams * steps * facts.Input,
        (_, "tokens" or "scores" or "logits" or "probabilities") => steps,
        (_, "scratch") => 4096,
        ("Encode", _) => steps * facts.Source!.Input,
        (_, "encoderXs" or "sources" or "source") => steps * (facts.Source ?? facts).Input,
        ("Run" or "Generate", "xs") when facts.Source is not null => steps * facts.Source.Input,
        (_, "decoderXs") => steps * facts.Input,
        (_, "first" or "x") => facts.Input,
        (_, "y") => facts.Output,
        ("StepMany", "xs") => streams * facts.Input,
        ("StepMany", "ys") => streams * facts.Output,
        ("RunMany", "xs") => streams * steps * facts.Input,
        ("RunMany", "ys") => streams * OutputSteps * facts.Output,
        (_, "xs") => (HasOneInput ? 1 : steps) * facts.Input,
        _ => (method == "Generate" ? steps : OutputSteps) * facts.Output,
    };

    /// <summary>Of a stream that begins.</summary>
    private int OutputSteps => HasOneOutput ? 1 : steps / facts.Stride;

    private int OfTrainer(string method, string parameter, Type element) => (method, parameter) switch
    {
        ("CopyParameters" or "CopyAverage" or "CopyGradients" or "Import", _) => facts.Parameters,
        ("CopySourceGradients", _) => streams * steps * facts.Source!.Input,
        ("CopyInputGradients", _) or (_, "inputs") => streams * (HasOneInput ? 1 : steps) * facts.Input,
        (_, "sources") => streams * steps * facts.Source!.Input,
        _ => streams * (HasOneOutput ? 1 : steps) * (element == typeof(int) ? 1 : facts.Output),
    };
}
