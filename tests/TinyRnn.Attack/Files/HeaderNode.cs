using System.Text;
using System.Text.Json;

namespace TinyRnn.Attack.Files;

/// <summary>
/// A header's JSON as a tree that may be bent in every way: keys and leaves are raw text, so that what is written need not be JSON any
/// more.
/// </summary>
internal sealed class HeaderNode
{
    public HeaderNode(string raw) => Raw = raw;

    private HeaderNode(List<Member> members) => Members = members;

    private HeaderNode(List<HeaderNode> items) => Items = items;

    /// <summary>A leaf: number, string with its quotes, or anything else.</summary>
    public string? Raw { get; set; }

    /// <summary>Of an object.</summary>
    public List<Member>? Members { get; }

    /// <summary>Of an array.</summary>
    public List<HeaderNode>? Items { get; }

    public static HeaderNode Object(params IEnumerable<Member> members) => new([.. members]);

    public static HeaderNode Array(params IEnumerable<string> numbers) => new([.. numbers.Select(number => new HeaderNode(number))]);

    public HeaderNode Copy() =>
        Members is not null ? new([.. Members.Select(member => new Member(member.Key, member.Value.Copy()))])
        : Items is not null ? new([.. Items.Select(item => item.Copy())])
        : new(Raw!);

    public Member? Find(string name) => Members?.Find(member => member.Key == $"\"{name}\"");

    public static HeaderNode Parse(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        return Read(ref reader);
    }

    public void Write(StringBuilder to, string space)
    {
        if (Members is not null)
            WriteAll(to, '{', '}', Members, (text, member) =>
                member.Value.Write(text.Append(member.Key).Append(':').Append(space), space));
        else if (Items is not null)
            WriteAll(to, '[', ']', Items, (text, item) => item.Write(text, space));
        else
            to.Append(Raw);

        void WriteAll<T>(StringBuilder text, char first, char last, List<T> all, Action<StringBuilder, T> write)
        {
            text.Append(first);
            for (int index = 0; index < all.Count; index++)
            {
                if (index > 0)
                    text.Append(',').Append(space);
                write(text, all[index]);
            }

            text.Append(last);
        }
    }

    private static HeaderNode Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                List<Member> members = [];
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string key = RawText(ref reader);
                    reader.Read();
                    members.Add(new Member(key, Read(ref reader)));
                }

                return new HeaderNode(members);
            case JsonTokenType.StartArray:
                List<HeaderNode> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader));
                return new HeaderNode(items);
            default:
                return new HeaderNode(RawText(ref reader));
        }
    }

    private static string RawText(ref Utf8JsonReader reader)
    {
        string text = Encoding.UTF8.GetString(reader.ValueSpan);
        return reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? $"\"{text}\"" : text;
    }

    /// <param name="key">With its quotes.</param>
    /// <param name="value">Anything.</param>
    internal sealed class Member(string key, HeaderNode value)
    {
        public string Key { get; set; } = key;

        public HeaderNode Value { get; set; } = value;
    }
}
