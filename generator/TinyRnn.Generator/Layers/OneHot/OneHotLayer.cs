using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.OneHot;

internal sealed record OneHotSpec(int Vocabulary) : LayerSpec
{
    public override string Kind => "OneHot";

    public override bool ReadsTokens => true;
}

/// <summary>A one-hot vector that is never written anywhere: the recurrent layer behind it takes the token and reads the one row that the vector would select.</summary>
internal sealed record OneHotPlan : LayerPlan
{
    public OneHotPlan(LayerKind kind, LayerContext context, OneHotSpec spec)
        : base(kind, context, spec.Vocabulary, isStateful: false)
    {
    }

    public override int Vocabulary => OutputSize;

    public override long ScratchLength => 0;

    public override long MultiplyAdds => 0;

    public override string Description => $"OneHot({Vocabulary})";

    public override IReadOnlyList<string> Equations => ["y_t = the unit vector of token x_t, of which only the index is kept"];
}

/// <summary>Token id to unit vector, for the recurrent layer that follows.</summary>
internal sealed class OneHotLayer : LayerKind<OneHotSpec, OneHotPlan>
{
    public override string Kind => "OneHot";

    public override LayerSpec? Read(AttributeReader attribute) =>
        attribute.Size(0, "vocabulary") is { } vocabulary ? new OneHotSpec(vocabulary) : null;

    public override LayerTraining Train(LayerPlan plan, TrainingContext context) => new OneHotTraining((OneHotPlan)plan, context);

    protected override OneHotPlan Plan(OneHotSpec spec, LayerContext context) => new(this, context, spec);

    protected override void EmitStep(OneHotPlan plan, StepScope scope)
    {
        scope.Writer.Line(DoorChecks.Token(scope.Token, plan.Vocabulary));
        scope.Next(plan, scope.Token);
    }
}
