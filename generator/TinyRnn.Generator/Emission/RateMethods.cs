using TinyRnn.Generator.Emission.Layers;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints what sequences and streams of a model with strides have in common: a rate takes a step of its input (<c>...Take</c>), which says whether there is an
/// output, and then computes it (<c>...Give</c>, or <c>...Advance</c> where only the state matters).
/// </summary>
internal sealed class RateMethods(SourceWriter writer, ModelPlan plan, KernelSet kernels)
{
    private string Reader => WeightAccess.Argument(plan);

    public static string NameOf(RatePlan rate) => $"Every{rate.Period}";

    /// <summary>Statement that computes the output of one step.</summary>
    /// <param name="rate">The rate.</param>
    /// <param name="state">Argument: the state.</param>
    /// <param name="x">Argument: the input.</param>
    /// <param name="y">Argument: where the output goes.</param>
    public string Give(RatePlan rate, string state, string x, string y) => $"{NameOf(rate)}Give({state}{Read(rate, x)}, {y}{Reader});";

    /// <summary>Statement that computes what the state keeps of it.</summary>
    public string Advance(RatePlan rate, string state, string x) => $"{NameOf(rate)}Advance({state}{Read(rate, x)}{Reader});";

    /// <summary>Whether an output is computed of the input, too, and not of the state alone.</summary>
    public bool ReadsInput(RatePlan rate) => plan.Layers[rate.Layers.First].GivesOfInput;

    public void Emit()
    {
        PiecesPlan? pieces = plan.Pieces;
        bool hasStreams = plan.StridedStreams is not null;
        foreach (RatePlan rate in plan.Rates)
        {
            bool isLast = rate.Layers.End == plan.Layers.Count;
            if (rate.Steps > 1)
                EmitTake(rate);
            if (!isLast || hasStreams || plan.Spec.Mode != SequenceMode.ManyToOne)
                EmitOne($"{NameOf(rate)}Give", rate, rate.Layers.End, hasOutput: true);
            if (isLast && pieces is not null)
                EmitOne($"{NameOf(rate)}Advance", rate, plan.BodyEnd, hasOutput: false);
        }
    }

    private string Read(RatePlan rate, string x) => ReadsInput(rate) ? $", {x}" : "";

    private void EmitTake(RatePlan rate)
    {
        LayerPlan layer = plan.Layers[rate.Layers.First];
        StridePlan stride = layer.Stride!;
        writer.Line();
        writer.Line($"// {layer.Id} takes a step: gives whether there is an output at it.");
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"private static bool {NameOf(rate)}Take(ref State state, ref float x)"))
        {
            StepScope scope = new(writer, plan, rate.Layers, kernels, rate.Layers.End, hasOutput: true);
            scope.Begin();
            LayerEmitters.Of(layer).EmitTake(layer, scope);
            writer.Line($"return Rnn::States.StepStride.IsDue(ref {StateAccess.Current(stride.Phase)}, {stride.Steps});");
        }
    }

    private void EmitOne(string method, RatePlan rate, int end, bool hasOutput)
    {
        string input = !ReadsInput(rate) ? "" : plan.ReadsTokens && rate.Layers.First == 0 ? ", int token" : ", ref float x";
        string output = hasOutput ? ", ref float y" : "";
        writer.Line();
        writer.Line(hasOutput ? "// One output." : "// What the state keeps of one output.");
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"private void {method}(ref State state{input}{output}{WeightAccess.Parameter(plan)})"))
        {
            WeightAccess.Emit(writer, plan, rate.Layers.First, end);
            new StepScope(writer, plan, rate.Layers, kernels, end, hasOutput) { IsTaken = true }.Emit();
        }
    }
}
