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
    /// <param name="original">The original, to say which layer differs first; <see langword="null"/> if it is not at hand.</param>
    /// <exception cref="ProofFailure">It does not compile, or differs; the message says where.</exception>
    public static ProofResult Run(string className, ImportedFile source, ImportedFile weights, ImportedFile golden, SourceModel? original = null)
    {
        Assembly assembly = ClassCompiler.Compile(source, weights);
        Type model = assembly.GetType(className, throwOnError: true)!;
        (Type contract, string check) = Contract(model) ?? throw new ProofFailure($"{className} is no [RecurrentModel] class.");
        string path = Path.Combine(Directory.CreateTempSubdirectory("tinyrnn").FullName, golden.Name);
        try
        {
            File.WriteAllBytes(path, golden.Content.ToArray());
            MethodInfo method = typeof(ModelProof).GetMethod(check)!.MakeGenericMethod(contract.GetGenericArguments());
            return (ProofResult)method.Invoke(null, [Pretrained(model), path])!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } cause)
        {
            string layer = original is not null && cause is ModelProofException ? FirstDifference.Find(contract, Pretrained(model), original) : "";
            throw new ProofFailure($"{cause.Message} {layer}".TrimEnd());
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static object Pretrained(Type model) => model.GetProperty("Pretrained")!.GetValue(null)!;

    /// <summary>What the class offers most of, and the check for it.</summary>
    private static (Type Contract, string Check)? Contract(Type model)
    {
        foreach ((Type definition, string check) in (ReadOnlySpan<(Type, string)>)
            [
                (typeof(IGeneratingModel<,>), nameof(ModelProof.CheckGenerating)),
                (typeof(IStridedModel<,,>), nameof(ModelProof.CheckStrided)),
                (typeof(IStreamingModel<,,>), nameof(ModelProof.CheckStreaming)),
                (typeof(IRecurrentModel<,,>), nameof(ModelProof.Check)),
            ])
        {
            if (Array.Find(model.GetInterfaces(), type => IsOf(type, definition)) is { } contract)
                return (contract, check);
        }

        return null;
    }

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
