using System.Text.Json;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>The commands as a user types them, each a program of its own.</summary>
public class CommandTests : IDisposable
{
    private static readonly string s_model = Path.Combine(ImportRun.Data, "guitarml", "lstm10_in2_layers1_skip1.json");
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void An_import_writes_four_files_the_same_every_time_and_overwrites_nothing_unasked()
    {
        string[] arguments = ["import", s_model, "--out", _folder, "--class", "Amp", "--namespace", "My.Rig", "--test", "xunit"];
        (int code, string output, string error) = TinyRnnTool.Run(arguments);
        Assert.True(code == 0, error);
        Assert.Contains("proven: the largest error of ", output, StringComparison.Ordinal);
        string[] names = ["Amp.cs", "AmpTests.cs", "amp.golden.safetensors", "amp.safetensors"];
        Assert.Equal(names, Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        byte[][] first = [.. names.Select(Read)];
        Assert.Contains("namespace My.Rig;", File.ReadAllText(Path.Combine(_folder, "Amp.cs")), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_folder, "Amp.cs"), "mine");
        (code, _, error) = TinyRnnTool.Run(arguments);
        Assert.Equal(1, code);
        Assert.Contains("Amp.cs", error, StringComparison.Ordinal);
        Assert.Contains("--force", error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder, "Amp.cs")));

        Assert.Equal(0, TinyRnnTool.Run([.. arguments, "--force"]).Code);
        Assert.Equal(first, names.Select(Read));
        Assert.Equal(0, TinyRnnTool.Run("verify", Path.Combine(_folder, "Amp.cs")).Code);
    }

    [Fact]
    public void What_cannot_be_expressed_is_listed_whole_and_nothing_is_written()
    {
        (int code, _, string error) = TinyRnnTool.Run("import", Path.Combine(ImportRun.Data, "refuse", "onnx_weights_are_inputs.onnx"), "--out", _folder);
        Assert.Equal(1, code);
        Assert.Contains("cannot be imported, for ", error, StringComparison.Ordinal);
        Assert.Contains("W is the graph input 'W', R is the graph input 'R', B is the graph input 'B'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Inspect_prints_tables_and_json()
    {
        (int code, string table, _) = TinyRnnTool.Run("inspect", s_model);
        Assert.Equal(0, code);
        Assert.Contains("571 parameters, 2,284 bytes; 490 multiply-adds a step; 20 numbers of state", table, StringComparison.Ordinal);
        (code, string text, _) = TinyRnnTool.Run("inspect", s_model, "--json");
        Assert.Equal(0, code);
        using JsonDocument json = JsonDocument.Parse(text);
        Assert.Equal("rec", json.RootElement.GetProperty("nodes")[0].GetProperty("name").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("problems").GetArrayLength());
    }

    [Theory]
    [InlineData("--class", "9lives", "no name for a class")]
    [InlineData("--class", "class", "no name for a class")]
    [InlineData("--namespace", "A..B", "no name for a class or a namespace")]
    [InlineData("--set", "sr", "NAME=VALUE is expected")]
    [InlineData("--steps", "-1", "--steps must be")]
    [InlineData("--context", "-1", "from 0 on is expected")]
    public void A_wrong_argument_is_named(string option, string value, string message)
    {
        (int code, _, string error) = TinyRnnTool.Run("import", s_model, "--out", _folder, option, value);
        Assert.NotEqual(0, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_is_missing_or_nothing_is_one_line()
    {
        string nothing = Path.Combine(_folder, "nothing.bin");
        File.WriteAllBytes(nothing, [1, 2, 3]);
        foreach (string file in new[] { nothing, Path.Combine(_folder, "missing.onnx") })
        {
            (int code, _, string error) = TinyRnnTool.Run("inspect", file);
            Assert.Equal(1, code);
            Assert.Single(error.Trim().Split('\n'));
            Assert.StartsWith("tinyrnn: ", error, StringComparison.Ordinal);
        }
    }

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_folder, name));
}
