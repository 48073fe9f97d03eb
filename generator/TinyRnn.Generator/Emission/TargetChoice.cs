namespace TinyRnn.Generator.Emission;

/// <summary>Prints the method that picks the variant of a kernel that the processor runs. The compiler drops the branches that are not taken.</summary>
internal static class TargetChoice
{
    /// <param name="writer">Where to.</param>
    /// <param name="name">The kernel; a variant's name goes on with its target's.</param>
    /// <param name="arguments">Parameter list.</param>
    /// <param name="forwarded">The same parameters, handed on.</param>
    /// <param name="targets">The variants, best first; the last one needs nothing.</param>
    public static void Emit(SourceWriter writer, string name, string arguments, string forwarded, IEnumerable<VectorTarget> targets)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public static void {name}({arguments})"))
        {
            string prefix = "";
            foreach (VectorTarget target in targets)
            {
                string call = $"{name}{target.Name}({forwarded});";
                string condition = Condition(target);
                bool isLast = condition.Length == 0;
                writer.Line(isLast ? (prefix.Length == 0 ? call : "else") : $"{prefix}if ({condition})");
                if (!isLast || prefix.Length > 0)
                    writer.Line("    " + call);
                prefix = "else ";
            }
        }
    }

    private static string Condition(VectorTarget target)
    {
        if (target.IsBaseline)
            return "";
        if (target.IsNeon)
            return target.Integers == IntegerProducts.Dot ? "Dp.IsSupported" : "AdvSimd.Arm64.IsSupported";
        return $"Vector{32 * target.Lanes}.IsHardwareAccelerated{(target.Integers == IntegerProducts.Vnni ? " && AvxVnni.IsSupported" : "")}";
    }
}
