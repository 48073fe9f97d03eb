using System.Reflection;
using TinyRnn.Import;
using TinyRnn.Import.Onnx;
using TinyRnn.Tool.Proving;

namespace TinyRnn.Benchmarks.Whole;

/// <summary>A trained model's file as <c>tinyrnn import</c> takes it in: the class that it becomes, compiled, and how its own runtime is called.</summary>
internal sealed class WholeModel
{
    private readonly Action<float[], float[], int> _run;

    private WholeModel(string name, OnnxContract contract, int inputSize, int outputSize, Action<float[], float[], int> run)
    {
        Name = name;
        Contract = contract;
        InputSize = inputSize;
        OutputSize = outputSize;
        _run = run;
    }

    public string Name { get; }

    public OnnxContract Contract { get; }

    public int InputSize { get; }

    public int OutputSize { get; }

    /// <summary>Steps of one call: one where the file's states are fed back call by call, otherwise a sequence.</summary>
    public int StepsPerCall => Contract.States.Count > 0 ? 1 : 128;

    /// <summary>Imports a file.</summary>
    /// <param name="path">An ONNX file with one input and one output, or several.</param>
    /// <exception cref="InvalidOperationException">It cannot be imported, or reads tokens; the message has the reasons.</exception>
    public static WholeModel Open(string path)
    {
        ModelImport import = ModelImport.Prepare(path, new ImportOptions { Class = "Whole" });
        if (import.Problems.Count > 0)
            throw new InvalidOperationException($"{path} cannot be imported: {string.Join(" ", import.Problems)}");
        if (!import.IsStreaming || import.ReadsTokens)
            throw new InvalidOperationException($"{path} reads tokens, or in both directions: only models that read numbers step by step are compared.");
        OnnxContract contract = OnnxModel.Read(path).Contract!;
        Assembly assembly = ClassCompiler.Compile(import.Files[0], import.Files[1], isCollectible: false);
        Type model = assembly.GetType(import.ClassName, throwOnError: true)!;
        Type contracts = Array.Find(
            model.GetInterfaces(), type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IStreamingModel<,,>))!;
        MethodInfo make = typeof(WholeModel).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(contracts.GetGenericArguments()[..2]);
        string name = Path.GetFileName(path) == "model.onnx" ? Path.GetFileName(Path.GetDirectoryName(path)!) : Path.GetFileNameWithoutExtension(path);
        return (WholeModel)make.Invoke(null, [name, contract, model.GetProperty("Pretrained")!.GetValue(null)])!;
    }

    /// <summary>Goes on from where the last call ended.</summary>
    /// <param name="xs">[T, I].</param>
    /// <param name="ys">[T, O].</param>
    /// <param name="steps">T.</param>
    public void Run(float[] xs, float[] ys, int steps) => _run(xs, ys, steps);

    private static WholeModel Make<TModel, TState>(string name, OnnxContract contract, TModel model)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TState state = model.Initial;
        return new(name, contract, TModel.InputSize, TModel.OutputSize, (xs, ys, steps) =>
        {
            if (steps == 1)
                model.Step(ref state, xs, ys);
            else
                model.Run(ref state, xs, ys);
        });
    }
}
