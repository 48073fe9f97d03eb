using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Random sentences and their tags.</summary>
internal sealed class TaggedBatch(ulong seed)
{
    private const int Size = 32;
    private readonly int[] _words = new int[Size * TaggedText.MaxWords];
    private readonly int[] _tags = new int[Size * TaggedText.MaxWords];
    private readonly int[] _lengths = new int[Size];
    private RandomState _random = new(seed);

    /// <summary>The next batch of the stream.</summary>
    public TaggedBatch Next()
    {
        for (int j = 0; j < Size; j++)
        {
            List<(string Word, int Tag)> sentence = TaggedText.Next(ref _random);
            _lengths[j] = sentence.Count;
            for (int t = 0; t < sentence.Count; t++)
            {
                _words[(j * TaggedText.MaxWords) + t] = TaggedText.Id(sentence[t].Word);
                _tags[(j * TaggedText.MaxWords) + t] = sentence[t].Tag;
            }
        }

        return this;
    }

    /// <summary>Any tagger learns from it.</summary>
    public float Train<TState>(SequenceTrainer<int, int, TState> trainer)
        where TState : unmanaged
        => trainer.TrainBatch(_words, _tags, new() { Batch = Size, Lengths = _lengths });
}
