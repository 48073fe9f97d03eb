using System.Globalization;
using System.Text;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// Reads the JSON of a safetensors header: an object of tensors, each with a type and a shape. .NET Standard has no reader of JSON, and no more than this is
/// needed. What the loader would refuse as damaged gives nothing here: it has the better message.
/// </summary>
internal sealed class HeaderJson
{
    private const string Metadata = "__metadata__";

    private readonly string _text;
    private int _place;

    private HeaderJson(string text) => _text = text;

    /// <returns>The tensors; <see langword="null"/> if the text is no header.</returns>
    public static List<HeaderTensor>? Read(string text)
    {
        try
        {
            return new HeaderJson(text).ReadTensors();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private List<HeaderTensor> ReadTensors()
    {
        List<HeaderTensor> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        ReadObject(name =>
        {
            if (!names.Add(name))
                throw new FormatException();
            if (name == Metadata)
                ReadObject(_ => ReadString());
            else
                tensors.Add(ReadTensor(name));
        });
        return Next() == '\0' ? tensors : throw new FormatException();
    }

    private HeaderTensor ReadTensor(string name)
    {
        string? type = null;
        List<long>? sizes = null;
        ReadObject(key =>
        {
            if (key == "dtype")
                type = ReadString();
            else if (key == "shape")
                sizes = ReadNumbers();
            else if (key == "data_offsets")
                ReadNumbers();
            else
                throw new FormatException();
        });
        return type is null || sizes is null ? throw new FormatException() : new(name, type, new(sizes));
    }

    private void ReadObject(Action<string> readValue)
    {
        Expect('{');
        for (bool isFirst = true; Next() != '}'; isFirst = false)
        {
            if (!isFirst)
                Expect(',');
            string key = ReadString();
            Expect(':');
            readValue(key);
        }

        Expect('}');
    }

    private List<long> ReadNumbers()
    {
        List<long> numbers = [];
        Expect('[');
        while (Next() != ']')
        {
            if (numbers.Count > 0)
                Expect(',');
            Next();
            int start = _place;
            while (_place < _text.Length && _text[_place] is >= '0' and <= '9')
                _place++;
            if (!long.TryParse(_text.Substring(start, _place - start), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                throw new FormatException();
            numbers.Add(number);
        }

        Expect(']');
        return numbers;
    }

    private string ReadString()
    {
        Expect('"');
        StringBuilder text = new();
        while (true)
        {
            char letter = Take();
            if (letter == '"')
                return text.ToString();
            if (letter < ' ')
                throw new FormatException();
            text.Append(letter == '\\' ? ReadEscape() : letter);
        }
    }

    private char ReadEscape()
    {
        char letter = Take();
        switch (letter)
        {
            case '"' or '\\' or '/':
                return letter;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _place + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_place, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _place += 4;
                return (char)code;
            default:
                throw new FormatException();
        }
    }

    private void Expect(char letter)
    {
        if (Next() != letter)
            throw new FormatException();
        _place++;
    }

    /// <summary>The next letter that is no blank, which stays; 0 at the end.</summary>
    private char Next()
    {
        while (_place < _text.Length && _text[_place] is ' ' or '\t' or '\r' or '\n')
            _place++;
        return _place < _text.Length ? _text[_place] : '\0';
    }

    private char Take() => _place < _text.Length ? _text[_place++] : throw new FormatException();
}
