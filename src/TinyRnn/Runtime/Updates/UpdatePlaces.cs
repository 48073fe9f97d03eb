namespace TinyRnn.Runtime.Updates;

/// <summary>Where a range of weights, their gradients and their moments begin. A rule with fewer moments does not follow the references of others.</summary>
internal readonly ref struct UpdatePlaces(ref float weights, ref float gradients, ref float first, ref float second, ref float third)
{
    public readonly ref float Weights = ref weights;
    public readonly ref float Gradients = ref gradients;
    public readonly ref float First = ref first;
    public readonly ref float Second = ref second;
    public readonly ref float Third = ref third;
}
