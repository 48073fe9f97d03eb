namespace TinyRnn.Demo.Training;

/// <summary>What the commands have in common.</summary>
/// <param name="Steps">Updates; <see langword="null"/>: what the task thinks right.</param>
/// <param name="Quick">A run of a few seconds.</param>
/// <param name="Seed">Of the weights to start from.</param>
/// <param name="Init">Weights to start from instead.</param>
/// <param name="Out">Where the weights go. The losses go beside them.</param>
internal sealed record TrainOptions(int? Steps, bool Quick, ulong Seed, string? Init, string Out)
{
    public string LossPath => Path.ChangeExtension(Out, ".loss.csv");

    public string ChartPath => Path.ChangeExtension(Out, ".loss.svg");
}
