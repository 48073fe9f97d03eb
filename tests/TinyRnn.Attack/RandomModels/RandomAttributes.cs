using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.RandomModels;

/// <summary>Layers, and what stands beside them: mostly in an order that makes a model, now and then in any.</summary>
internal static class RandomAttributes
{
    private const int MostLayers = 5;

    public static List<string> Model(Dice dice)
    {
        bool readsTokens = dice.OneIn(3);
        List<string> attributes = [Recurrent(dice, readsTokens)];
        if (readsTokens)
            attributes.Add(dice.OneIn(2) ? With("Embedding", dice, [Words.Number(dice), Words.Number(dice)], Name(dice))
                : $"OneHot({Words.Number(dice)})");
        for (int left = dice.Between(dice.Rarely(10) ? 0 : 1, MostLayers); left > 0; left--)
            attributes.Add(Layer(dice));
        if (dice.IsCalm || !dice.OneIn(3))
            attributes.Add(Dense(dice));
        if (dice.OneIn(3))
            attributes.Add(Trainable(dice));
        if (dice.OneIn(8))
            attributes.Add($"PretrainedWeights({Words.Text(dice)})");
        if (dice.OneIn(20))
            attributes.Add(dice.Pick("System.Obsolete", "System.Serializable", "System.Diagnostics.DebuggerDisplay(\"x\")",
                "System.CLSCompliant(true)"));
        if (dice.Rarely(6))
            Disturb(attributes, dice);
        return attributes;
    }

    public static string Trainable(Dice dice)
    {
        List<string> settings = [];
        if (dice.OneIn(2))
            settings.Add($"MaxSteps = {Words.Number(dice)}");
        if (dice.OneIn(2))
            settings.Add($"MaxBatch = {Words.Number(dice)}");
        if (dice.OneIn(2))
            settings.Add($"Loss = {Words.Member(dice, "Loss", Enum.GetNames<Loss>())}");
        if (dice.OneIn(2))
            settings.Add($"Optimizer = {Words.Member(dice, "Optimizer", Enum.GetNames<Optimizer>())}");
        if (dice.OneIn(5))
            settings.Add($"SingleBias = {Words.Flag(dice)}");
        return $"Trainable({string.Join(", ", settings)})";
    }

    private static string Recurrent(Dice dice, bool readsTokens)
    {
        List<string> arguments = readsTokens != dice.Rarely(25) ? [] : [Words.Number(dice)];
        if (dice.OneIn(3))
            arguments.Add($"Mode = {Words.Member(dice, "SequenceMode", "ManyToMany", "ManyToOne", "OneToMany", "OneToOne")}");
        if (dice.OneIn(5))
            arguments.Add($"Feedback = {Words.Member(dice, "Feedback", "Default", "Zeros", "Output")}");
        if (dice.OneIn(8))
            arguments.Add($"Summary = {Words.Member(dice, "Summary", "FinalStates", "LastOutput")}");
        if (dice.OneIn(6))
            arguments.Add($"Reproducible = {Words.Flag(dice)}");
        if (dice.OneIn(8))
            arguments.Add($"Replaceable = {Words.Flag(dice)}");
        if (dice.OneIn(5))
            arguments.Add($"Weights = {Words.Member(dice, "WeightFormat", "Int8", "Float32")}");
        return $"RecurrentModel({string.Join(", ", arguments)})";
    }

    private static string Layer(Dice dice) => dice.Below(24) switch
    {
        0 => Cell("Lstm", dice, "ForgetBias", Words.Fraction),
        1 => dice.Below(5) switch
        {
            0 => Cell("Lstm", dice, "Projection", Words.Number),
            1 => Cell("Lstm", dice, "CoupledGates", Words.Flag),
            2 => Cell("Lstm", dice, "CellClip", Words.Fraction),
            3 => Cell(dice.OneIn(2) ? "Lstm" : "Gru", dice, "GateClip", Words.Fraction),
            _ => Cell("Lstm", dice, "Peepholes", Words.Flag),
        },
        2 or 3 => Cell("Gru", dice, "ResetAfter", Words.Flag),
        4 or 5 => Cell("Rnn", dice, "Nonlinearity", each => Words.Member(each, "Nonlinearity", "Tanh", "Relu")),
        6 => $"Window({Words.Number(dice)})",
        7 => $"History({Words.Number(dice)})" + (dice.Rarely(2) ? "" : $"] [{Dense(dice)}"),
        8 => With("Residual", dice, dice.OneIn(2) ? [] : [Words.Number(dice)], dice.OneIn(2) ? $"Channels = {Words.Number(dice)}" : ""),
        9 => $"Dropout({Words.Fraction(dice)})",
        12 or 13 => Conv1D(dice),
        14 => With("PRelu", dice, [], dice.OneIn(3) ? $"Shared = {Words.Flag(dice)}" : "", Name(dice)),
        15 => With(
            "Scale", dice, [], dice.OneIn(3) ? $"Shift = {Words.Flag(dice)}" : "", dice.OneIn(3) ? $"Low = {Words.Fraction(dice)}" : "",
            dice.OneIn(3) ? $"High = {Words.Fraction(dice)}" : "", Name(dice)),
        16 => With(
            "LayerNorm", dice, [], dice.OneIn(3) ? $"Epsilon = {Words.Fraction(dice)}" : "", dice.OneIn(3) ? $"Affine = {Words.Flag(dice)}" : "", Name(dice)),
        17 => With(
            "BatchNorm", dice, [], dice.OneIn(3) ? $"Epsilon = {Words.Fraction(dice)}" : "", dice.OneIn(3) ? $"Momentum = {Words.Fraction(dice)}" : "",
            Name(dice)),
        18 => FrameConv1D(dice),
        19 => dice.OneIn(3) ? Stft(dice) : FrameConv1D(dice),
        20 => dice.OneIn(3) ? "FrameMean" : dice.OneIn(2) ? "Magnitude" : $"Context({Words.Number(dice)})",
        21 => With("Slice", dice, [$"{dice.Below(9)}", Words.Number(dice)], From(dice), Name(dice)),
        22 => $"Embedding({Words.Number(dice)}, {Words.Number(dice)}, Column = {dice.Below(9)})",
        23 => With(dice.Pick("MaxPool1D", "AveragePool1D", "MeanOverTime", "MaxOverTime"), dice, dice.OneIn(2) ? [Words.Number(dice)] : [], Name(dice)),
        10 => dice.Rarely(4) ? $"OneHot({Words.Number(dice)})" : Dense(dice),
        _ => dice.Rarely(4) ? $"Embedding({Words.Number(dice)}, {Words.Number(dice)})" : Dense(dice),
    };

