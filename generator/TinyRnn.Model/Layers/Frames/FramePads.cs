namespace TinyRnn.Model.Layers.Frames;

/// <summary>What is put around the positions of a step.</summary>
/// <param name="Left">Positions in front.</param>
/// <param name="Right">Positions behind.</param>
/// <param name="Mode">What they hold.</param>
internal readonly record struct FramePads(int Left, int Right, FramePadding Mode)
{
    public bool Exist => Left > 0 || Right > 0;
}
