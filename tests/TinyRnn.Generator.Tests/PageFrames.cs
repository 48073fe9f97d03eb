namespace TinyRnn.Generator.Tests;

/// <summary>What blocks of pages that are no whole programs stand in.</summary>
internal static class PageFrames
{
    /// <summary>Where the block is.</summary>
    public const string Block = "/* the block */";

    /// <summary>The weight files that the pages' projects embed.</summary>
    public const string Weights = "gesture.safetensors";

    /// <summary>Attributes and the end of a model whose layers stand on another declaration or are not repeated.</summary>
    public const string Attributes =
        $$"""
        using TinyRnn;

        GestureNet net = GestureNet.Pretrained;
        Console.WriteLine(net.Parameters.Length);

        [RecurrentModel(3)]
        [Lstm(32)]
        [Dense(6, Activation.Softmax)]
        {{Block}}
        """;

    /// <summary>Statements about a trainer of a model that learns to name sequences.</summary>
    public const string Training =
        $$"""
        using TinyRnn;

        GestureNet net = GestureNet.Create(seed: 1);
        float[] inputs = new float[32 * 50 * 3], chunk = inputs;
        int[] labels = new int[32], lengths = new int[32];
        GestureNet.State[] states = new GestureNet.State[32];
        {{Block}}
        Console.WriteLine($"{loss} {chunk.Length} {lengths.Length} {states.Length}");

        [RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
        [Lstm(32)]
        [Dense(6)]
        [Trainable(MaxSteps = 50, MaxBatch = 32, Loss = Loss.CrossEntropy, Optimizer = Optimizer.Adam)]
        public sealed partial class GestureNet;
        """;

    /// <summary>Statements that load a model.</summary>
    public const string Loading =
        $$"""
        using TinyRnn;
        using TinyRnn.Weights;

        {{Block}}
        Console.WriteLine(net.Parameters.Length);

        [RecurrentModel(3)]
        [Lstm(32)]
        [Dense(6)]
        public sealed partial class GestureNet;
        """;

    /// <summary>Statements that load four models.</summary>
    public const string Ways =
        $$"""
        using TinyRnn;

        {{Block}}
        Console.WriteLine(a.Parameters.Length + b.Parameters.Length + c.Parameters.Length + d.Parameters.Length);

        [RecurrentModel(3)]
        [Lstm(32)]
        [Dense(6)]
        public sealed partial class GestureNet;
        """;
}
