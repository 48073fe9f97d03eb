using TinyRnn.Attack.Harness;
using TinyRnn.Attack.Models;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Attack.Files;

/// <summary>What one thread attacks: models, pairs and their trainers.</summary>
internal sealed class FileSubjects : IDisposable
{
    private static readonly float[] s_values = [.. Enumerable.Range(0, 16).Select(index => index / 16f)];

    private readonly TemporaryFolder _folder = new();

    public FileSubjects() => All =
    [
        .. Models("FloatFile", FloatFile.Tensors, stream => FloatFile.Load(stream).Parameters.ToArray(), stream =>
            FloatFile.Create(1).Save(stream)),
        .. Models("TokenFile", TokenFile.Tensors, stream => TokenFile.Load(stream).Parameters.ToArray(), stream =>
            TokenFile.Create(1).Save(stream)),
        .. Models("BothWaysFile", BothWaysFile.Tensors, stream => BothWaysFile.Load(stream).Parameters.ToArray(), stream =>
            BothWaysFile.Create(1).Save(stream)),
        .. Models("PairFile", PairFile.Tensors, LoadPair, stream => PairFile.Create(1).Save(stream)),
        new CheckpointSubject("FloatFile.Trainer", seed => new FloatFile.Trainer(FloatFile.Create(seed)), TrainFloats, _folder),
        new CheckpointSubject("TokenFile.Trainer", seed => new TokenFile.Trainer(TokenFile.Create(seed)), TrainTokens, _folder),
        new CheckpointSubject("PairFile.Trainer", seed => new PairFile.Trainer(PairFile.Create(seed)), TrainPair, _folder),
    ];

    public IReadOnlyList<FileSubject> All { get; }

    public void Dispose() => _folder.Dispose();

    private static void TrainFloats(ModelTrainer trainer) => ((FloatFile.Trainer)trainer).TrainBatch(s_values.AsSpan(0, 12), s_values);

    private static void TrainTokens(ModelTrainer trainer) => ((TokenFile.Trainer)trainer).TrainBatch([1, 2, 3, 5], [2, 3, 5, 0]);

    private static void TrainPair(ModelTrainer trainer) => ((PairFile.Trainer)trainer).TrainBatch(s_values.AsSpan(0, 6),
        s_values.AsSpan(0, 8), s_values.AsSpan(8, 8));

    private static float[] LoadPair(Stream stream)
    {
        PairFile pair = PairFile.Load(stream);
        return [.. pair.Encoder.Parameters, .. pair.Decoder.Parameters];
    }

    private static IEnumerable<FileSubject> Models(string name, ReadOnlySpan<TensorBinding> bindings, Func<Stream, float[]> load,
        Action<Stream> save)
    {
        MemoryStream saved = new();
        save(saved);
        return
        [
            new ModelSubject(name, saved.ToArray(), bindings, load, isOwn: true),
            new ModelSubject($"{name} from elsewhere", ForeignFile.Write(bindings, hasMetadata: true), bindings, load, isOwn: false),
            new ModelSubject($"{name} of integers", ForeignFile.WriteIntegers(bindings), bindings, load, isOwn: false),
        ];
    }
}
