using TinyRnn.Generator.Layers;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>Turns a spec into numbers: a pure function.</summary>
internal static class Planner
{
    public static ModelPlan Plan(ModelSpec spec)
    {
        Allocator parameters = new();
        Allocator packed = new();
        Allocator state = new();
        LayerNames names = new();
        List<LayerPlan> layers = [];
        long scratch = 0;
        foreach (LayerSpec layer in spec.Layers)
        {
            LayerPlan? previous = layers.LastOrDefault();
            LayerKind kind = LayerKind.All.First(candidate => candidate.Kind == layer.Kind);
            (ForeignText? name, int stackIndex) = names.Next(layer);
            int ordinal = layers.Count(earlier => earlier.Kind == kind) + 1;
            parameters.BeginLayer();
            packed.Take(0, LayerContext.PackedAlignment);
            packed.BeginLayer();
            LayerContext context = new(
                layers.Count,
                $"{layer.Kind}{ordinal}",
                previous?.OutputSize ?? spec.InputSize ?? 1,
                name,
                stackIndex,
                previous,
                spec.IsReproducible,
                parameters,
                packed,
                state);
            LayerPlan plan = kind.Plan(layer, context);
            layers.Add(plan);
            scratch += plan.ScratchLength;
        }

        return new ModelPlan(
            spec, new(layers), new(Segments(spec, layers)), parameters.Total, packed.Total, state.Total, scratch);
    }

    private static IEnumerable<SegmentPlan> Segments(ModelSpec spec, List<LayerPlan> layers)
    {
        int first = 0;
        while (first < layers.Count)
        {
            int end = first + 1;
            bool bidirectional = layers[first].IsBidirectional;
            while (!bidirectional && end < layers.Count && !layers[end].IsBidirectional)
                end++;
            IEnumerable<int> imports = Enumerable.Range(first, end - first)
                .Select(index => layers[index])
                .OfType<Layers.Residual.ResidualPlan>()
                .Select(residual => residual.SourceValue)
                .Where(value => value < first)
                .Distinct()
                .OrderBy(value => value);
            yield return new SegmentPlan(first, end, bidirectional, new(imports));
            first = end;
        }
    }
}
