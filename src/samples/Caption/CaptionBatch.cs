namespace TinyRnn.Samples;

/// <summary>Random scenes as images, and their captions.</summary>
/// <param name="seed">Of the scenes.</param>
/// <param name="isSimple">Never two things on an image.</param>
internal sealed class CaptionBatch(ulong seed, bool isSimple)
{
    private const int Size = 32;
    private readonly float[] _images = new float[Size * SceneImage.Values];
    private readonly int[] _words = new int[Size * Scene.MaxWords];
    private readonly int[] _lengths = new int[Size];
    private RandomState _random = new(seed);

    /// <summary>The next batch of the stream.</summary>
    public CaptionBatch Next()
    {
        for (int j = 0; j < Size; j++)
        {
            Scene scene = Scene.Next(ref _random, isSimple);
            SceneImage.Paint(scene, _images.AsSpan(j * SceneImage.Values, SceneImage.Values), ref _random);
            int[] caption = scene.Caption();
            caption.CopyTo(_words, j * Scene.MaxWords);
            _lengths[j] = caption.Length;
        }

        return this;
    }

    public float Train(CaptionNet.Trainer trainer) => trainer.TrainBatch(_images, _words, new() { Batch = Size, Lengths = _lengths });
}
