using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Gru;

/// <summary>Gated recurrent unit (Cho et al. 2014), with the reset gate after or before the recurrent product.</summary>
internal sealed class GruLayer : RecurrentLayer<GruSpec>
{
    private const string Reset = "r_t = sigmoid(W_r x_t + U_r h_{t-1} + b_r)        how much of the past the candidate sees";
    private const string Update = "z_t = sigmoid(W_z x_t + U_z h_{t-1} + b_z)        how much of the past stays";
    private const string Mix = "h_t = (1 - z_t) * n_t + z_t * h_{t-1}";

    private static readonly CellShape s_resetAfter = new(
        "GRU",
        "Gru",
        Gates: 3,
        BiasGates: 4,
        HasCell: false,
        RecurrentBiasRole: "GruRecurrentBias",
        PackMethod: "GruResetAfter",
        new([Reset, Update, "n_t = tanh(W_n x_t + b_n + r_t * (U_n h_{t-1} + b_m))  the candidate", Mix]),
        new(
            HasConstants: true,
            (writer, v) => writer.Line($"{v.Name("n")} = {v.Cells}.GruCandidate({v.Name("r")}, {v.Name("n")}, {v.Name("m")}{v.Constants});"),
            (writer, v) => writer.Line($"{v.Store($"{v.Cells}.GruUpdate({v.Name("z")}, {v.Name("n")}, {v.Load("h")}{v.Constants})", "next")};")));

    private static readonly CellShape s_resetBefore = new(
        "GRU reset before",
        "GruResetBefore",
        Gates: 3,
        BiasGates: 3,
        HasCell: false,
        RecurrentBiasRole: "Addend",
        PackMethod: "GruResetBefore",
        new([Reset, Update, "n_t = tanh(W_n x_t + U_n (r_t * h_{t-1}) + b_n)        the candidate", Mix]),
        new(HasConstants: true, GruResetBeforeKernel.PrintUpdate));

    public override string Kind => "Gru";

    public override LayerSpec? Read(AttributeReader attribute)
    {
        bool resetAfter = attribute.Named("ResetAfter", true);
        return ReadUnits(attribute, (units, name, bidirectional) => new GruSpec(units, name, bidirectional, resetAfter));
    }

    public override LayerTraining Train(LayerPlan plan, TrainingContext context) =>
        new RecurrentTraining((RecurrentPlan)plan, context, place => place.Plan.Second is null ? new GruResetAfterTraining(place) : new GruResetBeforeTraining(place));

    protected override RecurrentPlan Plan(GruSpec spec, LayerContext context) =>
        RecurrentPlanning.Plan(
            this,
            spec,
            context,
            spec.ResetAfter ? s_resetAfter : s_resetBefore,
            spec.ResetAfter ? AfterProduct(context.InputSize, spec.Units) : GateProduct(context.InputSize, spec.Units),
            second: spec.ResetAfter ? null : CandidateProduct(spec.Units),
            (bias, bound) => BiasInitials(spec, bias, bound));

    protected override RecurrentKernel Kernel(RecurrentPlan plan, RecurrentPart part) =>
        plan.Second is null ? base.Kernel(plan, part) : new GruResetBeforeKernel(plan, part);

    /// <summary>The candidate's two parts are summed apart: n takes the input's, m the hidden state's, which r then scales.</summary>
    private static ProductPlan AfterProduct(int inputSize, int units) =>
        new(
            new(["r", "z", "n", "m"]),
            HasBias: true,
            new([new("x", inputSize, new(["r", "z", "n"])), new("h", units, new(["r", "z", "m"]))]));

    /// <summary>First pass: both gates, and the input's part of the candidate.</summary>
    private static ProductPlan GateProduct(int inputSize, int units) =>
        new(
            new(["r", "z", "n"]),
            HasBias: true,
            new([new("x", inputSize, new(["r", "z", "n"])), new("h", units, new(["r", "z"]))]));

    /// <summary>Second pass: the hidden part of the candidate needs r of all units.</summary>
    private static ProductPlan CandidateProduct(int units) => new(new(["n"]), HasBias: false, new([new("resetHidden", units, new(["n"]))]));

    private static IEnumerable<InitialPlan> BiasInitials(GruSpec spec, int bias, float bound) =>
        spec.ResetAfter
            ?
            [
                new(new Extent(bias, 2 * spec.Units), "UniformSum", bound),
                new(new Extent(bias + (2 * spec.Units), 2 * spec.Units), "Uniform", bound),
            ]
            : [new(new Extent(bias, 3 * spec.Units), "UniformSum", bound)];
}
