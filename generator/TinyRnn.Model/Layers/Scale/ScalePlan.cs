using System.Globalization;

namespace TinyRnn.Model.Layers.Scale;

/// <summary>A scale and a shift for each channel, in numbers.</summary>
internal sealed record ScalePlan : LayerPlan
{
    public ScalePlan(LayerContext context, ScaleSpec spec)
        : base(context, context.InputSize, isStateful: false)
    {
        HasShift = spec.HasShift;
        Clips = spec.Low is not null || spec.High is not null;
        Low = spec.Low ?? float.NegativeInfinity;
        High = spec.High ?? float.PositiveInfinity;
    }

    /// <summary>There are shifts, after the scales among the parameters.</summary>
    public bool HasShift { get; }

    /// <summary>Results are held between bounds.</summary>
    public bool Clips { get; }

    public float Low { get; }

    public float High { get; }

    public override long MultiplyAdds => OutputSize;

    public override string Description
    {
        get
        {
            string bounds = !Clips ? "" : float.IsInfinity(High) ? $"at least {Number(Low)}"
                : float.IsInfinity(Low) ? $"at most {Number(High)}" : $"{Number(Low)} to {Number(High)}";
            string words = string.Join(", ", new[] { HasShift ? "" : "no shift", bounds }.Where(word => word.Length > 0));
            return words.Length == 0 ? "Scale" : $"Scale({words})";
        }
    }

    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override bool IsElementWise => true;

    public override LayerTrainingPlan Train(TrainingContext context) => new ScaleTrainingPlan(this, context);

    private static string Number(float number) => number.ToString("R", CultureInfo.InvariantCulture);
}
