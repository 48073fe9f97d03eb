namespace TinyRnn.Model.Layers.OneHot;

/// <summary>
/// A one-hot vector that is never written anywhere: the recurrent layer after it takes the token and reads the one row that the vector would select.
/// </summary>
internal sealed record OneHotPlan : LayerPlan
{
    public OneHotPlan(LayerContext context, OneHotSpec spec)
        : base(context, spec.Vocabulary, isStateful: false)
    {
    }

    public override int Vocabulary => OutputSize;

    public override bool GivesIndex => true;

    public override long ScratchLength => 0;

    public override long MultiplyAdds => 0;

    public override string Description => $"OneHot({Vocabulary})";

    public override LayerTrainingPlan Train(TrainingContext context) => new OneHotTrainingPlan(this, context);
}
