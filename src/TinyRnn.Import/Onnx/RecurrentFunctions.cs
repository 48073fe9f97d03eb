using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>The activations of a recurrent operator: three, two or one a direction, each with numbers of its own.</summary>
internal static class RecurrentFunctions
{
    /// <summary>A function without numbers.</summary>
    private static float? None => null;

    public static SourceActivation[][] Read(OperatorCall call, RecurrentShape shape)
    {
        string[] defaults = shape.Cell switch
        {
            CellKind.Lstm => ["Sigmoid", "Tanh", "Tanh"],
            CellKind.Gru => ["Sigmoid", "Tanh"],
            _ => ["Tanh"],
        };
        AttributeProto? attribute = call.Attribute("activations");
        string[] names = attribute is null ? [.. Enumerable.Repeat(defaults, shape.Directions).SelectMany(names => names)]
            : [.. attribute.Strings.Select(name => name.ToStringUtf8())];
        if (names.Length != defaults.Length * shape.Directions)
            throw new NotUnderstoodException(
                $"has {names.Length} activations, {defaults.Length} for each of {shape.Directions} directions are expected",
                "The file contradicts itself; export it again.");
        var alphas = new Queue<float>(call.Attribute("activation_alpha")?.Floats.ToArray() ?? []);
        var betas = new Queue<float>(call.Attribute("activation_beta")?.Floats.ToArray() ?? []);

        // The lists are consumed by the functions that take such a number, in their order.
        SourceActivation[] functions = Array.ConvertAll(names, name => Function(name, alphas, betas));
        return functions.Chunk(defaults.Length).ToArray();
    }

    private static SourceActivation Function(string name, Queue<float> alphas, Queue<float> betas)
    {
        (ActivationKind Kind, float? Alpha, float? Beta) function = name.ToUpperInvariant() switch
        {
            "RELU" => (ActivationKind.Relu, None, None),
            "TANH" => (ActivationKind.Tanh, None, None),
            "SIGMOID" => (ActivationKind.Sigmoid, None, None),
            "AFFINE" => (ActivationKind.Affine, 1, 0),
            "LEAKYRELU" => (ActivationKind.LeakyRelu, 0.01f, None),
            "THRESHOLDEDRELU" => (ActivationKind.ThresholdedRelu, 1, None),
            "SCALEDTANH" => (ActivationKind.ScaledTanh, 1, 1),
            "HARDSIGMOID" => (ActivationKind.HardSigmoid, 0.2f, 0.5f),
            "ELU" => (ActivationKind.Elu, 1, None),
            "SOFTSIGN" => (ActivationKind.Softsign, None, None),
            "SOFTPLUS" => (ActivationKind.Softplus, None, None),
            _ => throw new NotUnderstoodException($"has the activation '{name}'",
                "ONNX's own activations of recurrent operators are read."),
        };
        (ActivationKind kind, float? alpha, float? beta) = function;
        if (alpha is not null && alphas.TryDequeue(out float first))
            alpha = first;
        if (beta is not null && betas.TryDequeue(out float second))
            beta = second;
        return new(kind, alpha ?? 0, beta ?? 0);
    }
}
