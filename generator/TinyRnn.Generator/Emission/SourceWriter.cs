using System.Text;

namespace TinyRnn.Generator.Emission;

/// <summary>Writes indented source text with <c>\n</c> line ends on every system.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>An empty line, but never two in a row, nor one after an opening brace.</summary>
    public void Line()
    {
        if (_text.Length > 1 && !EndsWith("\n\n") && !EndsWith("{\n"))
            _text.Append('\n');
    }

    public void Line(string text)
    {
        if (text.Length > 0)
            _text.Append(' ', 4 * _depth).Append(text);
        _text.Append('\n');
    }

    /// <summary>Several lines, as a raw string holds them.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.Replace("\r", "").Split('\n'))
            Line(line);
    }

    /// <summary>A line, then a block in braces until the result is disposed.</summary>
    public Scope Block(string header)
    {
        Line(header);
        return Block();
    }

    /// <summary>A block in braces until the result is disposed.</summary>
    public Scope Block()
    {
        Line("{");
        _depth++;
        return new Scope(this);
    }

    public override string ToString() => _text.ToString();

    private bool EndsWith(string end)
    {
        if (_text.Length < end.Length)
            return false;
        for (int i = 0; i < end.Length; i++)
        {
            if (_text[_text.Length - end.Length + i] != end[i])
                return false;
        }

        return true;
    }

    private void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>Closes a block.</summary>
    public readonly struct Scope(SourceWriter writer) : IDisposable
    {
        public void Dispose() => writer.Close();
    }
}
