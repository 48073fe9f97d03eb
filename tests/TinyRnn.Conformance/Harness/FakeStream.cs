namespace TinyRnn.Conformance;

/// <summary>A stream that claims a length, and then delivers what it is given and no more, or fails.</summary>
internal sealed class FakeStream(long length, byte[] content, Exception? failure = null) : Stream
{
    private readonly MemoryStream _content = new(content);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _content.Position;
        set => _content.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        // A byte less than asked for, as pipes and networks do.
        int read = _content.Read(buffer[..Math.Max(1, buffer.Length - 1)]);
        return read > 0 || failure is null ? read : throw failure;
    }

    public override long Seek(long offset, SeekOrigin origin) => _content.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
