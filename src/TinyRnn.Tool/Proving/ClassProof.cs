using System.Reflection;

namespace TinyRnn.Tool.Proving;

/// <summary>Compiles what an import made and replays its golden vectors.</summary>
internal static class ClassProof
{
    /// <summary>Proves it.</summary>
    /// <param name="className">The class's full name.</param>
    /// <param name="source">The class.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="golden">The vectors.</param>
    /// <exception cref="ProofFailure">It does not compile, or differs; the message says where.</exception>
    public static ProofResult Run(string className, ImportedFile source, ImportedFile weights, ImportedFile golden)
    {
        Assembly assembly = ClassCompiler.Compile(source, weights);
        Type model = assembly.GetType(className, throwOnError: true)!;
        Type contract = Array.Find(model.GetInterfaces(), type => IsOf(type, typeof(IStreamingModel<,,>)))
            ?? Array.Find(model.GetInterfaces(), type => IsOf(type, typeof(IRecurrentModel<,,>)))
            ?? throw new ProofFailure($"{className} is no [RecurrentModel] class.");
        string check = IsOf(contract, typeof(IStreamingModel<,,>)) ? nameof(ModelProof.CheckStreaming) : nameof(ModelProof.Check);
        string path = Path.Combine(Directory.CreateTempSubdirectory("tinyrnn").FullName, golden.Name);
        try
        {
            File.WriteAllBytes(path, golden.Content.ToArray());
            MethodInfo method = typeof(ModelProof).GetMethod(check)!.MakeGenericMethod(contract.GetGenericArguments());
            object pretrained = model.GetProperty("Pretrained")!.GetValue(null)!;
            return (ProofResult)method.Invoke(null, [pretrained, path])!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } cause)
        {
            throw new ProofFailure(cause.Message);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
