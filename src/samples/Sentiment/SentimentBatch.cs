using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Random sentences as a batch; each has its own length.</summary>
internal sealed class SentimentBatch(SentimentLanguage language, ulong seed)
{
    public const int Size = 32;
    private readonly int[] _tokens = new int[Size * SentimentLanguage.MaxWords];
    private readonly int[] _lengths = new int[Size];
    private readonly float[] _targets = new float[Size];
    private RandomState _random = new(seed);

    /// <summary>1 for a sentence that means well, otherwise 0.</summary>
    public ReadOnlySpan<float> Targets => _targets;

    public ReadOnlySpan<int> Words(int sentence) => _tokens.AsSpan(sentence * SentimentLanguage.MaxWords, _lengths[sentence]);

    /// <summary>The next batch of the stream.</summary>
    public SentimentBatch Next()
    {
        for (int j = 0; j < Size; j++)
        {
            Sentence sentence = language.Next(ref _random);
            int[] ids = language.Ids(sentence.Text);
            ids.CopyTo(_tokens, j * SentimentLanguage.MaxWords);
            _lengths[j] = ids.Length;
            _targets[j] = sentence.IsPositive ? 1 : 0;
        }

        return this;
    }

    /// <summary>Any model that reads words learns from it.</summary>
    public float Train<TState>(SequenceTrainer<int, float, TState> trainer)
        where TState : unmanaged
        => trainer.TrainBatch(_tokens, _targets, new() { Lengths = _lengths });
}
