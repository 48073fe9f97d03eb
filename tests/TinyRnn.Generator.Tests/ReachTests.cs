using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>What the rest of a user's assembly can reach of emitted code: what is public, and documented, and checks what it is given.</summary>
public class ReachTests
{
    /// <summary>Together they emit everything that is ever emitted.</summary>
    private const string Models = """
        [RecurrentModel(9)] [Lstm(37)] [Gru(21, ResetAfter = false)] [Dense(6)] public sealed partial class Wide;
        [RecurrentModel(3, Mode = SequenceMode.ManyToOne)] [Lstm(4, Bidirectional = true)] [Gru(9)] [Dense(6)] [Trainable] public sealed partial class Both;
        [RecurrentModel(2, Mode = SequenceMode.OneToMany)] [History(9)] [Dense(7)] public sealed partial class Growing;
        [RecurrentModel(2, Feedback = Feedback.Output)] [Window(3)] [Dense(2)] [Trainable] public sealed partial class Going;
        [RecurrentModel] [OneHot(50)] [Gru(5)] [Dense(50)] [PretrainedWeights("a.safetensors")] public sealed partial class Tokens;
        [RecurrentModel(4, Mode = SequenceMode.OneToOne)] [Dense(6)] [Trainable] public sealed partial class Forward;
        [RecurrentModel] [OneHot(7)] [Gru(3)] public sealed partial class Reads;
        [RecurrentModel] [Embedding(9, 3)] [Gru(3)] [Dense(9)] public sealed partial class Writes;
        [EncoderDecoder<Reads, Writes>] public sealed partial class Pair;
        [RecurrentModel] [OneHot(7)] [Gru(3)] [Trainable] public sealed partial class Reader;
        [RecurrentModel] [Embedding(9, 3)] [Gru(3)] [Dropout(0.5f)] [Dense(9)] [Trainable] public sealed partial class Writer;
        [RecurrentModel(2)] [History(4)] [Dense(3)] [Gru(3)] [Dense(2)] [Trainable] public sealed partial class Draws;
        [EncoderDecoder<Reader, Writer>] [Trainable] public sealed partial class TrainedPair;
        [EncoderDecoder<Reader, Draws>] [Trainable] public sealed partial class TrainedMixture;
        [EncoderDecoder<Reads, Writer>] public sealed partial class HalfTrained;
        [EncoderDecoder<Writer, Writer>] [Trainable] public sealed partial class Twice;
        """;

    private static readonly Lazy<CSharpCompilation> s_emitted = new(() =>
    {
        Harness.Driver().RunGeneratorsAndUpdateCompilation(Harness.Compile("using TinyRnn; namespace Acme.Nets; " + Models), out Compilation output, out _);
        return (CSharpCompilation)output;
    });

    [Fact]
    public void Models_of_every_kind_compile_without_a_warning() =>
        Assert.Empty(Harness.CompileAll("using TinyRnn; namespace Acme.Nets; " + Models).Where(diagnostic => diagnostic.Id != "CS1591"));

    [Fact]
    public void Nothing_that_is_emitted_and_can_be_used_is_internal()
    {
        INamedTypeSymbol[] types = [.. Types()];
        Assert.Equal(16, types.Length);
        Assert.All(
            types, type =>
            Assert.DoesNotContain(Reachable(type), member => member.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected)));
    }

    [Fact]
    public void A_state_shows_properties_and_has_no_field_that_can_be_written()
    {
        INamedTypeSymbol[] states = [.. Types().SelectMany(type => type.GetTypeMembers("State"))];
        Assert.Equal(11, states.Length);
        foreach (INamedTypeSymbol state in states)
        {
            Assert.All(
                state.GetMembers().OfType<IFieldSymbol>(),
                field => Assert.True(field.IsConst || field.DeclaredAccessibility == Accessibility.Private, field.ToDisplayString()));
            Assert.All(state.GetMembers().OfType<IPropertySymbol>(), property => Assert.Null(property.SetMethod));
            Assert.True(state.IsUnmanagedType, state.ToDisplayString());
        }
    }

    /// <summary>What a user could write, in the same assembly and without unsafe code, to get out of a state's memory.</summary>
    [Theory]
    [InlineData("Growing.State s = default; s.History1Steps = -1;", "CS0200")]
    [InlineData("Growing.State s = default; s.History1Steps--;", "CS0200")]
    [InlineData("Wide.State s = default; s.At(1 << 20) = 1f;", "CS1061")]
    [InlineData("Wide.State s = default; s.Lstm1Turn = 7;", "CS1061")]
    [InlineData("Going.State s = default; s.Window1Position = 7;", "CS1061")]
    [InlineData("Going.State s = default; Going.StateAt(ref s, 1 << 20) = 1f;", "CS0122")]
    [InlineData("Reader m = Reader.Create(1); Reader.State s = default; m.AdvanceCore(ref s, 1_000_000, default);", "CS0122")]
    [InlineData("_ = Reader.Create(1).Published;", "CS1061")]
    [InlineData("Reader.Network.Tensors[0] = default;", "CS0122")]
    [InlineData("_ = TrainedPair.PartAccess.EncoderWeights(null!);", "CS0122")]
    public void What_is_unchecked_is_out_of_reach(string statements, string error)
    {
        CSharpCompilation compilation = s_emitted.Value.AddSyntaxTrees(
            Harness.Parse($"namespace Acme.Nets; static class Use {{ static void Try() {{ {statements} }} }}", "Use.cs"));
        Assert.Equal(
            [error],
            compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id));
    }

    private static ImmutableArray<INamedTypeSymbol> Types() =>
        s_emitted.Value.GlobalNamespace.GetNamespaceMembers().First(space => space.Name == "Acme").GetNamespaceMembers().First().GetTypeMembers();

    /// <summary>Members of a type, and of the types in it, that code outside of it can name.</summary>
    private static IEnumerable<ISymbol> Reachable(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers().Where(member => member.DeclaredAccessibility != Accessibility.Private && member.CanBeReferencedByName
            && !member.IsAbsent()))
        {
            yield return member;
            if (member is INamedTypeSymbol nested)
            {
                foreach (ISymbol inner in Reachable(nested))
                    yield return inner;
            }
        }

        foreach (ISymbol constructor in type.Constructors.Where(each => each.DeclaredAccessibility != Accessibility.Private && !each.IsAbsent()))
            yield return constructor;
    }
}
