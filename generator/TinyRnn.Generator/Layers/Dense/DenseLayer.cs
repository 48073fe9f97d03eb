using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.History;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Dense;

/// <summary>Fully connected layer.</summary>
internal sealed class DenseLayer : LayerKind<DenseSpec, DensePlan>
{
    public override string Kind => "Dense";

    public override LayerSpec? Read(AttributeReader attribute)
    {
        int? units = attribute.Size(0, "units");
        Activation? activation = attribute.EnumAt(1, "activation", Activation.Identity);
        return units is null || activation is null
            ? null
            : new DenseSpec(units.Value, activation.Value, attribute.Text("Name"));
    }

    public override LayerTraining Train(LayerPlan plan, TrainingContext context) => new DenseTraining((DensePlan)plan, context);

    protected override DensePlan Plan(DenseSpec spec, LayerContext context)
    {
        long inputs = context.InputSize;
        Extent weight = context.Parameters.Take(inputs * spec.Units);
        Extent bias = context.Parameters.Take(spec.Units);
        context.Tensors.Add(new(context.TensorName("weight"), spec.Units, context.InputSize, weight.Offset, "Value"));
        context.Tensors.Add(new(context.TensorName("bias"), spec.Units, 0, bias.Offset, "Value"));
        context.Initials.Add(new(new Extent(weight.Offset, weight.Length + bias.Length), "Uniform", (float)(1 / Math.Sqrt(inputs))));
        Extent packed = context.Packed.Take(DensePlan.PackedLength(context, spec.Units));
        return new DensePlan(this, context, spec, context.Previous is HistoryPlan, packed);
    }

    protected override void EmitStep(DensePlan plan, StepScope scope)
    {
        string input = scope.Input;
        string rows = plan.IsGrowing ? $", {scope.InputLength}" : "";
        string output = scope.Destination(plan);
        scope.Writer.Line(
            $"{StepScope.Kernels}.{plan.KernelName}(ref Unsafe.Add(ref weights, {plan.Weights.Offset}), ref {input}, ref {output}{rows});");
        if (plan.Activation == Activation.Softmax)
            EmitSoftmax(plan, scope);
        EmitQuiet(plan, scope);
    }

    protected override IEnumerable<KernelEmitter> Kernels(DensePlan plan)
    {
        if (plan.IsDots)
            return [new DenseDotKernel(plan)];
        DensePanelKernel one = new(plan, plan.Kernel!);
        return plan.Rows is { } rows ? [one, new DensePanelKernel(plan, rows)] : [one];
    }

    protected override void EmitRows(DensePlan plan, RowsScope scope)
    {
        if (plan.Rows is null)
        {
            base.EmitRows(plan, scope);
            return;
        }

        string inputs = scope.Arguments(row => row.Input);
        string outputs = scope.Arguments(row => row.Destination(plan));
        scope.Writer.Line($"{StepScope.Kernels}.{plan.KernelName}Rows(ref Unsafe.Add(ref weights, {plan.Weights.Offset}), {inputs}, {outputs});");
        foreach (StepScope row in scope.Rows)
        {
            if (plan.Activation == Activation.Softmax)
                EmitSoftmax(plan, row);
            EmitQuiet(plan, row);
        }
    }

    private static void EmitQuiet(DensePlan plan, StepScope row)
    {
        if (row.IsQuiet(plan))
            row.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {row.Input}, {plan.OutputSize});");
    }

    private static void EmitSoftmax(DensePlan plan, StepScope row) =>
        row.Writer.Line($"Rnn::{(plan.IsReproducible ? "Cells.Reproducible" : "Vectors.VectorMath")}.Softmax(MemoryMarshal.CreateSpan(ref {row.Input}, {plan.OutputSize}));");
}
