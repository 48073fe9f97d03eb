namespace TinyRnn.Benchmarks;

/// <summary>How a generated model is called.</summary>
internal enum Use
{
    /// <summary>Step by step.</summary>
    Step,

    /// <summary>A whole sequence a call.</summary>
    Run,

    /// <summary>A step of several streams a call.</summary>
    StepMany,
}

/// <summary>Picks the generated class of a network.</summary>
internal static class TinyRnnModels
{
    /// <param name="weights">The network.</param>
    /// <param name="use">How it is called.</param>
    public static ISequence Create(CellWeights weights, Use use) => (weights.Cell, weights.Inputs) switch
    {
        ("LSTM", 1) => Lstm(weights, use),
        ("LSTM", 40) => WideLstm(weights, use),
        ("GRU", 1) => Gru(weights, use),
        _ => throw Missing(weights),
    };

    /// <summary>The same network with <see cref="RecurrentModelAttribute.Reproducible"/>, step by step.</summary>
    public static ISequence CreateReproducible(CellWeights weights) => weights.Units switch
    {
        8 => Of<ReproducibleLstm8, ReproducibleLstm8.State>(ReproducibleLstm8.FromParameters(weights.Parameters), Use.Step),
        16 => Of<ReproducibleLstm16, ReproducibleLstm16.State>(ReproducibleLstm16.FromParameters(weights.Parameters), Use.Step),
        32 => Of<ReproducibleLstm32, ReproducibleLstm32.State>(ReproducibleLstm32.FromParameters(weights.Parameters), Use.Step),
        64 => Of<ReproducibleLstm64, ReproducibleLstm64.State>(ReproducibleLstm64.FromParameters(weights.Parameters), Use.Step),
        128 => Of<ReproducibleLstm128, ReproducibleLstm128.State>(ReproducibleLstm128.FromParameters(weights.Parameters), Use.Step),
        _ => throw Missing(weights),
    };

    private static ISequence Lstm(CellWeights weights, Use use) => weights.Units switch
    {
        1 => Of<Lstm1, Lstm1.State>(Lstm1.FromParameters(weights.Parameters), use),
        2 => Of<Lstm2, Lstm2.State>(Lstm2.FromParameters(weights.Parameters), use),
        3 => Of<Lstm3, Lstm3.State>(Lstm3.FromParameters(weights.Parameters), use),
        4 => Of<Lstm4, Lstm4.State>(Lstm4.FromParameters(weights.Parameters), use),
        5 => Of<Lstm5, Lstm5.State>(Lstm5.FromParameters(weights.Parameters), use),
        6 => Of<Lstm6, Lstm6.State>(Lstm6.FromParameters(weights.Parameters), use),
        7 => Of<Lstm7, Lstm7.State>(Lstm7.FromParameters(weights.Parameters), use),
        8 => Of<Lstm8, Lstm8.State>(Lstm8.FromParameters(weights.Parameters), use),
        16 => Of<Lstm16, Lstm16.State>(Lstm16.FromParameters(weights.Parameters), use),
        20 => Of<Lstm20, Lstm20.State>(Lstm20.FromParameters(weights.Parameters), use),
        32 => Of<Lstm32, Lstm32.State>(Lstm32.FromParameters(weights.Parameters), use),
        40 => Of<Lstm40, Lstm40.State>(Lstm40.FromParameters(weights.Parameters), use),
        64 => Of<Lstm64, Lstm64.State>(Lstm64.FromParameters(weights.Parameters), use),
        96 => Of<Lstm96, Lstm96.State>(Lstm96.FromParameters(weights.Parameters), use),
        128 => Of<Lstm128, Lstm128.State>(Lstm128.FromParameters(weights.Parameters), use),
        256 => Of<Lstm256, Lstm256.State>(Lstm256.FromParameters(weights.Parameters), use),
        _ => throw Missing(weights),
    };

    private static ISequence WideLstm(CellWeights weights, Use use) => weights.Units switch
    {
        64 => Of<WideLstm64, WideLstm64.State>(WideLstm64.FromParameters(weights.Parameters), use),
        96 => Of<WideLstm96, WideLstm96.State>(WideLstm96.FromParameters(weights.Parameters), use),
        128 => Of<WideLstm128, WideLstm128.State>(WideLstm128.FromParameters(weights.Parameters), use),
        256 => Of<WideLstm256, WideLstm256.State>(WideLstm256.FromParameters(weights.Parameters), use),
        _ => throw Missing(weights),
    };

    private static ISequence Gru(CellWeights weights, Use use) => weights.Units switch
    {
        8 => Of<Gru8, Gru8.State>(Gru8.FromParameters(weights.Parameters), use),
        16 => Of<Gru16, Gru16.State>(Gru16.FromParameters(weights.Parameters), use),
        20 => Of<Gru20, Gru20.State>(Gru20.FromParameters(weights.Parameters), use),
        32 => Of<Gru32, Gru32.State>(Gru32.FromParameters(weights.Parameters), use),
        40 => Of<Gru40, Gru40.State>(Gru40.FromParameters(weights.Parameters), use),
        64 => Of<Gru64, Gru64.State>(Gru64.FromParameters(weights.Parameters), use),
        96 => Of<Gru96, Gru96.State>(Gru96.FromParameters(weights.Parameters), use),
        128 => Of<Gru128, Gru128.State>(Gru128.FromParameters(weights.Parameters), use),
        256 => Of<Gru256, Gru256.State>(Gru256.FromParameters(weights.Parameters), use),
        _ => throw Missing(weights),
    };

    private static ISequence Of<TModel, TState>(TModel model, Use use)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged =>
        use == Use.StepMany ? new TinyRnnStreams<TModel, TState>(model) : new TinyRnnSequence<TModel, TState>(model, use == Use.Step);

    private static ArgumentOutOfRangeException Missing(CellWeights weights) =>
        new(nameof(weights), $"{weights.Cell}({weights.Units}) with {weights.Inputs} inputs", "There is no generated class of this size.");
}
