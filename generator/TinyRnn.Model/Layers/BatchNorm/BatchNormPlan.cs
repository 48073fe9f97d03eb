using System.Globalization;

namespace TinyRnn.Model.Layers.BatchNorm;

/// <summary>Batch normalisation in numbers: to a step it is a scale and a shift, which are packed.</summary>
internal sealed record BatchNormPlan : LayerPlan
{
    public BatchNormPlan(LayerContext context, BatchNormSpec spec, Extent packed)
        : base(context, context.InputSize, isStateful: false)
    {
        Epsilon = spec.Epsilon;
        Momentum = spec.Momentum;
        Fold = new(Parameters, packed, spec.Epsilon);
    }

    public float Epsilon { get; }

    /// <summary>The share of a batch in the running statistics: only trainers use it.</summary>
    public float Momentum { get; }

    /// <summary>Scales, shifts, means and variances among the parameters, as many of each as there are channels, become scales and shifts.</summary>
    public override NormFold Fold { get; }

    /// <summary>Place of the packed shifts, in bytes.</summary>
    public Extent Shifts => Fold.Packed with { Offset = Fold.Packed.Offset + (OutputSize * sizeof(float)) };

    public override long MultiplyAdds => OutputSize;

    public override string Description => $"BatchNorm({Epsilon.ToString("R", CultureInfo.InvariantCulture)})";

    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override bool IsElementWise => true;

    public override LayerTrainingPlan Train(TrainingContext context) => new BatchNormTrainingPlan(this, context);
}
