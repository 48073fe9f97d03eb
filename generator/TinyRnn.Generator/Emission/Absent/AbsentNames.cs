namespace TinyRnn.Generator.Emission.Absent;

/// <summary>The names of members that some classes do not have. Where one of them means something else already, it stays that.</summary>
internal static class AbsentNames
{
    public const string Constructor = ".ctor";
    public const string Create = "Create";
    public const string Trainer = "Trainer";
    public const string Pretrained = "Pretrained";
    public const string LoadPretrained = "LoadPretrained";
    public const string Replace = "Replace";
    public const string Step = "Step";
    public const string Advance = "Advance";
    public const string StepMany = "StepMany";
    public const string Generate = "Generate";

    public static readonly IReadOnlyList<string> All = [Constructor, Create, Trainer, Pretrained, LoadPretrained, Replace, Step, Advance, StepMany, Generate];
}
