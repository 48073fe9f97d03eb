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
        (CellWeights.LstmCell, 1) => Lstm(weights, use),
        (CellWeights.LstmCell, 40) => WideLstm(weights, use),
        (CellWeights.GruCell, 1) => Gru(weights, use),
        (CellWeights.GruBeforeCell, 1) => GruBefore(weights, use),
        (CellWeights.RnnCell, 1) => Rnn(weights, use),
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

    /// <summary>The same network after a window of one step, a sequence a call.</summary>
    public static ISequence CreateWindow(CellWeights weights) =>
        weights.Units == 64 ? Of<WindowLstm64, WindowLstm64.State>(WindowLstm64.FromParameters(weights.Parameters), Use.Run) : throw Missing(weights);

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
        1 => Of<Gru1, Gru1.State>(Gru1.FromParameters(weights.Parameters), use),
        2 => Of<Gru2, Gru2.State>(Gru2.FromParameters(weights.Parameters), use),
        3 => Of<Gru3, Gru3.State>(Gru3.FromParameters(weights.Parameters), use),
        4 => Of<Gru4, Gru4.State>(Gru4.FromParameters(weights.Parameters), use),
        5 => Of<Gru5, Gru5.State>(Gru5.FromParameters(weights.Parameters), use),
        6 => Of<Gru6, Gru6.State>(Gru6.FromParameters(weights.Parameters), use),
        7 => Of<Gru7, Gru7.State>(Gru7.FromParameters(weights.Parameters), use),
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

    private static ISequence GruBefore(CellWeights weights, Use use) => weights.Units switch
    {
        8 => Of<GruBefore8, GruBefore8.State>(GruBefore8.FromParameters(weights.Parameters), use),
        16 => Of<GruBefore16, GruBefore16.State>(GruBefore16.FromParameters(weights.Parameters), use),
        20 => Of<GruBefore20, GruBefore20.State>(GruBefore20.FromParameters(weights.Parameters), use),
        32 => Of<GruBefore32, GruBefore32.State>(GruBefore32.FromParameters(weights.Parameters), use),
        40 => Of<GruBefore40, GruBefore40.State>(GruBefore40.FromParameters(weights.Parameters), use),
        64 => Of<GruBefore64, GruBefore64.State>(GruBefore64.FromParameters(weights.Parameters), use),
        96 => Of<GruBefore96, GruBefore96.State>(GruBefore96.FromParameters(weights.Parameters), use),
        128 => Of<GruBefore128, GruBefore128.State>(GruBefore128.FromParameters(weights.Parameters), use),
        256 => Of<GruBefore256, GruBefore256.State>(GruBefore256.FromParameters(weights.Parameters), use),
        _ => throw Missing(weights),
    };

    private static ISequence Rnn(CellWeights weights, Use use) => weights.Units switch
    {
        1 => Of<Rnn1, Rnn1.State>(Rnn1.FromParameters(weights.Parameters), use),
        2 => Of<Rnn2, Rnn2.State>(Rnn2.FromParameters(weights.Parameters), use),
        3 => Of<Rnn3, Rnn3.State>(Rnn3.FromParameters(weights.Parameters), use),
        4 => Of<Rnn4, Rnn4.State>(Rnn4.FromParameters(weights.Parameters), use),
        5 => Of<Rnn5, Rnn5.State>(Rnn5.FromParameters(weights.Parameters), use),
        6 => Of<Rnn6, Rnn6.State>(Rnn6.FromParameters(weights.Parameters), use),
        7 => Of<Rnn7, Rnn7.State>(Rnn7.FromParameters(weights.Parameters), use),
        8 => Of<Rnn8, Rnn8.State>(Rnn8.FromParameters(weights.Parameters), use),
        16 => Of<Rnn16, Rnn16.State>(Rnn16.FromParameters(weights.Parameters), use),
        20 => Of<Rnn20, Rnn20.State>(Rnn20.FromParameters(weights.Parameters), use),
        32 => Of<Rnn32, Rnn32.State>(Rnn32.FromParameters(weights.Parameters), use),
        40 => Of<Rnn40, Rnn40.State>(Rnn40.FromParameters(weights.Parameters), use),
        64 => Of<Rnn64, Rnn64.State>(Rnn64.FromParameters(weights.Parameters), use),
        96 => Of<Rnn96, Rnn96.State>(Rnn96.FromParameters(weights.Parameters), use),
        128 => Of<Rnn128, Rnn128.State>(Rnn128.FromParameters(weights.Parameters), use),
        256 => Of<Rnn256, Rnn256.State>(Rnn256.FromParameters(weights.Parameters), use),
        _ => throw Missing(weights),
    };

    private static ISequence Of<TModel, TState>(TModel model, Use use)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged =>
        use == Use.StepMany ? new TinyRnnStreams<TModel, TState>(model) : new TinyRnnSequence<TModel, TState>(model, use == Use.Step);

    private static ArgumentOutOfRangeException Missing(CellWeights weights) =>
        new(nameof(weights), $"{weights.Cell}({weights.Units}) with {weights.Inputs} inputs", "There is no generated class of this size.");
}
