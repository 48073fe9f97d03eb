namespace TinyRnn.Benchmarks;

/// <summary>Picks the generated class of a network.</summary>
internal static class TinyRnnModels
{
    /// <param name="weights">The network.</param>
    /// <param name="steps">Step by step; otherwise a whole sequence a call.</param>
    public static ISequence Create(CellWeights weights, bool steps) => (weights.Cell, weights.Inputs) switch
    {
        ("LSTM", 1) => Lstm(weights, steps),
        ("LSTM", 40) => WideLstm(weights, steps),
        ("GRU", 1) => Gru(weights, steps),
        _ => throw Missing(weights),
    };

    private static ISequence Lstm(CellWeights weights, bool steps) => weights.Units switch
    {
        1 => new TinyRnnSequence<Lstm1, Lstm1.State>(Lstm1.FromParameters(weights.Parameters), steps),
        2 => new TinyRnnSequence<Lstm2, Lstm2.State>(Lstm2.FromParameters(weights.Parameters), steps),
        3 => new TinyRnnSequence<Lstm3, Lstm3.State>(Lstm3.FromParameters(weights.Parameters), steps),
        4 => new TinyRnnSequence<Lstm4, Lstm4.State>(Lstm4.FromParameters(weights.Parameters), steps),
        5 => new TinyRnnSequence<Lstm5, Lstm5.State>(Lstm5.FromParameters(weights.Parameters), steps),
        6 => new TinyRnnSequence<Lstm6, Lstm6.State>(Lstm6.FromParameters(weights.Parameters), steps),
        7 => new TinyRnnSequence<Lstm7, Lstm7.State>(Lstm7.FromParameters(weights.Parameters), steps),
        8 => new TinyRnnSequence<Lstm8, Lstm8.State>(Lstm8.FromParameters(weights.Parameters), steps),
        16 => new TinyRnnSequence<Lstm16, Lstm16.State>(Lstm16.FromParameters(weights.Parameters), steps),
        20 => new TinyRnnSequence<Lstm20, Lstm20.State>(Lstm20.FromParameters(weights.Parameters), steps),
        32 => new TinyRnnSequence<Lstm32, Lstm32.State>(Lstm32.FromParameters(weights.Parameters), steps),
        40 => new TinyRnnSequence<Lstm40, Lstm40.State>(Lstm40.FromParameters(weights.Parameters), steps),
        64 => new TinyRnnSequence<Lstm64, Lstm64.State>(Lstm64.FromParameters(weights.Parameters), steps),
        96 => new TinyRnnSequence<Lstm96, Lstm96.State>(Lstm96.FromParameters(weights.Parameters), steps),
        128 => new TinyRnnSequence<Lstm128, Lstm128.State>(Lstm128.FromParameters(weights.Parameters), steps),
        256 => new TinyRnnSequence<Lstm256, Lstm256.State>(Lstm256.FromParameters(weights.Parameters), steps),
        _ => throw Missing(weights),
    };

    private static ISequence WideLstm(CellWeights weights, bool steps) => weights.Units switch
    {
        64 => new TinyRnnSequence<WideLstm64, WideLstm64.State>(WideLstm64.FromParameters(weights.Parameters), steps),
        96 => new TinyRnnSequence<WideLstm96, WideLstm96.State>(WideLstm96.FromParameters(weights.Parameters), steps),
        128 => new TinyRnnSequence<WideLstm128, WideLstm128.State>(WideLstm128.FromParameters(weights.Parameters), steps),
        256 => new TinyRnnSequence<WideLstm256, WideLstm256.State>(WideLstm256.FromParameters(weights.Parameters), steps),
        _ => throw Missing(weights),
    };

    private static ISequence Gru(CellWeights weights, bool steps) => weights.Units switch
    {
        8 => new TinyRnnSequence<Gru8, Gru8.State>(Gru8.FromParameters(weights.Parameters), steps),
        16 => new TinyRnnSequence<Gru16, Gru16.State>(Gru16.FromParameters(weights.Parameters), steps),
        20 => new TinyRnnSequence<Gru20, Gru20.State>(Gru20.FromParameters(weights.Parameters), steps),
        32 => new TinyRnnSequence<Gru32, Gru32.State>(Gru32.FromParameters(weights.Parameters), steps),
        40 => new TinyRnnSequence<Gru40, Gru40.State>(Gru40.FromParameters(weights.Parameters), steps),
        64 => new TinyRnnSequence<Gru64, Gru64.State>(Gru64.FromParameters(weights.Parameters), steps),
        96 => new TinyRnnSequence<Gru96, Gru96.State>(Gru96.FromParameters(weights.Parameters), steps),
        128 => new TinyRnnSequence<Gru128, Gru128.State>(Gru128.FromParameters(weights.Parameters), steps),
        256 => new TinyRnnSequence<Gru256, Gru256.State>(Gru256.FromParameters(weights.Parameters), steps),
        _ => throw Missing(weights),
    };

    private static ArgumentOutOfRangeException Missing(CellWeights weights) =>
        new(nameof(weights), $"{weights.Cell}({weights.Units}) with {weights.Inputs} inputs", "There is no generated class of this size.");
}
