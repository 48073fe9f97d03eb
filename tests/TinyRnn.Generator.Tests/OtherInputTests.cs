using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Inputs of another kind are one error, which says what to pass; what models and trainers take is theirs in every form.</summary>
public class OtherInputTests
{
    [Theory]
    [InlineData("net.Step(ref s, new double[3], y);", "convert double[] by Array.ConvertAll(xs, x => (float)x)")]
    [InlineData("net.Step(ref s, new double[3], new double[1]);", "convert double[]")]
    [InlineData("net.Run(ref s, new float[5, 3], new float[5, 1]);", "MemoryMarshal.CreateSpan(ref xs[0, 0], xs.Length)")]
    [InlineData("net.Run(ref s, new System.Collections.Generic.List<float>(), y);", "CollectionsMarshal.AsSpan(xs)")]
    [InlineData("net.Run(ref s, new float[][] { x }, y);", "spans of 32-bit floats")]
    [InlineData("words.Run(ref w, new long[5], y);", "token ids are ints")]
    [InlineData("both.Run(ref b, new double[5], y);", "spans of 32-bit floats")]
    [InlineData("trainer.TrainBatch(new double[3], y);", "convert double[]")]
    [InlineData("trainer.TrainBatch(x, new int[1]);", "int labels belong to [Trainable(Loss = Loss.CrossEntropy)]")]
    [InlineData("trainer.TrainBatch(x, new int[1], new() { Batch = 1 });", "int labels belong to")]
    public void What_a_call_cannot_take_is_said(string statement, string why)
    {
        Diagnostic diagnostic = Assert.Single(Compile(statement));
        Assert.Equal((AbsentMembers.Id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(why, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.Step(ref s, x, y); net.Step(ref s, [1, 2, 3], y); net.Step(ref s, x.AsSpan(), y.AsSpan(0, 1)); net.Step(ref s, default, default);")]
    [InlineData("net.Run(ref s, new System.ArraySegment<float>(x), y); words.Run(ref w, [1, 2], y); both.Run(ref b, stackalloc float[6], y);")]
    [InlineData("trainer.TrainBatch(x, [1]); trainer.TrainBatch([1, 2, 3], [1f]); trainer.TrainBatch(x, y, new() { Batch = 1 });")]
    public void What_a_call_takes_is_not_touched(string statement) => Assert.Empty(Compile(statement));

    /// <summary>What else is wrong with a call the compiler says as ever.</summary>
    [Theory]
    [InlineData("net.Step(ref s, x);", "CS7036")]
    [InlineData("net.Run(s, x, y);", "CS1620")]
    [InlineData("trainer.TrainBatch(x);", "CS7036")]
    public void Other_mistakes_are_what_they_were(string statement, string id) => Assert.Equal(id, Assert.Single(Compile(statement)).Id);

    private static ImmutableArray<Diagnostic> Compile(string statement) => Harness.CompileAll(
        $$"""
        using System;
        using TinyRnn;
        using TinyRnn.Training;
        [RecurrentModel(3)] [Lstm(4)] [Dense(1)] [Trainable] partial class Net;
        [RecurrentModel] [Embedding(9, 2)] [Lstm(4)] [Dense(1)] partial class Words;
        [RecurrentModel(3)] [Lstm(4, Bidirectional = true)] partial class Both;
        static class Usage
        {
            static void Use(Net net, Words words, Both both, Net.Trainer trainer, float[] x, float[] y)
            {
                Net.State s = default;
                Words.State w = default;
                Both.State b = default;
                net.Advance(ref s, x);
                words.Advance(ref w, 1);
                both.Run(ref b, x, y);
                {{statement}}
            }
        }
        """);
}
