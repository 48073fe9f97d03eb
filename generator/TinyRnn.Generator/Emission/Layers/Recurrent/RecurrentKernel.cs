using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>What part of a recurrent layer a kernel computes.</summary>
internal enum RecurrentPart
{
    /// <summary>A step of one stream.</summary>
    Step,

    /// <summary>The input's product of consecutive steps, which does not wait for the hidden state.</summary>
    Inputs,

    /// <summary>The rest of a step whose input product is done.</summary>
    Hidden,

    /// <summary>A step of several streams.</summary>
    Streams,
}

/// <summary>
/// One of the kernels of a recurrent layer, printed from one product. Those for sequences sum in the order of a step and give its bits; those for
/// streams agree within rounding.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="part">What is computed.</param>
internal class RecurrentKernel(RecurrentPlan layer, RecurrentPart part) : PanelKernel(PlanOf(layer, part))
{
    protected RecurrentPart Computed => part;

    protected override bool IsForStreams => part == RecurrentPart.Streams;

    protected RecurrentPlan Recurrent => layer;

    protected CellText Cell => CellTexts.Of(layer);

    protected override string Kind => NameOf(layer, part);

    public override int Layer => layer.Index;

    public override int Part => (int)part;

    protected override string Title => $"{layer.Shape.Title}, {Counted.Of(layer.InputSize, layer.IsOneHot ? "token" : "input")}, "
        + $"{Counted.Of(layer.Units, "unit")}: " + part switch
    {
        RecurrentPart.Inputs => "the inputs' product of four time steps",
        RecurrentPart.Hidden => "one time step, its input's product given",
        RecurrentPart.Streams => "one time step of four streams",
        _ => "one time step",
    };

    protected override IEnumerable<string> Equations =>
        part != RecurrentPart.Step ? [] : layer.Projection is null ? Cell.Equations : CellText.Projected(Cell.Equations, "m_t");

    protected override string Arguments => List(declared: true);

    protected override string Forwarded => List(declared: false);

    /// <summary>Layers of equal cells and sizes share their kernels.</summary>
    public static string NameOf(RecurrentPlan layer, RecurrentPart part) =>
        $"{CellTexts.Of(layer).Kernel}{(layer.IsOneHot ? "OneHot" : "")}{layer.InputSize}x{layer.Units}{(layer.Projection is null ? "" : "x" + layer.HiddenSize)}" + (part == RecurrentPart.Step ? "" : part.ToString());

    /// <param name="declared">The parameters; otherwise as they are handed on.</param>
    /// <param name="next">Where what the cell gives goes.</param>
    protected string List(bool declared, string next = "next")
    {
        IEnumerable<string> arguments = [$"ref {(declared ? "float " : "")}weights"];
        if (part != RecurrentPart.Hidden)
            arguments = arguments.Concat(ForInputs("x", declared, layer.IsOneHot));
        if (part is RecurrentPart.Inputs or RecurrentPart.Hidden)
            arguments = arguments.Concat(ForInputs("sums", declared));
        if (part != RecurrentPart.Inputs)
        {
            arguments = arguments.Concat(ForInputs("h", declared)).Concat(ForInputs(next, declared));
            if (layer.Shape.HasCell)
                arguments = arguments.Concat(ForInputs("c", declared));
            if (layer.Zigzags)
                arguments = arguments.Append(declared ? "int turn" : "turn");
        }

        return string.Join(", ", arguments);
    }

    protected override void EmitBody(SourceWriter writer, KernelVariant variant, TileMethods methods)
    {
        // After the first walk over a panel, h_t would stand where the next one reads h_{t-1}.
        if (layer.Projection is null && layer.Directions[0].Hidden.Turn is null
            && (Plan.Layout.Widths.Count() > 1 || variant.Tilings.Any(tiling => tiling.Walks > 1)))
            throw new InvalidOperationException($"{Name} needs two copies of the hidden state.");
        if (part == RecurrentPart.Inputs)
            EmitInputs(writer, variant, methods);
        else
            EmitStep(writer, variant, methods);
    }

    /// <summary>The walk over the panels of the first pass.</summary>
    protected PanelWalk Walk(KernelVariant variant, TileMethods methods, IReadOnlyList<string> arrays, ArrayPlaces? places = null) =>
        new(Plan, variant, methods)
    {
        Arrays = arrays,
        Places = places ?? ArrayPlaces.None,
        FromBlock = part == RecurrentPart.Hidden ? 1 : 0,
        ToBlock = part == RecurrentPart.Inputs ? 1 : int.MaxValue,
        Sums = part is RecurrentPart.Inputs or RecurrentPart.Hidden ? "sums" : null,
        HasTurn = layer.Zigzags && part != RecurrentPart.Inputs,
    };

    /// <summary>From h_{t-1} to h_t.</summary>
    protected virtual void EmitStep(SourceWriter writer, KernelVariant variant, TileMethods methods) =>
        Walk(variant, methods, layer.Shape.HasCell ? ["x", "h", "next", "c"] : ["x", "h", "next"])
            .EmitTiles(writer, vectors => Cell.Emit(writer, vectors));

    private void EmitInputs(SourceWriter writer, KernelVariant variant, TileMethods methods) =>
        Walk(variant, methods, ["x"]).Emit(writer, v =>
        {
            for (int gate = 0; gate < Plan.Product.Sums.Count; gate++)
            {
                int offset = (gate * v.PanelWidth) + v.RowOffset;
                writer.Line($"{v.Type}.StoreUnsafe({v.Name(Plan.Product.Sums[gate])}, ref {v.SumsRow(v.Input)}{(offset == 0 ? "" : $", {offset}")});");
            }
        });

    private static PanelKernelPlan PlanOf(RecurrentPlan layer, RecurrentPart part) =>
        part == RecurrentPart.Inputs ? layer.Inputs! : part == RecurrentPart.Streams ? layer.Streams!.First : layer.Kernel;
}
