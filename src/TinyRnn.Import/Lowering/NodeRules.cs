namespace TinyRnn.Import.Lowering;

/// <summary>What a TinyRnn layer cannot be, told of each node.</summary>
internal static class NodeRules
{
    /// <summary>As <c>[Conv1D]</c> says.</summary>
    private const int LargestKernel = 256;

    private const string NoLayer = "TinyRnn has no such layer yet.";

    /// <summary>All that stands against a recurrent node.</summary>
    public static IEnumerable<SourceProblem> Of(RecurrentNode node)
    {
        SourceProblem Problem(string what, string remedy) => new(node.Name, what, remedy);
        if (node.IsReverse)
            yield return Problem(
                "it reads the sequence backwards, in one direction only", "Turn the sequence around, or use a bidirectional layer: " + NoLayer);
        if (node.GateClip > 0 && node.Cell == CellKind.Rnn)
            yield return Problem($"its sums are clipped at {node.GateClip}", "TinyRnn's RNN has no such bound; its LSTM and GRU have.");
        foreach (DirectionWeights direction in node.Directions)
        {
            if (node.Cell == CellKind.Rnn)
            {
                if (direction.Candidate != SourceActivation.Tanh && direction.Candidate.Kind != ActivationKind.Relu)
                    yield return Problem($"its candidate has the function {direction.Candidate}", "TinyRnn's RNN has tanh or ReLU.");
                continue;
            }

            if (DraftCell.GateOf(direction) is null)
                yield return Problem(
                    $"its gates have the function {direction.Gate}",
                    "TinyRnn's gates are sigmoids, or hard sigmoids with slope 1/5 or 1/6; train it with those.");
            if (DraftCell.CandidateOf(direction) is null)
                yield return Problem($"its candidate has the function {direction.Candidate}", "TinyRnn's cells have tanh, ReLU or hard tanh.");
            else if (node.Cell == CellKind.Lstm && direction.CellOutput != direction.Candidate)
                yield return Problem(
                    $"its cell's output has the function {direction.CellOutput}, its candidate {direction.Candidate}", "TinyRnn's LSTM has one for both.");
        }
    }

    /// <summary>All that stands against a convolution.</summary>
    public static IEnumerable<SourceProblem> Of(ConvNode node)
    {
        if (node.Kernel > LargestKernel)
            yield return new(node.Name, $"its outputs see {Counted.Of(node.Kernel, "step")}", $"TinyRnn's [Conv1D] has kernels of up to {LargestKernel} "
                + $"steps.");
    }

    /// <summary>All that stands against a convolution along positions.</summary>
    public static IEnumerable<SourceProblem> Of(FrameConvNode node)
    {
        if (!node.IsReflected && Math.Max(node.PadLeft, node.PadRight) >= node.Kernel)
            yield return new(
                node.Name, $"it pads {node.PadLeft} and {Counted.Of(node.PadRight, "position")} of zeros for a kernel of {node.Kernel}",
                "TinyRnn's [FrameConv1D] pads fewer positions than its kernel has.");
    }

    /// <summary>All that stands against a norm.</summary>
    public static IEnumerable<SourceProblem> Of(LayerNormNode node)
    {
        if (node.Size < 2)
            yield return new(node.Name, "it normalises a step of one value, of which nothing is left", "Leave it out of the model.");
        if (!(node.Epsilon > 0))
            yield return new(node.Name, $"its epsilon is {node.Epsilon}", "TinyRnn's [LayerNorm] has one above 0.");
    }

    /// <summary>A node that no layer is.</summary>
    public static SourceProblem NotThere(SourceNode node) =>
        new(node.Name, $"{node.Kind}{(node.Options.Length == 0 ? "" : $" ({node.Options})")} of {Counted.Of(node.Size, "value")}", NoLayer);
}
