namespace TinyRnn.Model.Planning;

/// <summary>Turns a spec into numbers: a pure function.</summary>
internal static class Planner
{
    public static ModelPlan Plan(ModelSpec spec)
    {
        ModelBlocks blocks = new();
        Wiring wiring = Wiring.Of(spec.Layers);
        List<LayerPlan> layers = [];
        long scratch = 0;
        foreach (LayerSpec layer in spec.Layers)
        {
            int ordinal = layers.Count(earlier => earlier.Kind == layer.Kind) + 1;
            blocks.Parameters.BeginLayer();
            blocks.Packed.Take(0, LayerContext.PackedAlignment);
            blocks.Packed.BeginLayer();
            LayerContext context = new(
                layer,
                $"{layer.Kind}{ordinal}",
                wiring.Reads[layers.Count],
                spec.InputSize ?? 1,
                wiring.Names[layers.Count],
                layers,
                spec.IsReproducible,
                blocks)
            {
                Format = layer.Weights ?? spec.Weights,
                Tied = wiring.Ties[layers.Count] is { } tied ? layers[tied] : null,
            };
            LayerPlan plan = layer.Plan(context);
            layers.Add(plan);
            scratch += plan.ScratchLength + plan.IntegerPlaces;
        }

        return new ModelPlan(
            spec, new(layers), new(Segments(layers)), blocks.Parameters.Total, blocks.Packed.Total, blocks.State.Total, scratch);
    }

    private static IEnumerable<SegmentPlan> Segments(List<LayerPlan> layers)
    {
        int first = 0;
        while (first < layers.Count)
        {
            int end = first + 1;
            bool bidirectional = layers[first].IsBidirectional;
            while (!bidirectional && end < layers.Count && !layers[end].IsBidirectional)
                end++;
            List<LayerPlan> members = layers.GetRange(first, end - first);
            IEnumerable<int> imports = members
                .SelectMany(layer => layer.Reads.All)
                .Where(value => value < first)
                .Distinct()
                .OrderBy(value => value);
            yield return new SegmentPlan(first, end, bidirectional, new(imports));
            first = end;
        }
    }
}
