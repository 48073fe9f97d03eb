namespace TinyRnn.Import.Onnx;

/// <summary>How the original file is called: what a recording of it needs.</summary>
/// <param name="Sequence">The input that the model reads step by step; of several the first.</param>
/// <param name="Constants">Further inputs, and the value that each was fixed to.</param>
/// <param name="States">Inputs that are fed back.</param>
/// <param name="Outputs">The model's outputs.</param>
/// <param name="StepsPerCall">Steps that one call takes; 0: any number.</param>
/// <param name="Batch">Members of the batch that a call must have.</param>
public sealed record OnnxContract(
    OnnxSequence Sequence,
    IReadOnlyList<OnnxConstant> Constants,
    IReadOnlyList<OnnxState> States,
    IReadOnlyList<OnnxOutput> Outputs,
    int StepsPerCall,
    int Batch)
{
    /// <summary>All inputs that the model reads step by step, in the order in which their values stand in a step.</summary>
    public IReadOnlyList<OnnxSequence> Joined { get; init; } = [Sequence];

    /// <summary>The file rounds values to integers between its layers, which the network that is read does not.</summary>
    public bool RoundsValues { get; init; }

    /// <summary>Values of the step before that each step of a call begins with, zeros at first: they are part of its values in the input's sizes.</summary>
    public int Context { get; init; }
}

/// <summary>What an axis of an input is.</summary>
public enum OnnxAxis
{
    /// <summary>Members of the batch.</summary>
    Batch,

    /// <summary>Steps.</summary>
    Time,

    /// <summary>Values of a step (of several such axes: row-major).</summary>
    Feature,
}

/// <summary>The input that the model reads step by step.</summary>
/// <param name="Name">What the graph calls it.</param>
/// <param name="Shape">Its sizes; 0 where the number of steps is free.</param>
/// <param name="Axes">What each axis is.</param>
/// <param name="ElementType">ONNX's number of the type: 1 float, 7 int64, 6 int32, 11 double.</param>
public sealed record OnnxSequence(string Name, IReadOnlyList<int> Shape, IReadOnlyList<OnnxAxis> Axes, int ElementType);

/// <summary>A graph input that was fixed.</summary>
/// <param name="Name">What the graph calls it.</param>
/// <param name="Shape">Its sizes; 0 where the number of steps is free.</param>
/// <param name="ElementType">ONNX's number of the type.</param>
/// <param name="Value">The value.</param>
public sealed record OnnxConstant(string Name, IReadOnlyList<int> Shape, int ElementType, double Value);

/// <summary>A state: zeros at first, then what the last call gave.</summary>
/// <param name="Input">The graph's input.</param>
/// <param name="Output">The graph's output that is fed back into it.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="ElementType">ONNX's number of the type.</param>
public sealed record OnnxState(string Input, string Output, IReadOnlyList<int> Shape, int ElementType);

/// <summary>One of the model's outputs.</summary>
/// <param name="Name">What the graph calls it.</param>
/// <param name="IsGraphOutput">Whether the file itself gives it; a cut point inside the graph is none of its outputs.</param>
/// <param name="TimeAxis">The axis of the steps; -1: one result for a call.</param>
/// <param name="BatchAxis">The axis of the batch; -1: none.</param>
/// <param name="Size">Values of a step, in the order of the other axes, row-major.</param>
public sealed record OnnxOutput(string Name, bool IsGraphOutput, int TimeAxis, int BatchAxis, int Size)
{
    /// <summary>Steps of the sequence from one step of the output to the next.</summary>
    public int Stride { get; init; } = 1;
}

/// <summary>A model read from an ONNX file.</summary>
/// <param name="Model">The network.</param>
/// <param name="Contract">How the file is called; <see langword="null"/> if the model has problems that leave it open.</param>
public sealed record OnnxModel(SourceModel Model, OnnxContract? Contract)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the caller fixes.</param>
    /// <exception cref="SourceFormatException">The file is damaged or contradicts itself.</exception>
    public static OnnxModel Read(string path, ReadOptions? options = null)
    {
        using FileStream file = File.OpenRead(path);
        return OnnxReader.ReadModel(file, Path.GetFileName(path), options ?? ReadOptions.None);
    }
}
