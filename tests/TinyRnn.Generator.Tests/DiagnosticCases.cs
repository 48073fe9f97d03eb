using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Misuse: id, source, the text under the squiggle, and what the message must say.</summary>
internal static partial class DiagnosticCases
{
    private const string Model = "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Dense(1)] ";

    public static TheoryData<string, string, string, string> All => [.. Models, .. Layers, .. Training];

    /// <summary>Types, and two of them as a pair.</summary>
    private static TheoryData<string, string, string, string> Models => new()
    {
        { "TRNN1001", Model + "class M;", "M", "'M' is a TinyRnn model, but not partial" },
        { "TRNN1002", Model + "partial class M<T>;", "M", "'M<T>' has type parameters" },
        { "TRNN1002", "using TinyRnn; partial class O<T> { [RecurrentModel(3)] [Dense(1)] partial class M; }", "M", "'O<T>' has type parameters" },
        { "TRNN1003", "using TinyRnn; [Lstm(4)] partial class M;", "Lstm(4)", "[Lstm] has no effect on 'M'" },
        { "TRNN1004", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] partial class M; [Dense(1)] partial class M;", "Dense(1)",
            "[Dense] stands on another partial declaration" },
        { "TRNN1006", "using TinyRnn; [RecurrentModel(3)] partial class M;", "RecurrentModel(3)", "'M' has no layers" },
        { "TRNN1007", "using TinyRnn; class Outer { [RecurrentModel(3)] [Dense(1)] partial class M; }", "M", "nested in 'Outer', which is not partial" },
        { "TRNN1008", Model + "abstract partial class M;", "M", "'M' is abstract" },
        { "TRNN1008", Model + "partial record M;", "M", "'M' is a record" },
        { "TRNN1008", Model + "file partial class M;", "M", "'M' is file-local" },
        { "TRNN1008", "using TinyRnn; file partial class Outer { [RecurrentModel(3)] [Dense(1)] partial class M; }", "M", "'M' is inside a file-local type" },
        { "TRNN1008", Model + "partial struct M;", "M", "'M' is a struct" },
        { "TRNN1008", Model + "partial interface M;", "M", "'M' is an interface" },
        { "TRNN1009", Model
            + "partial class State;", "State", "'State' is named 'State', which its generated half declares as well; give the class another name" },
        { "TRNN1009", Model + "partial class Kernels;", "Kernels", "is named 'Kernels'" },
        { "TRNN1009", Model + "[Trainable] partial class Trainer;", "Trainer", "is named 'Trainer'" },
        { "TRNN1009", Model + "partial class M { int State; }", "State", "'M' declares 'State'" },
        { "TRNN1009", Model
            + "partial class M { public void Step(ref State s, System.ReadOnlySpan<float> a, System.Span<float> b) { } }", "Step",
            "'M' declares 'Step(ref State, ReadOnlySpan<float>, Span<float>)'" },
        { "TRNN1009", "using TinyRnn; class B { protected int InputSize; } [RecurrentModel(3)] [Lstm(4)] partial class M : B;", "M",
            "'M' inherits from 'B' 'InputSize'" },
        { "TRNN1009",
            "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class Encoder;", "Encoder", "is named 'Encoder'" },
        { "TRNN1010", Model + "partial class M(int size);", "(int size)", "'M' has a primary constructor" },
        { "TRNN1010", Model + "partial class M { public M() { } }", "M", "has a constructor of its own" },
        { "TRNN1010", Model + "partial class M { public required string Label { get; set; } }", "Label", "has the required member 'Label'" },
        { "TRNN1010", "using TinyRnn; class B(int size) { public int Units => size; } [RecurrentModel(3)] [Lstm(4)] partial class M : B;", "M",
            "derives from 'B', which has no constructor without parameters" },
        { "TRNN1011", Model + "partial class M; class System;", "M", "The code of 'M' uses .NET's namespace 'System'" },
        { "TRNN4001", "using TinyRnn; class E; [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>",
            "'E', the encoder of 'P'" },
        { "TRNN4002",
            "using TinyRnn; [RecurrentModel(1)] [Lstm(3)] partial class E; [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "'E' has LSTM(3) and 'D' has LSTM(2)" },
        { "TRNN4002",
            "using TinyRnn; [RecurrentModel(1)] [Dense(3)] partial class E; [RecurrentModel(1)] [Dense(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "no recurrent layer" },
        { "TRNN4003", "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] partial class D; [RecurrentModel(1)] [Lstm(2)] [EncoderDecoder<D, D>] partial class P;",
            "EncoderDecoder<D, D>", "both [RecurrentModel] and [EncoderDecoder]" },
        { "TRNN4004",
            "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel(1)] [Lstm(2)] public partial class D; [EncoderDecoder<E, D>] public partial class P;", "EncoderDecoder<E, D>", "'P' is public, but its members name its encoder 'E', which is internal" },
        { "TRNN4004",
            "using TinyRnn; partial class O { [RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel(1)] [Lstm(2)] public partial class D; [EncoderDecoder<E, D>] internal partial class P; }", "EncoderDecoder<E, D>", "'P' is internal, but its members name its encoder 'E', which is private" },
        { "TRNN4005",
            "using TinyRnn; [RecurrentModel(1)] [Gru(2, InitialState = true)] partial class E; [RecurrentModel(1)] [Gru(2, InitialState = true)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "so its Gru1 never starts from the state" },
    };
}
