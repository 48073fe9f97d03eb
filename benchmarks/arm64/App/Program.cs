using TinyRnn;
using TinyRnn.Arm64App;

// Step, Run and StepMany of every model are called, so that the native compiler keeps their kernels. The sum is for a run under emulation: it must be a number.
float sum = 0;
sum += Exercise.Sum<Lstm8, Lstm8.State>();
sum += Exercise.Sum<Lstm16, Lstm16.State>();
sum += Exercise.Sum<Lstm20, Lstm20.State>();
sum += Exercise.Sum<Lstm32, Lstm32.State>();
sum += Exercise.Sum<Lstm40, Lstm40.State>();
sum += Exercise.Sum<Lstm64, Lstm64.State>();
sum += Exercise.Sum<Lstm128, Lstm128.State>();
sum += Exercise.Sum<Lstm40x64, Lstm40x64.State>();
sum += Exercise.Sum<Gru40, Gru40.State>();
sum += Exercise.Sum<Gru64, Gru64.State>();
sum += Exercise.Sum<Rnn64, Rnn64.State>();
sum += Exercise.Sum<GruBefore12x44, GruBefore12x44.State>();
sum += Exercise.Sum<Lstm64Int8, Lstm64Int8.State>();
sum += Exercise.Sum<Lstm64Int8x16, Lstm64Int8x16.State>();
sum += Exercise.Sum<Lstm64Int16, Lstm64Int16.State>();
sum += Exercise.Sum<Gru64Int8, Gru64Int8.State>();
Console.WriteLine(sum);
return float.IsFinite(sum) ? 0 : 1;

internal static class Exercise
{
    private const int Steps = 4;

    /// <summary>The outputs of a few steps, one by one, as a sequence and of several streams, summed.</summary>
    public static float Sum<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TModel model = TModel.Create(1);
        TState state = default;
        float[] xs = new float[Steps * TModel.InputSize];
        float[] ys = new float[Steps * TModel.OutputSize];
        Array.Fill(xs, 0.5f);
        model.Run(ref state, xs, ys);
        float sum = ys.Sum();
        model.Step(ref state, xs.AsSpan(0, TModel.InputSize), ys.AsSpan(0, TModel.OutputSize));
        sum += ys[0];
        model.StepMany(new TState[Steps], xs, ys);
        return sum + ys.Sum();
    }
}
