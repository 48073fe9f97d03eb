using System.IO.MemoryMappedFiles;
using System.Text;

namespace TinyRnn.Attack.GuardPages;

/// <summary>A file that outlives the process that writes to it: the call that it was in when it died.</summary>
internal sealed class LastCall : IDisposable
{
    private const int Bytes = 4096;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte[] _text = new byte[Bytes - 16];

    private LastCall(MemoryMappedFile file) => (_file, _view) = (file, file.CreateViewAccessor());

    public static LastCall Write(string path) => new(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Bytes));

    public static (long Case, string Text) Read(string path)
    {
        using LastCall last = Write(path);
        int length = Math.Clamp(last._view.ReadInt32(8), 0, last._text.Length);
        last._view.ReadArray(16, last._text, 0, length);
        return (last._view.ReadInt64(0), Encoding.UTF8.GetString(last._text, 0, length));
    }

    public void Note(long number, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text) <= _text.Length ? Encoding.UTF8.GetBytes(text, _text) : 0;
        _view.Write(0, number);
        _view.WriteArray(16, _text, 0, length);
        _view.Write(8, length);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
