using System.Globalization;
using System.Numerics;
using System.Text;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Checkpoints;

/// <summary>
/// The metadata of a checkpoint: text by key. Numbers are written in the shortest form that reads back as the same bits, in the invariant culture.
/// </summary>
/// <remarks>
/// <c>checkpoint</c>: version of the format, 2; version 1 has another checksum (<see cref="CheckpointChecksum"/>). <c>loss</c>: member of <see cref="Loss"/>.
/// <c>loss.huber_delta</c>, <c>loss.ignored_label</c>: its numbers, which the first files do not have; other numbers of it, where they have been set.
/// <c>layers</c>: each in words
/// (<see cref="TrainedModel.Layers"/>), without rates of dropout, which a training may change. <c>optimizer</c>: member of <see cref="Optimizer"/>.
/// <c>optimizer.*</c>: members of <see cref="OptimizerSettings"/>, <c>momentum_decay</c> where it is used. <c>clip.value</c>, <c>clip.norm</c>: <c>none</c>
/// or a limit. <c>step</c>: updates. <c>layers.steps</c>: updates of each layer; <c>layers.frozen</c>: 0 or 1 for each. <c>random</c>:
/// <see cref="RandomState.Value"/>. <c>schedule.step</c>. <c>average</c>: how weights are averaged (<see cref="WeightAveraging"/>), <c>average.updates</c>:
/// of how many updates; both only where they are. <c>checksum</c>, <c>checksum.tensors</c>: <see cref="FileChecksum"/>.
/// </remarks>
internal sealed partial class CheckpointMetadata
{
    private const string Version = "2";
    private const string FirstVersion = "1";
    private const string NoAverage = "none";

    // No number and no name is longer.
    private const int MostText = 1000;

    // More layers than that are no network; the limit keeps a hostile list from becoming memory.
    private const int MostLayers = 1 << 16;

    private readonly string _source;
    private readonly HeaderMetadata _texts;
    private readonly Loss _loss;
    private readonly LossNumbers _lossNumbers;
    private readonly int _layerCount;
    private readonly Optimizer _optimizer;
    private readonly OptimizerSettings _settings;
    private readonly GradientClipping _clipping;
    private readonly string _averaging;
    private readonly long _step;
    private readonly long[] _layerSteps;
    private readonly bool[] _frozen;

    /// <param name="source">Name of the file, for messages.</param>
    /// <param name="texts">Its metadata.</param>
    /// <param name="layerCount">Layers of the training: lists of another length are not read.</param>
    /// <param name="numbers">The numbers of its loss, whose sizes those of the file must have.</param>
    /// <exception cref="WeightFormatException">No valid checkpoint.</exception>
    public CheckpointMetadata(string source, HeaderMetadata texts, int layerCount, LossNumbers numbers)
    {
        _source = source;
        _texts = texts;
        if (!Has("checkpoint"))
        {
            throw new WeightFormatException(
                $"{source} is no checkpoint: its metadata has no 'checkpoint'. If it holds weights only, load it into a model and give those to the trainer.");
        }

        string version = Text("checkpoint");
        IsFirstVersion = version == FirstVersion;
        if (!IsFirstVersion && version != Version)
        {
            throw new WeightFormatException(
                $"{source} is a checkpoint of format '{Excerpt.Of(version)}', but {FirstVersion} and {Version} are supported. Read it with the version of "
                + $"TinyRnn that wrote it.");
        }

        _loss = Member<Loss>("loss");

        _lossNumbers = ReadLoss(numbers);
        _layerCount = Count("layers", "; "u8);
        _optimizer = Member<Optimizer>("optimizer");

        // Numbers that the optimizer does not use may be anything in files from before they were refused: that training did not depend on them.
        _settings = new OptimizerSettings
        {
            LearningRate = Number<double>("optimizer.learning_rate"),
            Momentum = Number<double>("optimizer.momentum"),
            MomentumDecay = HasMomentumDecay(_optimizer) ? Number<double>("optimizer.momentum_decay") : 0,
            Beta1 = Number<double>("optimizer.beta1"),
            Beta2 = Number<double>("optimizer.beta2"),
            Epsilon = Number<double>("optimizer.epsilon"),
            Alpha = Number<double>("optimizer.alpha"),
            WeightDecay = Number<double>("optimizer.weight_decay"),
        }.UsedBy(_optimizer);
        _clipping = new GradientClipping { Value = Limit("clip.value"), Norm = Limit("clip.norm") };
        _averaging = Has("average") ? Text("average") : NoAverage;
        AveragedUpdates = Has("average") ? Count("average.updates") : 0;
        _step = Count("step");
        int steps = Count("layers.steps", ","u8);
        int frozenLayers = Count("layers.frozen", ","u8);
        if (steps != _layerCount && steps != frozenLayers)
            throw Bad("layers.steps", $"as many items as layers, {_layerCount},");
        if (steps != _layerCount)
            throw Bad("layers", $"as many items as layers.steps, {steps},");
        if (steps != frozenLayers)
            throw Bad("layers.frozen", $"as many items as layers.steps, {steps},");
        _layerSteps = new long[_layerCount == layerCount ? layerCount : 0];
        _frozen = new bool[_layerSteps.Length];
        for (int layer = 0; layer < _frozen.Length; layer++)
        {
            _layerSteps[layer] = Count("layers.steps", Item("layers.steps", ","u8, layer));
            string frozen = Item("layers.frozen", ","u8, layer);
            _frozen[layer] = frozen is "0" or "1" ? frozen == "1" : throw Bad("layers.frozen", "a 0 or 1 for each layer");
        }

        State = new CheckpointState(new RandomState(Number<ulong>("random")), Count("schedule.step"));
        Validate();
    }

