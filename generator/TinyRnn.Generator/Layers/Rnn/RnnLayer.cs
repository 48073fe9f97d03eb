using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Rnn;

/// <summary>Vanilla RNN (Elman 1990), with tanh or relu.</summary>
internal sealed class RnnLayer : RecurrentLayer<RnnSpec>
{
    private static readonly CellShape s_tanh = Shape("tanh", "RnnTanh");
    private static readonly CellShape s_relu = Shape("relu", "RnnRelu");

    public override string Kind => "Rnn";

    public override LayerSpec? Read(AttributeReader attribute)
    {
        if (attribute.Enum("Nonlinearity", Nonlinearity.Tanh) is not { } nonlinearity)
            return null;
        return ReadUnits(attribute, (units, name, bidirectional) => new RnnSpec(units, name, bidirectional, nonlinearity));
    }

    protected override RecurrentPlan Plan(RnnSpec spec, LayerContext context) =>
        RecurrentPlanning.Plan(
            this,
            spec,
            context,
            spec.Nonlinearity == Nonlinearity.Tanh ? s_tanh : s_relu,
            layout => Kernel(layout, context.InputSize, spec.Units).PackedLength,
            (bias, bound) => [new(new Extent(bias, spec.Units), "UniformSum", bound)]);

    protected override IEnumerable<KernelEmitter> Kernels(RecurrentPlan plan) =>
        [new RnnKernel(plan, Kernel(plan.Layout, plan.InputSize, plan.Units))];

    private static PanelKernelPlan Kernel(PanelLayout layout, int inputSize, int units)
    {
        EquatableArray<string> sum = new(["a"]);
        return PanelKernelPlan.For(
            layout, new ProductPlan(sum, HasBias: true, new([new("x", inputSize, sum), new("h", units, sum)])));
    }

    private static CellShape Shape(string function, string kernel) => new(
        $"RNN {function}",
        kernel,
        Gates: 1,
        BiasGates: 1,
        HasCell: false,
        RecurrentBiasRole: "Addend",
        PackMethod: "Rnn",
        new([$"h_t = {function}(W x_t + U h_{{t-1}} + b)"]));
}
