using System.Reflection;

namespace TinyRnn.Attack.GuardPages;

/// <summary>The sizes of a model, as its emitted half states them.</summary>
/// <param name="Input">Values of one input; 1 for tokens.</param>
/// <param name="Output">Values of one output.</param>
/// <param name="Vocabulary">Tokens that it knows; 0 if it reads numbers.</param>
/// <param name="Parameters">Of the whole model, a pair's of both parts.</param>
/// <param name="Mode">Which inputs and outputs a sequence has.</param>
/// <param name="StateBytes">Bytes that a state writes itself into; 0 if it does not.</param>
internal sealed record Facts(int Input, int Output, int Vocabulary, int Parameters, SequenceMode Mode, int StateBytes)
{
    /// <summary>Steps from one output to the next.</summary>
    public int Stride { get; private init; } = 1;

    /// <summary>Of a pair: those of its encoder.</summary>
    public Facts? Source { get; private init; }

    public static Facts Of(Type model)
    {
        int parameters = Constant(model, "ParameterCount");
        if (model.GetProperty("Encoder") is { } encoder && model.GetProperty("Decoder") is { } decoder)
            return Of(decoder.PropertyType) with { Parameters = parameters, Source = Of(encoder.PropertyType) };
        RecurrentModelAttribute attribute = model.GetCustomAttribute<RecurrentModelAttribute>()!;
        Type? state = model.GetNestedType("State");
        return new Facts(
            Constant(model, "InputSize"), Constant(model, "OutputSize"), Constant(model, "Vocabulary"), parameters, attribute.Mode,
                state is null ? 0 : Constant(state, "ByteCount")) { Stride = Math.Max(1, Constant(model, "Stride")) };
    }

    private static int Constant(Type type, string name) =>
        (type.GetField(name, BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() ?? type.GetProperty(name,
            BindingFlags.Public | BindingFlags.Static)?.GetValue(null)) is int value ? value : 0;
}