    /// <summary>Whether its checksum is that of version 1.</summary>
    public bool IsFirstVersion { get; }

    /// <summary>Updates whose weights are in the average.</summary>
    public long AveragedUpdates { get; }

    /// <summary>What is the trainer's own.</summary>
    public CheckpointState State { get; }

    /// <summary>Everything of a trainer that is no tensor.</summary>
    public static void Write(IDictionary<string, string> texts, TrainedModel model, TrainedParameters parameters, in CheckpointState state)
    {
        OptimizerSettings settings = parameters.Settings;
        texts["checkpoint"] = Version;
        texts["loss"] = model.Loss.ToString();
        WriteLoss(texts, parameters.LossNumbers);
        texts["layers"] = string.Join(TrainedModel.Separator, model.Layers);
        texts["optimizer"] = parameters.Optimizer.ToString();
        texts["optimizer.learning_rate"] = Text(settings.LearningRate);
        texts["optimizer.momentum"] = Text(settings.Momentum);
        if (HasMomentumDecay(parameters.Optimizer))
            texts["optimizer.momentum_decay"] = Text(settings.MomentumDecay);
        texts["optimizer.beta1"] = Text(settings.Beta1);
        texts["optimizer.beta2"] = Text(settings.Beta2);
        texts["optimizer.epsilon"] = Text(settings.Epsilon);
        texts["optimizer.alpha"] = Text(settings.Alpha);
        texts["optimizer.weight_decay"] = Text(settings.WeightDecay);
        texts["clip.value"] = parameters.Clipping.Value is { } value ? Text(value) : "none";
        texts["clip.norm"] = parameters.Clipping.Norm is { } norm ? Text(norm) : "none";
        if (parameters.Averaging is { } averaging)
        {
            texts["average"] = averaging.ToString();
            texts["average.updates"] = Text(parameters.AveragedUpdates);
        }

        texts["step"] = Text(parameters.StepCount);
        string[] frozen = new string[parameters.LayerCount];
        for (int layer = 0; layer < frozen.Length; layer++)
            frozen[layer] = parameters.IsFrozen(layer) ? "1" : "0";
        texts["layers.steps"] = string.Join(",", Array.ConvertAll(parameters.LayerSteps.ToArray(), Text));
        texts["layers.frozen"] = string.Join(",", frozen);
        texts["random"] = Text(state.Random.Value);
        texts["schedule.step"] = Text(state.ScheduleStep);
    }

