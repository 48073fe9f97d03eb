using TinyRnn.Attack.Files;
using TinyRnn.Attack.GuardPages;
using TinyRnn.Attack.Harness;
using TinyRnn.Attack.Kills;
using TinyRnn.Attack.Models;
using TinyRnn.Attack.Publish;
using TinyRnn.Attack.RandomModels;
using Xunit;

namespace TinyRnn.Attack.Tests;

/// <summary>A campaign that finds nothing says something only if it would find what is wrong.</summary>
public class OracleTests
{
    [Fact]
    public void A_model_that_reads_other_weights_is_found()
    {
        MemoryStream file = new();
        FloatFile.Create(1).Save(file);
        float[] right = FloatFile.Create(1).Parameters.ToArray();
        float[] wrong = FloatFile.Create(2).Parameters.ToArray();
        Assert.Null(KindOf(() => right));
        Assert.Equal("other weights than were saved", KindOf(() => wrong));
        Assert.Equal("too much memory", KindOf(() => new float[1 << 19]));
        Assert.Equal("NotSupportedException where a file should be refused", KindOf(() => throw new NotSupportedException()));

        // The subject reads once to know what is right, then what it is told.
        string? KindOf(Func<float[]> read)
        {
            int reads = 0;
            ModelSubject subject = new("x", file.ToArray(), FloatFile.Tensors, _ => reads++ == 0 ? right : read(), isOwn: true);
            return subject.Try(subject.Original, 0)?.Kind;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_other_programs_write_is_read_as_it_says(bool ofIntegers)
    {
        byte[] file = ofIntegers ? ForeignFile.WriteIntegers(TokenFile.Tensors) : ForeignFile.Write(TokenFile.Tensors, hasMetadata: true);
        float[]? said = ReferenceFile.TryRead(file)!.Parameters(TokenFile.Tensors, TokenFile.ParameterCount);
        Assert.NotNull(said);
        Assert.Equal(said, TokenFile.Load(new MemoryStream(file)).Parameters.ToArray());
    }

    [Fact]
    public void Every_damage_changes_some_file()
    {
        MemoryStream file = new();
        FloatFile.Create(1).Save(file);
        string[] idle = [.. Bend.All.Where(bend => !Changes(bend)).Select(bend => bend.Name)];

        // A checksum is damaged only where there is one.
        Assert.All(idle, name => Assert.Contains("checksum", name, StringComparison.Ordinal));

        bool Changes(Bend bend) => Enumerable.Range(0, 200).Any(seed =>
        {
            BentFile bent = new(file.ToArray(), 4096);
            bend.Apply(bent, new Dice((ulong)seed));
            return bent.SparseTail > 0 || !bent.ToBytes().AsSpan().SequenceEqual(file.ToArray());
        });
    }

    [Fact]
    public unsafe void A_byte_beside_a_span_is_found()
    {
        if (Mapping.Missing is { } reason)
            Assert.Skip(reason);
        Mapping mapping = new(1000);
        byte* span = mapping.Take(100, atEnd: true);
        span[0] = 1;
        span[99] = 1;
        Assert.True(mapping.Release(span, 100));
        span[-1] = 1;
        Assert.False(mapping.Release(span, 100));
        span = mapping.Take(100, atEnd: false);
        span[100] = 1;
        Assert.False(mapping.Release(span, 100));
    }

    [Fact]
    public void A_mixture_is_found()
    {
        float[] parameters = Answers.Parameters(3, 10);
        Reading reading = Answers.OfParameters("x", () => parameters);
        Assert.Null(reading.Read());
        parameters[7] = Answers.Constant(2);
        Assert.Contains("two sets", reading.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_whole_is_found()
    {
        using TemporaryFolder folder = new();
        SavedFile file = new(folder.File("m"), isModel: true);
        file.Save();
        Assert.Null(file.Check(1));
        Assert.NotNull(file.Check(2));
        using (FileStream stream = File.OpenWrite(file.Path))
            stream.SetLength(stream.Length - 4);
        Assert.NotNull(file.Check(0));
    }

    [Fact]
    public void Text_that_would_be_compiled_as_code_is_found()
    {
        RandomSource source = new() { Preamble = "", Namespace = "",
            Classes = [new RandomClass("", ["RecurrentModel(1)"], "partial class A;", "", true)] };
        Compiler.Result clean = new([], [], [], new Dictionary<string, string> { ["A.Model.g.cs"] = "class A { } // Injected" }, [], null,
            default);
        Assert.Null(Verdict.Of(source, clean));
        Assert.Equal("text that was compiled as code", Verdict.Of(source,
            clean with { Files = new Dictionary<string, string> { ["A.Model.g.cs"] = "class A { int Injected; }" } })?.Kind);
        Assert.Equal("a model without code and without an error",
            Verdict.Of(source, clean with { Files = new Dictionary<string, string>() })?.Kind);
        Assert.Equal("U+2028 in an emitted file", Verdict.Of(source,
            clean with { Files = new Dictionary<string, string> { ["A.Model.g.cs"] = "//\u2028" } })?.Kind);
    }

    [Fact]
    public void The_last_call_of_a_process_is_known()
    {
        using TemporaryFolder folder = new();
        using (LastCall last = LastCall.Write(folder.File("last")))
        {
            last.Note(12, "A.Run(...)");
            last.Note(13, "B.Run");
        }

        Assert.Equal((13L, "B.Run"), LastCall.Read(folder.File("last")));
    }

    [Fact]
    public void What_is_not_needed_is_left_out() =>
        Assert.Equal([2, 5], Shrink.Items([1, 2, 3, 4, 5, 6], items => items.Contains(2) && items.Contains(5)));

    [Fact]
    public void A_case_is_the_same_again()
    {
        string first = RandomDeclarations.Next(Dice.Of(5, 77)).ToString();
        Assert.Equal(first, RandomDeclarations.Next(Dice.Of(5, 77)).ToString());
        Assert.NotEqual(first, RandomDeclarations.Next(Dice.Of(6, 77)).ToString());
    }
}
