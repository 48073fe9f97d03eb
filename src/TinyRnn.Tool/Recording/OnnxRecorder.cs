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
            using var session = new OnnxSession(path, contract, steps);
            int length = steps * model.InputSize;
            float[][] outputs = [.. inputs.Chunk(length).Select(session.Run)];
            return ([.. outputs.SelectMany(values => values)],
                $"recorded by ONNX Runtime {OrtEnv.Instance().GetVersionString()} from this file");
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
}
