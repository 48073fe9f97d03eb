namespace TinyRnn.Samples;

/// <summary>
/// A sensor of pressure that is slow, feels the temperature too, and has noise. While it drifts, it becomes less sensitive and slower, and is off by more and
/// more. A reference that is always right is read at every tenth step.
/// </summary>
internal sealed class DriftingSensor
{
    /// <summary>What a step is read from: the sensor, and a thermometer.</summary>
    public const int Inputs = 2;

    /// <summary>Steps from one reading of the reference to the next.</summary>
    public const int ReferenceEvery = 10;

    private const double Mean = 100;

    /// <param name="seed">Of pressure, weather and noise.</param>
    /// <param name="before">Steps before the drift.</param>
    /// <param name="during">Steps that it takes.</param>
    /// <param name="after">Steps after it.</param>
    public DriftingSensor(ulong seed, int before, int during, int after)
    {
        (Begin, End) = (before, before + during);
        int steps = before + during + after;
        (Readings, Pressures) = (new float[steps * Inputs], new float[steps]);
        RandomState random = new(seed);
        double pressure = 0;
        double weather = 0;
        double felt = Mean;
        for (int t = 0; t < steps; t++)
        {
            double drift = Math.Clamp((t - before) / (double)Math.Max(1, during), 0, 1);
            pressure = (0.99 * pressure) + (2 * random.NextNormal());
            weather = (0.999 * weather) + (0.2 * random.NextNormal());
            double temperature = 20 + weather + (5 * Math.Sin(t * Math.Tau / 2000));
            felt += (0.4 - (0.2 * drift)) * (Mean + pressure - felt);
            double gain = 1 - (0.2 * drift);
            Readings[t * Inputs] = (float)((gain * felt) + (10 * drift) + (0.3 * (temperature - 20)) + (0.3 * random.NextNormal()));
            Readings[(t * Inputs) + 1] = (float)temperature;
            Pressures[t] = (float)(Mean + pressure);
        }
    }

    /// <summary>Sensor in kPa and temperature in degrees of each step, <c>[T, 2]</c>.</summary>
    public float[] Readings { get; }

    /// <summary>The pressure that there is, in kPa, <c>[T]</c>.</summary>
    public float[] Pressures { get; }

    /// <summary>The step from which on it drifts.</summary>
    public int Begin { get; }

    /// <summary>The step from which on it stays as it then is.</summary>
    public int End { get; }

    public int Steps => Pressures.Length;
}
