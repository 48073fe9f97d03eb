namespace TinyRnn.Model.Training;

/// <summary>A scale and perhaps a shift for each channel, among the weights of a trainer.</summary>
/// <param name="Scales">Place of the scales.</param>
/// <param name="Shifts">Place of the shifts; <see langword="null"/>: there are none.</param>
internal sealed record ChannelWeights(int Scales, int? Shifts)
{
    /// <summary>Takes places for them, and names their tensors: the scales, and the shifts right after them.</summary>
    public static ChannelWeights Take(LayerPlan layer, TrainingContext context, int parameters, bool hasShifts)
    {
        int Channel(int place)
        {
            int block = context.TakeWeights(ValuePlan.Pad(layer.OutputSize));
            context.Tensors.Add(new(layer.Index, place, block, 1, layer.OutputSize, ValuePlan.Pad(layer.OutputSize), 1));
            return block;
        }

        return new(Channel(parameters), hasShifts ? Channel(parameters + layer.OutputSize) : null);
    }
}
