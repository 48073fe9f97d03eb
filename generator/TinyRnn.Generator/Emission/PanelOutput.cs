namespace TinyRnn.Generator.Emission;

/// <summary>
/// What an affine layer does with the finished sums of a vector of units: its function, and the store, without the padding of the last panel.
/// </summary>
/// <param name="plan">The product.</param>
/// <param name="activation">The function.</param>
internal sealed class PanelOutput(PanelKernelPlan plan, Activation activation)
{
    /// <summary>Units that there are.</summary>
    private int Units => plan.Layout.Units;

    /// <summary>Prints both, of the sum <c>a</c> into <c>y</c>.</summary>
    public void Emit(SourceWriter writer, PanelVector v)
    {
        string value = activation == Activation.Identity ? v.Name("a") : $"{v.Functions}.{activation}({v.Name("a")})";
        int valid = v.FirstUnit < 0 ? v.Lanes : Math.Min(v.Lanes, Units - v.FirstUnit);
        bool isPadded = plan.Layout.PaddedUnits != Units;
        if (valid == v.Lanes && (v.FirstUnit >= 0 || !isPadded))
            writer.Line($"{v.Store(value, "y")};");
        else if (v.FirstUnit >= 0 && valid > 0)
            writer.Line($"Rnn::Vectors.Lanes.Store({value}, ref y{v.Input}, {v.Unit}, {valid});");
        else if (v.FirstUnit < 0)
            writer.Line($"Rnn::Vectors.Lanes.Store({value}, ref y{v.Input}, {v.Unit}, Math.Min({v.Lanes}, {Units} - (int)({v.Unit})));");
    }
}
