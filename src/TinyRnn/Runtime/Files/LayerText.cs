using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>Layers as their attributes are written.</summary>
internal static class LayerText
{
    /// <summary>The attribute's name.</summary>
    public static string Kind(MismatchCase mismatch, ModelModule module)
    {
        if (module.Projection > 0)
            return "Lstm";
        for (int i = module.First; module.Units > 0 && i < module.First + module.Count; i++)
        {
            if (!mismatch.Member(module, i).StartsWith("weight_hh"u8))
                continue;
            return ShapeHint.CellOf(mismatch.Bindings[i].Rows, mismatch.Bindings[i].Columns) switch
            {
                "GRU" => "Gru",
                "RNN" => "Rnn",
                _ => "Lstm",
            };
        }

        if (mismatch.Member(module, module.First).StartsWith("window"u8))
            return "Stft";
        // Shapes do not say along which axis a convolution runs; one without a bias runs along positions.
        bool isConvolution = mismatch.Bindings[module.First].Shape.Count == 3;
        return isConvolution ? (module.Count == 1 ? "FrameConv1D" : "Conv1D") : module.Count == 1 ? "Embedding" : "Dense";
    }

    /// <summary>The attribute with a name: <c>[Lstm(8, Name = "rnn")]</c>.</summary>
    public static string Named(MismatchCase mismatch, ModelModule module, string name)
    {
        TensorBinding first = mismatch.Bindings[module.First];
        string kind = Kind(mismatch, module);
        string sizes = kind switch
        {
            "Dense" or "Stft" => $"{first.Shape[0]}",
            "Conv1D" or "FrameConv1D" => $"{first.Rows}, {first.Shape[2]}",
            "Embedding" => $"{first.Rows}, {first.Columns}",
            _ => module.Projection > 0 ? $"{module.Units}, Projection = {module.Projection}" : $"{module.Units}",
        };
        return $"[{kind}({sizes}, Name = \"{Excerpt.Of(name)}\")]";
    }
}
