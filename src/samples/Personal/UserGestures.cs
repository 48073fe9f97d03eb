using TinyRnn.Demo;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>A new user's gestures, made from recordings as the user's own sensor would feel them.</summary>
internal sealed class UserGestures
{
    /// <summary>Gestures to learn from, one after another.</summary>
    public const int Stream = 600;

    /// <summary>From here the labels are wrong, each that of the next class: say, a menu that is off by a line.</summary>
    public const int WrongFrom = 300;

    /// <summary>From here they are right again.</summary>
    public const int WrongTo = 400;

    /// <summary>
    /// The first of those that the user was asked for: their labels are certain. The other 540 only measure, and nothing is learnt or decided by them.
    /// </summary>
    public const int Certain = 60;

    private readonly GestureData _stream;
    private readonly int[] _label = new int[1];

    public UserGestures(ulong seed)
    {
        UserSensor sensor = new(seed);
        _stream = sensor.Feel(GestureData.Training());
        Asked = sensor.Feel(GestureData.Test());
    }

    /// <summary>Gestures that the user was asked for.</summary>
    public GestureData Asked { get; }

    public ReadOnlySpan<float> Gesture(int index) => _stream.Gesture(index);

    /// <summary>What the user is said to have done.</summary>
    public ReadOnlySpan<int> Label(int index)
    {
        _label[0] = index is >= WrongFrom and < WrongTo ? (_stream.Classes[index] + 1) % PersonalNet.OutputSize : _stream.Classes[index];
        return _label;
    }

    /// <summary>How many held-out gestures a model recognises, in percent.</summary>
    public double Recognised(PersonalNet net) => Recognised(net, Asked);

    /// <summary>The same of any gestures.</summary>
    public static double Recognised(PersonalNet net, GestureData gestures)
    {
        ClassificationMetrics metrics = new(PersonalNet.OutputSize);
        Span<float> scores = stackalloc float[PersonalNet.OutputSize];
        for (int i = Certain; i < gestures.Count; i++)
        {
            PersonalNet.State state = default;
            net.Run(ref state, gestures.Gesture(i), scores);
            metrics.Add(scores, gestures.Classes.AsSpan(i, 1));
        }

        return 100 * metrics.Accuracy;
    }
}
