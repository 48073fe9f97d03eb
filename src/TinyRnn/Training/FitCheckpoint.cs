using System.Globalization;
using System.Numerics;
using System.Text;
using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Weights;

namespace TinyRnn.Training;

/// <summary>
/// The file in which a call of <see cref="TrainerFit.Fit"/> is kept: a checkpoint of the trainer that has, besides, the weights of the best epoch as
/// <c>fit.best.[tensor]</c> and the place of the loop in its metadata. Numbers are written in the shortest form that reads back as the same bits.
/// </summary>
/// <remarks>
/// <c>fit</c>: version of these entries, 1. <c>fit.call.*</c>: what the call was given (<see cref="FitCall"/>). <c>fit.batches</c>, <c>fit.loss_sum</c>,
/// <c>fit.loss_count</c>: of the epoch that is under way. <c>fit.history</c>: the finished epochs, each its training loss, its validation loss and its learning
/// rate, with a star if it was the best so far. <c>fit.end</c>: <c>none</c>, or why training has ended.
/// </remarks>
internal sealed class FitCheckpoint(string path, FitCall call, FitPosition position) : CheckpointOfLoop
{
    /// <summary>A header of 16 MiB takes the history of so many.</summary>
    public const int MostEpochs = 100_000;

    private const string Version = "1";
    private const string None = "none";
    private const char Between = ';';
    private const char Star = '*';

    private string _source = "";
    private int _batches;
    private double _lossSum;
    private double _lossCount;
    private FitEnd? _end;
    private List<FitEpoch> _epochs = [];

    public override ReadOnlySpan<float> Best => position.BestWeights;

    /// <summary>Goes on from the file, if there is one.</summary>
    /// <exception cref="WeightFormatException">It is no such file, or damaged.</exception>
    /// <exception cref="WeightMismatchException">It is of another call.</exception>
    public bool TryGoOn(ModelTrainer trainer)
    {
        if (!File.Exists(path))
            return false;
        trainer.LoadCheckpoint(path, this);
        return true;
    }

    public void Save(ModelTrainer trainer) => trainer.SaveCheckpoint(path, this);

    public override void Write(IDictionary<string, string> texts)
    {
        texts[Key] = Version;
        foreach ((string key, _, string text) in call.Facts)
            texts[$"fit.call.{key}"] = text;
        texts["fit.batches"] = Text(position.Batches);
        texts["fit.loss_sum"] = Text(position.LossSum);
        texts["fit.loss_count"] = Text(position.LossCount);
        texts["fit.end"] = position.End?.ToString() ?? None;
        StringBuilder history = new();
        foreach (FitEpoch epoch in position.Epochs)
        {
            history.Append(Text(epoch.TrainingLoss)).Append(' ').Append(Text(epoch.ValidationLoss)).Append(' ').Append(Text(epoch.LearningRate));
            history.Append(epoch.IsBest ? $"{Star}{Between}" : $"{Between}");
        }

        texts["fit.history"] = history.ToString();
    }

    public override void Read(string source, HeaderMetadata texts, List<string> differences)
    {
        _source = source;
        if (!texts.TryGetValue(Key, out string? version))
        {
            throw new WeightFormatException(
                $"{source} is a checkpoint that Fit did not write. Load it by LoadCheckpoint, and give {nameof(FitOptions)}.{nameof(FitOptions.Checkpoint)} "
                + "a path of its own.");
        }

        if (version != Version)
        {
            throw new WeightFormatException(
                $"{source} was kept by Fit in format '{Excerpt.Of(version)}', but {Version} is supported. Go on with the version of TinyRnn that wrote it.");
        }

        int before = differences.Count;
        foreach ((string key, string name, string text) in call.Facts)
        {
            string found = Text(texts, $"fit.call.{key}");
            if (found != text)
                differences.Add($"{name}: this call has {Excerpt.Of(text)}, the file {Excerpt.Of(found)}.");
        }

        if (differences.Count > before)
        {
            differences.Add(
                "The file goes on by the call that wrote it alone. To begin anew, delete it or give another path; to go on from it otherwise, load it by "
                + "LoadCheckpoint first, and give another path.");
            return;
        }

        _batches = (int)Math.Min(Count(texts, "fit.batches"), int.MaxValue);
        _lossSum = Number<double>("fit.loss_sum", Text(texts, "fit.loss_sum"));
        string count = Text(texts, "fit.loss_count");
        _lossCount = Number<double>("fit.loss_count", count);
        if (!(_lossCount >= 0) || double.IsInfinity(_lossCount))
            throw Bad("fit.loss_count", count, "a finite number of at least 0");
        string end = Text(texts, "fit.end");
        _end = end switch
        {
            None => null,
            nameof(FitEnd.Epochs) => FitEnd.Epochs,
            nameof(FitEnd.Patience) => FitEnd.Patience,
            _ => throw Bad("fit.end", end, $"{None}, {nameof(FitEnd.Epochs)} or {nameof(FitEnd.Patience)}"),
        };
        ReadHistory(Text(texts, "fit.history"));
    }

    public override void Take(ReadOnlySpan<float> best)
    {
        best.CopyTo(position.BestWeights);
        foreach (FitEpoch epoch in _epochs)
            position.Add(epoch);
        (position.Batches, position.LossSum, position.LossCount, position.End) = (_batches, _lossSum, _lossCount, _end);
    }

    private void ReadHistory(string history)
    {
        _epochs = [];
        ReadOnlySpan<char> rest = history;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf(Between);
            ReadOnlySpan<char> each = end < 0 ? rest : rest[..end];
            bool isBest = !each.IsEmpty && each[^1] == Star;
            string[] numbers = (isBest ? each[..^1] : each).ToString().Split(' ');
            if (end < 0 || numbers.Length != 3 || _epochs.Count == MostEpochs || (_epochs.Count == 0 && !isBest))
                throw Bad("fit.history", history, "three numbers for each epoch, of which the first is the best so far,");
            _epochs.Add(new(
                _epochs.Count + 1,
                Number<double>("fit.history", numbers[0]),
                Number<double>("fit.history", numbers[1]),
                Number<double>("fit.history", numbers[2]),
                isBest));
            rest = rest[(end + 1)..];
        }

        if (_end is not null && _epochs.Count == 0)
            throw Bad("fit.history", history, "an epoch of a training that has ended");
    }

    private static string Text<T>(T value)
        where T : INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);

    private string Text(HeaderMetadata texts, string key) => texts.TryGetValue(key, out string? text)
        ? text
        : throw new WeightFormatException($"{_source} is an incomplete checkpoint of Fit: its metadata has no '{key}'. Delete it, or load another one.");

    private long Count(HeaderMetadata texts, string key)
    {
        string text = Text(texts, key);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            ? count
            : throw Bad(key, text, "a whole number of at least 0");
    }

    private T Number<T>(string key, string text)
        where T : INumber<T> =>
            T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T? number) ? number : throw Bad(key, text, "a number");

    private WeightFormatException Bad(string key, string found, string expected) => new(
        $"{_source} has '{Excerpt.Of(found)}' as '{key}' in its metadata, where {expected} is expected. The file is damaged; load another one.");
}
