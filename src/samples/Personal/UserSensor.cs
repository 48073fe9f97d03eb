using TinyRnn.Demo;

namespace TinyRnn.Samples;

/// <summary>
/// What a new user's sensor feels: it is worn on the other wrist, half a turn about the vertical and tilted a little, so that left is right, and it is noisier
/// than those that the model was trained with.
/// </summary>
internal sealed class UserSensor
{
    private const double HalfTurn = Math.PI;

    /// <summary>Of the axis, in radians: about six degrees each way.</summary>
    private const double Tilt = 0.1;

    /// <summary>In g; as much as the recordings have already.</summary>
    private const float Noise = 0.1f;

    private readonly float[] _rotation = new float[9];
    private RandomState _random;

    public UserSensor(ulong seed)
    {
        _random = new RandomState(seed);
        double[] axis = [Tilt * _random.NextNormal(), Tilt * _random.NextNormal(), 1];
        double length = Math.Sqrt(axis.Sum(value => value * value));
        (double x, double y, double z) = (axis[0] / length, axis[1] / length, axis[2] / length);

        // Rodrigues: R v = cos v + sin (a x v) + (1 - cos) a (a v).
        (double sin, double cos) = Math.SinCos(HalfTurn);
        double[] a = [x, y, z];
        double[] cross = [0, -z, y, z, 0, -x, -y, x, 0];
        for (int i = 0; i < 9; i++)
            _rotation[i] = (float)((i / 3 == i % 3 ? cos : 0) + (sin * cross[i]) + ((1 - cos) * a[i / 3] * a[i % 3]));
    }

    /// <summary>The same gestures, made by this user.</summary>
    public GestureData Feel(GestureData gestures)
    {
        float[] felt = new float[gestures.Samples.Length];
        for (int i = 0; i < felt.Length; i++)
        {
            ReadOnlySpan<float> sample = gestures.Samples.AsSpan(i / 3 * 3, 3);
            ReadOnlySpan<float> row = _rotation.AsSpan(i % 3 * 3, 3);
            felt[i] = (row[0] * sample[0]) + (row[1] * sample[1]) + (row[2] * sample[2]) + (Noise * (float)_random.NextNormal());
        }

        return gestures with { Samples = felt };
    }
}
