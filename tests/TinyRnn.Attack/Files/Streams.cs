namespace TinyRnn.Attack.Files;

/// <summary>Gives a few bytes at a time, as a network does.</summary>
internal sealed class SlowStream(byte[] file) : MemoryStream(file, writable: false)
{
    private const int Most = 61;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, Most));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, Most)]);
}

/// <summary>A file with gigabytes of zeros at its end.</summary>
internal sealed class SparseStream(byte[] file, long tail) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length + tail;

    public override long Position { get; set; }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Clamp(Length - Position, 0, buffer.Length);
        for (int index = 0; index < count; index++)
            buffer[index] = Position + index < file.Length ? file[Position + index] : (byte)0;
        Position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? Position : Length);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
