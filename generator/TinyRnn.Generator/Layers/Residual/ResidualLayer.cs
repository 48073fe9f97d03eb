using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Residual;

/// <param name="Bridged">Preceding layers that the connection bridges.</param>
/// <param name="Channels">Leading values that are added; 0: all.</param>
internal sealed record ResidualSpec(int Bridged, int Channels) : LayerSpec
{
    public override string Kind => "Residual";
}

/// <summary>A sum of two values.</summary>
internal sealed record ResidualPlan : LayerPlan
{
    public ResidualPlan(LayerKind kind, LayerContext context, ResidualSpec spec)
        : base(kind, context, context.InputSize, isStateful: false)
    {
        SourceValue = context.Index - spec.Bridged;
        Channels = spec.Channels == 0 ? context.InputSize : spec.Channels;
    }

    /// <summary>What is added: 0 is the model's input, k + 1 the output of layer k.</summary>
    public int SourceValue { get; }

    /// <summary>How many leading values are added.</summary>
    public int Channels { get; }

    public override long MultiplyAdds => 0;

    public override string Description => Channels == OutputSize ? "Residual" : $"Residual({Channels} of {OutputSize} channels)";

    public override string Signature => $"{Description} over {Index - SourceValue} layer{(Index - SourceValue == 1 ? "" : "s")}";

    public override IReadOnlyList<string> Equations =>
        [Channels == OutputSize ? "y_t = f(x_t) + x_t" : $"y_t = f(x_t), plus x_t in the first {Channels} of its {OutputSize} values"];

    public override IEnumerable<int> ReadWithOutput => [Index, SourceValue];

    public override bool IsElementWise => true;
}

/// <summary>Adds the input of preceding layers to their output (He et al. 2016).</summary>
internal sealed class ResidualLayer : LayerKind<ResidualSpec, ResidualPlan>
{
    public override string Kind => "Residual";

    public override LayerSpec? Read(AttributeReader attribute)
    {
        int? layers = attribute.Size(0, "layers", defaultValue: 1);
        int? channels = attribute.NamedSize("Channels", 0);
        return layers is null || channels is null ? null : new ResidualSpec(layers.Value, channels.Value);
    }

    public override LayerTraining Train(LayerPlan plan, TrainingContext context) => new ResidualTraining((ResidualPlan)plan, context);

    protected override ResidualPlan Plan(ResidualSpec spec, LayerContext context) => new(this, context, spec);

    protected override void EmitStep(ResidualPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string source = scope.Value(plan.SourceValue);
        string output = scope.Destination(plan);
        string method = scope.IsQuiet(plan) ? "AddQuiet" : "Add";
        scope.Writer.Line($"Rnn::States.StepBuffers.{method}(ref {input}, ref {source}, ref {output}, {plan.OutputSize}, {plan.Channels});");
    }
}