    /// <summary>What does not fit, a sentence each.</summary>
    public List<string> Differences(TrainedModel model, TrainedParameters parameters)
    {
        List<string> differences = [];
        if (_loss != model.Loss)
            differences.Add($"Loss: expected {model.Loss}, found {_loss}.");
        else
            AddLossDifferences(differences);
        if (_optimizer != parameters.Optimizer)
            differences.Add($"Optimizer: expected {parameters.Optimizer}, found {_optimizer}.");
        string expected = parameters.Averaging?.ToString() ?? NoAverage;
        if (_averaging != expected)
            differences.Add($"Averaging: expected {expected}, found {Excerpt.Of(_averaging)}.");
        if (_layerCount != parameters.LayerCount)
        {
            differences.Add($"Layers: expected {parameters.LayerCount}, found {_layerCount}.");
            return differences;
        }

        for (int layer = 0; layer < _layerCount; layer++)
        {
            string found = Item("layers", "; "u8, layer);
            if (found != model.Layers[layer])
                differences.Add($"Layer {layer + 1}: expected {Excerpt.Of(model.Layers[layer])}, found {Excerpt.Of(found)}.");
        }

        return differences;
    }

    /// <summary>Takes over what a file without <see cref="Differences"/> says.</summary>
    public void Apply(TrainedParameters parameters) => parameters.Resume(_settings, _clipping, _lossNumbers, _step, _layerSteps, _frozen);

    private void Validate()
    {
        if (Array.Exists(_layerSteps, steps => steps > _step))
            throw Bad("layers.steps", $"at most {Counted.Of(_step, "step")} a layer");
        if (AveragedUpdates > _step)
            throw Bad("average.updates", $"at most {Counted.Of(_step, "step")}");
        try
        {
            _settings.Validate(_optimizer);
            _clipping.Validate();
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw Impossible(exception);
        }
    }

    private WeightFormatException Impossible(ArgumentException exception) => new(
        $"{_source} has metadata that no training has: {Excerpt.Of(exception.Message)} The file is damaged; load another one.", exception);

    private static string Text<T>(T value)
        where T : INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);

    private ReadOnlySpan<byte> Utf8(string key) => _texts.TryGet(key, out ReadOnlySpan<byte> text)
        ? text
        : throw new WeightFormatException($"{_source} is an incomplete checkpoint: its metadata has no '{key}'. Load another one.");

    /// <summary>The text of a key that is no list.</summary>
    private string Text(string key)
    {
        ReadOnlySpan<byte> text = Utf8(key);
        return text.Length <= MostText ? Encoding.UTF8.GetString(text) : throw Bad(key, $"at most {MostText} characters");
    }

    private static bool HasMomentumDecay(Optimizer optimizer) => optimizer is Optimizer.NAdam or Optimizer.NAdamW;

    private bool Has(string key) => _texts.ContainsKey(key);

    private T Number<T>(string key)
        where T : INumber<T> =>
            T.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out T? number) ? number : throw Bad(key, $"a number ({typeof(T).Name})");

    private long Count(string key) => Count(key, Text(key));

    private long Count(string key, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : throw Bad(key, "a whole number of at least 0");

    private float? Limit(string key) => Text(key) == "none" ? null : Number<float>(key);

    private T Member<T>(string key)
        where T : struct, Enum
    {
        string text = Text(key);
        T[] named = Array.FindAll(Enum.GetValues<T>(), each => each.ToString() == text);
        return named.Length == 1 ? named[0] : throw Bad(key, $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary>Number of a list's items, without making them: a list can be as long as the file likes.</summary>
    private int Count(string key, ReadOnlySpan<byte> separator)
    {
        int count = ItemsOf(key, separator);
        return count <= MostLayers ? count : throw Bad(key, $"at most {MostLayers} items");
    }

    private int ItemsOf(string key, ReadOnlySpan<byte> separator) => 1 + Utf8(key).Count(separator);

    private string Item(string key, ReadOnlySpan<byte> separator, int index)
    {
        ReadOnlySpan<byte> rest = Utf8(key);
        for (; index > 0; index--)
            rest = rest[(rest.IndexOf(separator) + separator.Length)..];
        int end = rest.IndexOf(separator);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private WeightFormatException Bad(string key, string expected) => new(
        $"{_source} has '{Excerpt.Of(Utf8(key))}' as '{key}' in its metadata, where {expected} is expected. The file is damaged; load another one.");
}
