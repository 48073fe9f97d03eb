using TinyRnn.Generator.Emission.Layers;

namespace TinyRnn.Generator.Emission;

/// <summary>Several steps while they are printed layer by layer: consecutive steps of one stream, or a step of several streams.</summary>
internal sealed class RowsScope
{
    /// <summary>Rows at once.</summary>
    public const int Count = PanelKernelPlan.Several;

    private readonly ModelPlan _model;
    private readonly int _first;
    private readonly int _end;

    public RowsScope(SourceWriter writer, ModelPlan model, SegmentPlan segment, KernelSet kernels, int end, bool hasOutput, bool isTime)
    {
        Writer = writer;
        Kernels = kernels;
        IsTime = isTime;
        _model = model;
        _first = segment.First;
        _end = end;
        Rows = [.. PanelWalk.Letters(Count).Select(letter =>
            new StepScope(writer, model, segment, kernels, end, hasOutput, letter, isTime ? "state" : "state" + letter) { IsTaken = !isTime })];
    }

    public SourceWriter Writer { get; }

    /// <summary>Takes the kernels that are called.</summary>
    public KernelSet Kernels { get; }

    /// <summary>The rows are consecutive steps of one stream, otherwise streams.</summary>
    public bool IsTime { get; }

    public IReadOnlyList<StepScope> Rows { get; }

    public void Emit()
    {
        foreach (StepScope row in Rows)
            row.Begin();
        for (int index = _first; index < _end; index++)
        {
            LayerPlan layer = _model.Layers[index];
            if (!Rows[0].IsComputed(layer))
                continue;
            Writer.Line($"// {layer.Id}: {LayerEmitters.LastEquation(layer)}");
            foreach (StepScope row in Rows)
                row.Enter(layer);
            LayerEmitters.Of(layer).EmitRows(layer, this);
        }

        foreach (StepScope row in Rows)
            row.End();
    }

    /// <summary>Arguments of a kernel: one for each row.</summary>
    public string Arguments(Func<StepScope, string> argument) => string.Join(", ", Rows.Select(row => $"ref {argument(row)}"));
}