    private static string Cell(string kind, Dice dice, string property, Func<Dice, string> value)
    {
        List<string> settings = [];
        if (dice.OneIn(4))
            settings.Add($"{property} = {value(dice)}");
        if (dice.OneIn(6))
            settings.Add($"Bidirectional = {Words.Flag(dice)}");
        if (dice.OneIn(5))
            settings.Add($"Bias = {Words.Flag(dice)}");
        settings.Add(Name(dice));
        return With(kind, dice, [Words.Number(dice)], [.. settings]);
    }

    private static string Dense(Dice dice)
    {
        string activation = dice.IsCalm ? "Activation.Tanh" : dice.OneIn(2)
            ? Words.Member(dice, "Activation", "Identity", "Relu", "Tanh", "Sigmoid", "Softmax") : "";
        if (dice.OneIn(8))
            return With("Dense", dice, [Words.Number(dice), activation], $"TiedTo = {(dice.OneIn(4) ? Words.Text(dice) : "\"embedding\"")}");
        if (dice.OneIn(12))
            return With("Dense", dice, [activation.Length > 0 ? $"activation: {activation}" : "", $"units: {Words.Number(dice)}"],
                Name(dice));
        return With("Dense", dice, [Words.Number(dice), activation], Name(dice));
    }

    private static string Conv1D(Dice dice)
    {
        List<string> settings = [];
        if (dice.OneIn(2))
            settings.Add($"Activation = {Words.Member(dice, "Activation", "Identity", "Relu", "Tanh", "Sigmoid")}");
        if (dice.OneIn(3))
            settings.Add($"Dilation = {Words.Number(dice)}");
        if (dice.OneIn(4))
            settings.Add($"Groups = {Words.Number(dice)}");
        if (dice.OneIn(4))
            settings.Add($"Stride = {Words.Number(dice)}");
        settings.Add(Name(dice));
        return With("Conv1D", dice, [Words.Number(dice), Words.Number(dice)], [.. settings]);
    }

    private static string Stft(Dice dice)
    {
        string[] numbers = ["Stride", "PadLeft", "PadRight"];
        List<string> settings = [.. numbers.Where(_ => dice.OneIn(3)).Select(number => $"{number} = {Words.Number(dice)}")];
        if (dice.OneIn(4))
            settings.Add($"PadMode = {Words.Member(dice, "FramePadding", "Zeros", "Reflect")}");
        settings.Add(Name(dice));
        return With("Stft", dice, [dice.OneIn(4) ? Words.Number(dice) : dice.Pick("32", "40", "48", "64")], [.. settings]);
    }

    private static string FrameConv1D(Dice dice)
    {
        List<string> settings = [];
        if (dice.OneIn(2))
            settings.Add($"Activation = {Words.Member(dice, "Activation", "Identity", "Relu", "Tanh", "Sigmoid")}");
        foreach (string number in (string[])["Stride", "PadLeft", "PadRight", "InputChannels"])
        {
            if (dice.OneIn(3))
                settings.Add($"{number} = {Words.Number(dice)}");
        }

        if (dice.OneIn(4))
            settings.Add($"PadMode = {Words.Member(dice, "FramePadding", "Zeros", "Reflect")}");
        if (dice.OneIn(4))
            settings.Add($"Bias = {Words.Flag(dice)}");
        settings.Add(Name(dice));
        return With("FrameConv1D", dice, [Words.Number(dice), Words.Number(dice)], [.. settings]);
    }

    private static string From(Dice dice) => dice.OneIn(3) ? $"From = {dice.Pick("\"input\"", "\"input\"", Words.Text(dice))}" : "";

    private static string Name(Dice dice) => dice.OneIn(4) ? $"Name = {Words.Text(dice)}" : "";

    private static string With(string kind, Dice dice, string[] arguments, params string[] settings)
    {
        string text = string.Join(", ", arguments.Concat(settings).Where(each => each.Length > 0));
        return $"{(dice.OneIn(30) ? "global::TinyRnn." : "")}{kind}{(dice.OneIn(30) ? "Attribute" : "")}({text})";
    }

    /// <summary>Another order, something twice, something missing.</summary>
    private static void Disturb(List<string> attributes, Dice dice)
    {
        int index = dice.Below(attributes.Count);
        string attribute = attributes[index];
        attributes.RemoveAt(index);
        if (!dice.OneIn(3))
            attributes.Insert(dice.Below(attributes.Count + 1), attribute);
        if (dice.OneIn(3) && attributes.Count > 0)
            attributes.Add(dice.Pick(attributes));
    }
}
