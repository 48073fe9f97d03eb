
namespace TinyRnn.Generator.Emission;

/// <summary>A kernel over panels, printed once for each family of processors that needs its own tiles.</summary>
internal abstract class PanelKernel(PanelKernelPlan plan) : KernelEmitter
{
    protected PanelKernelPlan Plan => plan;

    public sealed override string Name => Kind + Storage;

    /// <summary>The name without what is said of weights.</summary>
    protected abstract string Kind { get; }

    /// <summary>How weights are stored, to stand at the end of a name.</summary>
    protected virtual string Storage => StorageOf(plan.Product);

    /// <summary>Which gates a sigmoid follows is how weights are packed.</summary>
    public override object Identity => plan.WithSigmoids(default);

    /// <summary>In a name: which weights of a product are integers, and of what values; empty: none.</summary>
    protected static string StorageOf(ProductPlan product)
    {
        if (product.IntegerFormat is not { } format)
            return "";
        bool isWhole = product.Blocks.All(block => block.Format.IsInteger && block.Range == 1);
        return format + (isWhole ? "" : string.Concat(product.Blocks.Where(block => block.Format.IsInteger).Select(Vector)));

        static string Vector(RowBlock block) =>
            char.ToUpperInvariant(block.Vector[0]) + block.Vector.Substring(1) + (block.Range == 1 ? "" : "To" + Number(block.Range));

        static string Number(float value) => Literal.Float(value).TrimEnd('f').Replace('.', '_').Replace("E-", "E_").Replace("+", "");
    }

    /// <summary>What it computes, for its documentation.</summary>
    protected abstract string Title { get; }

    protected abstract IEnumerable<string> Equations { get; }

    /// <summary>Parameter list.</summary>
    protected abstract string Arguments { get; }

    /// <summary>The same parameters, handed on.</summary>
    protected abstract string Forwarded { get; }

    /// <summary>It computes a step of several streams.</summary>
    protected virtual bool IsForStreams => false;

    public override void Emit(SourceWriter writer)
    {
        writer.Line();
        writer.Line($"// {Title}.");
        foreach (string equation in Equations)
            writer.Line($"//   {equation}");
        TargetChoice.Emit(writer, Name, Arguments, Forwarded, plan.Variants.Select(variant => variant.Target));
        foreach (KernelVariant variant in plan.Variants)
        {
            writer.Line();
            TileMethods methods = new(Name + variant.Target.Name, IsForStreams);
            methods.Emit(writer, IsSplit(plan, variant), Arguments, () => EmitBody(writer, variant, methods));
        }
    }

    protected abstract void EmitBody(SourceWriter writer, KernelVariant variant, TileMethods methods);

    /// <summary>A panel is walked several times, each for some of the inputs.</summary>
    protected static bool IsSplit(PanelKernelPlan plan, KernelVariant variant) => variant.Tilings.Any(tiling => tiling.Inputs < plan.Inputs);

    /// <summary>A parameter for each of the kernel's inputs: <c>ref float xA, ref float xB</c>, or tokens: <c>int xA, int xB</c>.</summary>
    protected IEnumerable<string> ForInputs(string name, bool declared, bool isToken = false) =>
        PanelWalk.Letters(plan.Inputs).Select(letter => (isToken ? (declared ? "int " : "") : declared ? "ref float " : "ref ") + name + letter);
}
