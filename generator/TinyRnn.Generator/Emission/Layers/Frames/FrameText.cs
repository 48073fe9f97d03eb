using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Generator.Emission.Layers.Frames;

/// <summary>The positions of a step in statements.</summary>
internal static class FrameText
{
    /// <summary>Names the first number that the first output position sees: of the input, or of a copy between its padding.</summary>
    /// <returns>The variable.</returns>
    public static string EmitInput(LayerPlan layer, FrameShape shape, StepScope scope)
    {
        string name = $"{scope.Variable(layer)}Input";
        string first = shape.FirstRead == 0 ? scope.Input : $"Unsafe.Add(ref {scope.Input}, {shape.FirstRead})";
        if (!shape.IsCopied)
        {
            if (shape.FirstRead == 0)
                return scope.Input;
            scope.Writer.Line($"ref float {name} = ref {first};");
            return name;
        }

        scope.Writer.Line($"Span<float> {name}Values = stackalloc float[{shape.CopyLength}];");
        scope.Writer.Line($"ref float {name} = ref MemoryMarshal.GetReference({name}Values);");
        string channels = shape.InputChannels.ToString();
        scope.Writer.Line(shape.Pads.Mode == FramePadding.Reflect
            ? $"Rnn::States.PositionBuffers.Reflect(ref {scope.Input}, ref {name}, {channels}, {shape.Before}, {shape.InputPositions}, {shape.After});"
            : $"Rnn::States.PositionBuffers.Pad(ref {first}, ref {name}, {channels}, {shape.Before}, {shape.To - shape.From - shape.Before - shape.After}, {shape.After});");
        return name;
    }
}
