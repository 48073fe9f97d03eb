using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>How much is emitted: what the compilers still optimise, what people still read, and nothing that is slow where its hardware is missing.</summary>
public partial class EmittedSizeTests
{
    /// <summary>Beyond, the just-in-time compiler stops optimising a method.</summary>
    private const int MostIlBytes = 60_000;

    /// <summary>As well beyond so many local variables, of which arguments are a part.</summary>
    private const int MostLocals = 2_000;

    /// <summary>
    /// Lines of a recurrent layer and its head. A layer that is computed in every way (a step, four inputs, the rest of a step, four streams), for four
    /// targets, with three widths of panels, has 48 walks of some 100 lines; with two passes a step, 84. A usual layer has a third of that.
    /// </summary>
    private const int MostLinesOfALayer = 11_000;

    /// <summary>Layers whose code is longest for one reason or another.</summary>
    public static TheoryData<string> Largest => new()
    {
        "[RecurrentModel(1)] [Lstm(16)] [Dense(3)]",                       // the last size whose rows are straight code
        "[RecurrentModel(1)] [Gru(21)] [Dense(1)]",
        "[RecurrentModel(3)] [Lstm(47)] [Dense(1)]",                       // a loop of panels and one of each narrower width
        "[RecurrentModel(40)] [Lstm(44)] [Dense(50)]",                     // and in every way
        "[RecurrentModel(40)] [Gru(44)] [Dense(50)]",
        "[RecurrentModel(40)] [Gru(44, ResetAfter = false)] [Dense(50)]",
        "[RecurrentModel(40)] [Rnn(44)] [Dense(50)]",
        "[RecurrentModel(40)] [Lstm(44, Bidirectional = true)] [Dense(50)]",
        "[RecurrentModel(1024)] [Lstm(1024)] [Dense(1000)]",               // size alone must not matter
        "[RecurrentModel(40, Reproducible = true)] [Lstm(44)] [Dense(50)]",
        "[RecurrentModel] [OneHot(50)] [Lstm(44)] [Dense(50)]",
        "[RecurrentModel(40)] [Lstm(44)] [Dense(50)] [Trainable(MaxSteps = 8)]",
        "[RecurrentModel(40)] [Gru(44, ResetAfter = false)] [Dense(50)] [Trainable(MaxSteps = 8)]",
    };

    /// <summary>
    /// Lines of a recurrent layer's trainer and its head's: some 400, and the kernels of one sequence alone. Those have a walk for each of three widths of
    /// panels and for four targets, and behind it a cell that keeps all its values, and dot products for three widths of vectors.
    /// </summary>
    private const int MostLinesOfATrainer = 2_000;

    /// <summary>Layers that one sequence alone has kernels for.</summary>
    public static TheoryData<string> Trained => new()
    {
        "[Lstm(UNITS)]",
        "[Gru(UNITS)]",
        "[Gru(UNITS, ResetAfter = false)]",
        "[Rnn(UNITS)]",
    };

    [Theory]
    [MemberData(nameof(Trained))]
    public void A_trainer_stays_readable_in_size(string layer)
    {
        foreach (int units in (int[])[3, 16, 32, 44, 61, 64, 128])
            Assert.InRange(LinesOfTrainer(layer, units), 100, MostLinesOfATrainer);
        Assert.Equal(LinesOfTrainer(layer, 128), LinesOfTrainer(layer, 1024));
    }

    private static int LinesOfTrainer(string layer, int units)
    {
        string sized = layer.Replace("UNITS", $"{units}", StringComparison.Ordinal);
        IReadOnlyDictionary<string, string> files =
            Harness.Emit($"using TinyRnn; [RecurrentModel(3)] {sized} [Dense(1)] [Trainable(MaxSteps = 8, MaxBatch = 2)] partial class M;");
        return files.Single(file => file.Key.Contains("Trainer", StringComparison.Ordinal)).Value.Count(letter => letter == '\n');
    }

    [Theory]
    [MemberData(nameof(Largest))]
    public void Every_method_is_one_that_the_compiler_optimises(string attributes)
    {
        foreach ((string name, int bytes, int locals) in Methods($"using TinyRnn; {attributes} partial class M;"))
        {
            Assert.True(bytes <= MostIlBytes, $"{name}: {bytes} bytes of IL");
            Assert.True(locals <= MostLocals, $"{name}: {locals} local variables");
        }
    }

    [Theory]
    [MemberData(nameof(Largest))]
    public void A_layer_stays_readable_in_size(string attributes)
    {
        int lines = Harness.Emit($"using TinyRnn; {attributes} partial class M;").Values.Sum(text => text.Count(letter => letter == '\n'));
        Assert.InRange(lines, 100, MostLinesOfALayer);
    }

    [Fact]
    public void Ten_layers_of_one_shape_share_their_kernels()
    {
        static int Lines(int layers) =>
            Harness.Emit($"using TinyRnn; [RecurrentModel(44)] {string.Concat(Enumerable.Repeat("[Lstm(44)] ", layers))} partial class M;")
            .Values.Sum(text => text.Count(letter => letter == '\n'));
        Assert.True(Lines(10) < Lines(2) * 3 / 2, "calls of what is there already");
    }

    [Theory]
    [MemberData(nameof(Largest))]
    public void Nothing_fuses_in_software(string attributes)
    {
        // Without the hardware, FusedMultiplyAdd is a routine, 26 times slower. By lane, it exists on ARM64 only, where the hardware always has it.
        string text = string.Concat(Harness.Emit($"using TinyRnn; {attributes} partial class M;").Values);
        Assert.DoesNotMatch(Fusing(), text);
    }

    [Fact]
    public void Nothing_in_the_runtime_fuses_in_software()
    {
        string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../src/TinyRnn"));
        string[] files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(Fusing(), File.ReadAllText(file)));
    }

    private static IEnumerable<(string Name, int Bytes, int Locals)> Methods(string source)
    {
        Harness.Driver().RunGeneratorsAndUpdateCompilation(Harness.Compile(source), out Compilation output, out _);
        using MemoryStream file = new();
        Assert.True(output.Emit(file).Success);
        file.Position = 0;
        using PEReader assembly = new(file);
        MetadataReader metadata = assembly.GetMetadataReader();
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            MethodBodyBlock body = assembly.GetMethodBody(method.RelativeVirtualAddress);
            int locals = body.LocalSignature.IsNil ? 0 : CountLocals(metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature));
            yield return (metadata.GetString(method.Name), body.GetILReader().Length, locals + method.GetParameters().Count);
        }
    }

    private static int CountLocals(BlobReader signature)
    {
        Assert.Equal(SignatureKind.LocalVariables, signature.ReadSignatureHeader().Kind);
        return signature.ReadCompressedInteger();
    }

    [GeneratedRegex(@"\bFusedMultiplyAdd(Negated|Subtract)?\(|\bFma\.(?!IsSupported)")]
    private static partial Regex Fusing();
}
