namespace TinyRnn.Model.Layers.Pool;

/// <summary>One output for every few steps: of each value, the largest or the mean.</summary>
internal sealed record PoolSpec(PoolKind Pool, int Steps) : LayerSpec
{
    public override string Kind => $"{Pool}Pool1D";

    public override LayerPlan Plan(LayerContext context)
    {
        StateVector kept = context.AddVector("Kept", context.InputSize, LayerContext.Product(4, (context.InputSize + 3) / 4));
        return new PoolPlan(context, this, kept, StridePlan.Take(context, Steps));
    }
}
