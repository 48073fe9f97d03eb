using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Emission;

/// <summary>Several steps while they are printed layer by layer: consecutive steps of one stream, or a step of several streams.</summary>
internal sealed class RowsScope
{
    /// <summary>Rows at once.</summary>
    public const int Count = PanelKernelPlan.Several;

    private readonly ModelPlan _model;
    private readonly int _first;
    private readonly int _end;

    public RowsScope(SourceWriter writer, ModelPlan model, SegmentPlan segment, int end, bool hasOutput, bool isTime)
    {
        Writer = writer;
        IsTime = isTime;
        _model = model;
        _first = segment.First;
        _end = end;
        Rows = [.. PanelWalk.Letters(Count).Select(letter =>
            new StepScope(writer, model, segment, end, hasOutput, letter, isTime ? "state" : "state" + letter))];
    }

    public SourceWriter Writer { get; }

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
            Writer.Line($"// {layer.Id}: {layer.Equations[layer.Equations.Count - 1]}");
            layer.Kind.EmitRows(layer, this);
        }

        foreach (StepScope row in Rows)
            row.End();
    }

    /// <summary>Arguments of a kernel: one for each row.</summary>
    public string Arguments(Func<StepScope, string> argument) => string.Join(", ", Rows.Select(row => $"ref {argument(row)}"));
}
