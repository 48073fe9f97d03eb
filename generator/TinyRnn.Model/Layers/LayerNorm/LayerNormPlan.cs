using System.Globalization;

namespace TinyRnn.Model.Layers.LayerNorm;

/// <summary>Layer normalisation in numbers.</summary>
internal sealed record LayerNormPlan : LayerPlan
{
    public LayerNormPlan(LayerContext context, LayerNormSpec spec)
        : base(context, context.InputSize, isStateful: false)
    {
        Epsilon = spec.Epsilon;
        IsAffine = spec.IsAffine;
    }

    public float Epsilon { get; }

    /// <summary>There are scales and, after them among the parameters, shifts.</summary>
    public bool IsAffine { get; }

    public override long MultiplyAdds => (IsAffine ? 4L : 3L) * OutputSize;

    public override string Description => $"LayerNorm({Epsilon.ToString("R", CultureInfo.InvariantCulture)}{(IsAffine ? "" : ", no scale")})";

    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override bool IsElementWise => true;

    public override SettingFault? Degenerate => InputSize > 1 ? null : new(
        "Epsilon", "the values of a step, but there is 1, which is its own mean", "nothing of it would be left; put the norm behind a layer of several values");

    public override LayerTrainingPlan Train(TrainingContext context) => new LayerNormTrainingPlan(this, context);
}
