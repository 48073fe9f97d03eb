using System.Globalization;
using System.Reflection;
using TinyRnn.Import;
using TinyRnn.Import.Onnx;
using TinyRnn.Tool.Proving;

namespace TinyRnn.Benchmarks.Whole;

/// <summary>A trained model's file as <c>tinyrnn import</c> takes it in: the class that it becomes, compiled, and how its own runtime is called.</summary>
internal sealed class WholeModel
{
    private readonly Action<float[], float[], int> _run;

    private WholeModel(string path, OnnxContract contract, int inputSize, int outputSize, Action<float[], float[], int> run)
    {
        Path = path;
        Contract = contract;
        InputSize = inputSize;
        OutputSize = outputSize;
        _run = run;
    }

    /// <summary>The file that ONNX Runtime runs.</summary>
    public string Path { get; }

    /// <summary>What the file is called, or its folder where that says more.</summary>
    public string Name => System.IO.Path.GetFileName(Path) == "model.onnx"
        ? System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!) : System.IO.Path.GetFileNameWithoutExtension(Path);

    public OnnxContract Contract { get; }

    public int InputSize { get; }

    public int OutputSize { get; }

    /// <summary>Steps of one call: what the file has fixed; otherwise one where its states are fed back call by call, or a sequence.</summary>
    public int StepsPerCall => Contract.StepsPerCall > 0 ? Contract.StepsPerCall : Contract.States.Count > 0 ? 1 : 128;

    /// <summary>Imports a file.</summary>
    /// <param name="file">An ONNX file, and behind a question mark what is given in each call: <c>silero_vad.onnx?sr=16000</c>.</param>
    /// <param name="stream">The <see cref="StreamingTwin"/> that ONNX Runtime runs instead of the file.</param>
    /// <exception cref="InvalidOperationException">It cannot be imported, or reads tokens; the message has the reasons.</exception>
    public static WholeModel Open(string file, string? stream)
    {
        string[] parts = file.Split('?', '=');
        string path = parts[0];
        ReadOptions reading = parts.Length == 3
            ? new() { Values = new Dictionary<string, double> { [parts[1]] = double.Parse(parts[2], CultureInfo.InvariantCulture) } } : ReadOptions.None;
        ModelImport import = ModelImport.Prepare(path, new ImportOptions { Class = "Whole", Reading = reading });
        if (import.Problems.Count > 0)
            throw new InvalidOperationException($"{path} cannot be imported: {string.Join(" ", import.Problems)}");
        if (!import.IsStreaming || import.ReadsTokens)
            throw new InvalidOperationException($"{path} reads tokens, or in both directions: only models that read numbers step by step are compared.");
        OnnxContract contract = stream is null ? OnnxModel.Read(path, reading).Contract! : StreamingTwin.Contract(stream);
        Assembly assembly = ClassCompiler.Compile(import.Files[0], import.Files[1], isCollectible: false);
        Type model = assembly.GetType(import.ClassName, throwOnError: true)!;
        Type contracts = Array.Find(
            model.GetInterfaces(), type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IStreamingModel<,,>))!;
        MethodInfo make = typeof(WholeModel).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(contracts.GetGenericArguments()[..2]);
        return (WholeModel)make.Invoke(null, [stream ?? path, contract, model.GetProperty("Pretrained")!.GetValue(null)])!;
    }

    /// <summary>Goes on from where the last call ended.</summary>
    /// <param name="xs">[T, I].</param>
    /// <param name="ys">[T, O].</param>
    /// <param name="steps">T.</param>
    public void Run(float[] xs, float[] ys, int steps) => _run(xs, ys, steps);

    private static WholeModel Make<TModel, TState>(string path, OnnxContract contract, TModel model)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TState state = model.Initial;
        return new(path, contract, TModel.InputSize, TModel.OutputSize, (xs, ys, steps) =>
        {
            if (steps == 1)
                model.Step(ref state, xs, ys);
            else
                model.Run(ref state, xs, ys);
        });
    }
}
