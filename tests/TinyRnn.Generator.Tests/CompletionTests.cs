using Microsoft.CodeAnalysis;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// What an editor offers to a user after <c>net.</c>, <c>Net.</c> and <c>state.</c>, in the same assembly: what is for users, and what the class does not
/// have, crossed out; nothing else.
/// </summary>
public class CompletionTests
{
    private const string Source = """
        using TinyRnn;
        [RecurrentModel(3)] [Lstm(9)] [Dense(2)] partial class Plain;
        [RecurrentModel(3, Feedback = Feedback.Zeros)] [Gru(9)] [Dense(3)] [Trainable(MaxSteps = 4)] partial class Learner;
        [RecurrentModel] [Embedding(7, 3)] [Lstm(9)] [Dense(7)] [PretrainedWeights("a.safetensors")] partial class Tokens;
        [RecurrentModel(3)] [Lstm(9, Bidirectional = true)] partial class Both;
        [RecurrentModel(3)] [History(5)] [Dense(4)] [Gru(9)] [Trainable(MaxSteps = 4)] partial class Reads;
        [EncoderDecoder<Reads, Learner>] [Trainable] partial class Pair;
        """;

    private const string Weights = "FromParameters Load LoadAsync ParameterCount Parameters Save Tensors";

    private static readonly Lazy<Compilation> s_output = new(() =>
    {
        Harness.Driver().RunGeneratorsAndUpdateCompilation(Harness.Compile(Source), out Compilation output, out _);
        return output;
    });

    [Theory]
    [InlineData("Plain", "Advance Create InputSize MultiplyAddsPerStep OutputSize Run RunMany State Step StepMany " + Weights)]
    [InlineData("Learner", "Advance Create Generate InputSize MultiplyAddsPerStep OutputSize Run RunMany State Step StepMany Trainer " + Weights)]
    [InlineData(
        "Tokens",
        "Advance Create Generate GenerateMany InputSize LoadPretrained MultiplyAddsPerStep OutputSize Pretrained Run RunMany State Step StepMany Vocabulary " + Weights)]
    [InlineData("Both", "Create InputSize MultiplyAddsPerStep OutputSize Run ScratchLength State " + Weights)]
    [InlineData(
        "Pair",
        "CopyParameters Create Decoder Encode EncodeMany Encoder FromParameters Generate Load LoadAsync ParameterCount Run RunMany Save Tensors Trainer")]
    [InlineData("Plain.State", "ByteCount Equals GetHashCode Lstm1Cell Lstm1Hidden ReadFrom WriteTo")]
    [InlineData("Reads.State", "ByteCount Equals GetHashCode Gru1Hidden History1Steps ReadFrom WriteTo")]
    [InlineData("Both.State", "ByteCount Equals GetHashCode Lstm1Cell Lstm1Hidden Lstm1ReverseCell Lstm1ReverseHidden ReadFrom WriteTo")]
    [InlineData("Learner.Trainer", "Layers MaxBatch MaxSteps MemoryBytes Publish")]
    [InlineData("Pair.Trainer", "Layers MemoryBytes Publish")]
    public void A_completion_list_shows_what_is_for_users(string type, string names)
    {
        INamedTypeSymbol symbol = s_output.Value.GetTypeByMetadataName(type.Replace('.', '+'))!;
        Assert.Equal(
            names.Split(' ').Order(StringComparer.Ordinal),
            symbol.GetMembers()
                .Where(member => member.CanBeReferencedByName && member.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected)
                    && !member.IsAbsent())
                .Select(member => member.Name)
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    /// <summary>What is crossed out says why it is not there: what people look for, and no more.</summary>
    [Theory]
    [InlineData("Plain", "Create Generate LoadPretrained Pretrained Replace Trainer")]
    [InlineData("Learner", "Create LoadPretrained Pretrained Replace")]
    [InlineData("Tokens", "Create Replace Trainer")]
    [InlineData("Both", "Advance Create Generate LoadPretrained Pretrained Replace Step StepMany Trainer")]
    [InlineData("Pair", "Create LoadPretrained Pretrained Replace")]
    public void A_completion_list_shows_what_the_class_does_not_have(string type, string names) =>
        Assert.Equal(
            names.Split(' '),
            s_output.Value.GetTypeByMetadataName(type)!.GetMembers()
                .Where(member => member.CanBeReferencedByName && member.IsAbsent())
                .Select(member => member.Name)
                .Distinct()
                .Order(StringComparer.Ordinal));

    /// <summary>A user's own half of the class sees private members as well: few, and the same few for every model of a kind.</summary>
    [Theory]
    [InlineData(
        "Plain",
        "AdvanceCore AdvanceLayers AdvanceSteps FourStreams InState Kernels Pack QuietAdvanceCore QuietFourStreams QuietStepCore RunCore RunManyCore RunRest StateAt StateFloats StateMemory StepCore StepLayers _metadataSlot _packed _parameters s_metadataSizes s_recipes s_tensors")]
    public void The_users_half_of_a_class_sees_little_more(string type, string names) =>
        Assert.Equal(
            names.Split(' ').Order(StringComparer.Ordinal),
            s_output.Value.GetTypeByMetadataName(type)!.GetMembers()
                .Where(member => member.CanBeReferencedByName && member.DeclaredAccessibility == Accessibility.Private)
                .Select(member => member.Name)
                .Distinct()
                .Order(StringComparer.Ordinal));
}
