using System.Text;

namespace TinyRnn.Import.Tests.Json;

/// <summary>Files made up in a test.</summary>
internal static class JsonModels
{
    public static SourceModel Read(string json) => ModelJson.Read(Encoding.UTF8.GetBytes(json), "model.json");

    public static SourceFormatException Refused(string json)
    {
        SourceFormatException exception = Assert.Throws<SourceFormatException>(() => Read(json));
        Assert.DoesNotContain('\n', exception.Message);
        Assert.StartsWith("model.json", exception.Message, StringComparison.Ordinal);
        return exception;
    }
}
