using TinyRnn.Model.Layers.Dropout;

namespace TinyRnn.Model.Layers.Placeholder;

/// <summary>A layer that passes its input, in the place of one of another kind: what carries the layer's name is there, its numbers are not.</summary>
/// <param name="Replaced">The kind whose name it bears.</param>
/// <param name="GivenName">What the user named the layer.</param>
/// <param name="Default">Its name if the user did not.</param>
internal sealed record PassingSpec(string Replaced, ForeignText? GivenName, string? Default) : LayerSpec
{
    public override string Kind => Replaced;

    public override ForeignText? Name => GivenName;

    public override string? DefaultName => Default;

    public override LayerPlan Plan(LayerContext context) => new DropoutPlan(context, new DropoutSpec(0));
}
