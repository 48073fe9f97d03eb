using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Rnn;

/// <summary>Vanilla RNN (Elman 1990), with tanh or relu.</summary>
internal sealed class RnnLayer : RecurrentLayer<RnnSpec>
{
    private static readonly CellShape s_tanh = Shape(
        "tanh",
        "Tanh",
        new(HasConstants: true, (writer, v) => writer.Line($"{v.Store($"{v.Cells}.RnnTanh({v.Name("a")}{v.Constants})", "next")};")));

    private static readonly CellShape s_relu = Shape(
        "relu",
        "Relu",
        new(HasConstants: false, (writer, v) => writer.Line($"{v.Store($"{v.Cells}.RnnRelu({v.Name("a")})", "next")};")));

    public override string Kind => "Rnn";

    public override LayerSpec? Read(AttributeReader attribute)
    {
        if (attribute.Enum("Nonlinearity", Nonlinearity.Tanh) is not { } nonlinearity)
            return null;
        return ReadUnits(attribute, (units, name, bidirectional) => new RnnSpec(units, name, bidirectional, nonlinearity));
    }

    public override LayerTraining Train(LayerPlan plan, TrainingContext context) =>
        new RecurrentTraining((RecurrentPlan)plan, context, place => new RnnTraining(place, place.Plan.Shape == s_tanh ? Nonlinearity.Tanh : Nonlinearity.Relu));

    protected override RecurrentPlan Plan(RnnSpec spec, LayerContext context) =>
        RecurrentPlanning.Plan(
            this,
            spec,
            context,
            spec.Nonlinearity == Nonlinearity.Tanh ? s_tanh : s_relu,
            Product(context.InputSize, spec.Units),
            second: null,
            (bias, bound) => [new(new Extent(bias, spec.Units), "UniformSum", bound)]);

    private static ProductPlan Product(int inputSize, int units)
    {
        EquatableArray<string> sum = new(["a"]);
        return new ProductPlan(sum, HasBias: true, new([new("x", inputSize, sum), new("h", units, sum)]));
    }

    private static CellShape Shape(string function, string method, CellText cell) => new(
        $"RNN {function}",
        "Rnn" + method,
        Gates: 1,
        BiasGates: 1,
        HasCell: false,
        RecurrentBiasRole: "Addend",
        PackMethod: "Rnn",
        new([$"h_t = {function}(W x_t + U h_{{t-1}} + b)"]),
        cell);
}
