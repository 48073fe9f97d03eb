using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using TinyRnn.Import.Onnx;

namespace TinyRnn.Tool.Recording;

/// <summary>Runs an ONNX file in ONNX Runtime as its contract says: call by call, with states fed back, from zeros on.</summary>
internal sealed class OnnxRecorder : IModelRecorder
{
    /// <summary>Why the last file could not be run here; <see langword="null"/> if it was.</summary>
    public string? Refusal { get; private set; }

    /// <inheritdoc/>
    public (float[] Outputs, string Origin)? Record(string path, SourceModel model, ReadOptions options, int steps, float[] inputs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(inputs);
        Refusal = null;
        if (model.Format != "ONNX")
            return null;
        OnnxContract? contract = OnnxModel.Read(path, options).Contract;
        if (contract is null)
        {
            Refusal = "how its file is called is not known";
            return null;
        }

        try
        {
            float[] outputs = Run(path, contract, steps, model, inputs, isRounded: false);
            string origin = $"recorded by ONNX Runtime {OrtEnv.Instance().GetVersionString()} from this file";
            return (outputs, contract.RoundsValues ? origin + Roundings(outputs, Run(path, contract, steps, model, inputs, isRounded: true)) : origin);
        }
        catch (OnnxRuntimeException error)
        {
            Refusal = error.Message.Split('\n')[0];
        }
        catch (NotSupportedException error)
        {
            Refusal = error.Message;
        }

        return null;
    }

    private static float[] Run(string path, OnnxContract contract, int steps, SourceModel model, float[] inputs, bool isRounded)
    {
        using var session = new OnnxSession(path, contract, steps, isRounded);
        return [.. inputs.Chunk(steps * model.InputSize).SelectMany(session.Run)];
    }

    /// <summary>What the file's roundings of values do to its outputs.</summary>
    /// <exception cref="SourceFormatException">They leave nothing of them, so that something else than roundings must have been left out.</exception>
    private static string Roundings(float[] outputs, float[] rounded)
    {
        double signal = TensorPrimitives.SumOfSquares<float>(outputs);
        double error = outputs.Zip(rounded).Sum(pair => Math.Pow(pair.First - pair.Second, 2));
        double decibels = 10 * Math.Log10(error / signal);
        if (decibels > 0)
        {
            throw new SourceFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"Without the roundings of its values, the original's outputs are {decibels:F0} dB of themselves away: the file was not understood. Nothing is "
                + $"imported; please report it."));
        }

        return string.Create(CultureInfo.InvariantCulture, $" without its roundings of values, which change outputs by {decibels:F0} dB");
    }
}
