using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Lstm;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000).</summary>
internal sealed class LstmLayer : RecurrentLayer<LstmSpec>
{
    private static readonly CellShape s_shape = new(
        "LSTM",
        "Lstm",
        Gates: 4,
        BiasGates: 4,
        HasCell: true,
        RecurrentBiasRole: "Addend",
        PackMethod: "Lstm",
        new([
            "i_t = sigmoid(W_i x_t + U_i h_{t-1} + b_i)    how much of the candidate is written",
            "f_t = sigmoid(W_f x_t + U_f h_{t-1} + b_f)    how much of the old cell state stays",
            "g_t = tanh(W_g x_t + U_g h_{t-1} + b_g)       the candidate",
            "o_t = sigmoid(W_o x_t + U_o h_{t-1} + b_o)    what of the cell state is shown",
            "c_t = f_t * c_{t-1} + i_t * g_t",
            "h_t = o_t * tanh(c_t)",
        ]),
        new(
            HasConstants: true,
            (writer, v) => writer.Line(
                $"{v.Type}<float> {v.Name("cell")} = {v.Cells}.LstmCell({v.Name("i")}, {v.Name("f")}, {v.Name("g")}, {v.Load("c")}{v.Constants});"),
            (writer, v) =>
            {
                writer.Line($"{v.Store($"{v.Cells}.LstmHidden({v.Name("o")}, ref {v.Name("cell")}{v.Constants})", "next")};");
                writer.Line($"{v.Store(v.Name("cell"), "c")};");
            }));

    public override string Kind => "Lstm";

    public override LayerSpec? Read(AttributeReader attribute)
    {
        bool isValid = attribute.TryFinite("ForgetBias", out float? forgetBias);
        return ReadUnits(attribute, (units, name, bidirectional) => isValid ? new LstmSpec(units, name, bidirectional, forgetBias) : null);
    }

    public override LayerTraining Train(LayerPlan plan, TrainingContext context) => new RecurrentTraining((RecurrentPlan)plan, context, place => new LstmTraining(place));

    protected override RecurrentPlan Plan(LstmSpec spec, LayerContext context) =>
        RecurrentPlanning.Plan(
            this,
            spec,
            context,
            s_shape,
            Product(context.InputSize, spec.Units),
            second: null,
            (bias, bound) => BiasInitials(spec, bias, bound));

    private static ProductPlan Product(int inputSize, int units)
    {
        EquatableArray<string> gates = new(["i", "f", "g", "o"]);
        return new ProductPlan(gates, HasBias: true, new([new("x", inputSize, gates), new("h", units, gates)]));
    }

    private static IEnumerable<InitialPlan> BiasInitials(LstmSpec spec, int bias, float bound)
    {
        int units = spec.Units;
        if (spec.ForgetBias is not { } forgetBias)
            return [new(new Extent(bias, 4 * units), "UniformSum", bound)];
        return
        [
            new(new Extent(bias, units), "UniformSum", bound),
            new(new Extent(bias + units, units), null, forgetBias),
            new(new Extent(bias + (2 * units), 2 * units), "UniformSum", bound),
        ];
    }
}
