using TinyRnn.Benchmarks.Table;
using TorchSharp;

namespace TinyRnn.Benchmarks;

/// <summary>TorchSharp's row of the table, where libtorch is there and loads.</summary>
internal static class TorchRows
{
    /// <param name="messages">Takes the reason when there is no row.</param>
    public static IReadOnlyList<Row> Find(TextWriter messages)
    {
        try
        {
            // The first call loads the native library.
            torch.set_num_threads(1);
            return [new("TorchSharp, 128 steps a call", "torch", weights => new TorchLstm(weights, SectionRun.Steps))];
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or NotSupportedException or BadImageFormatException)
        {
            messages.WriteLine("TorchSharp is left out: libtorch is not there (build with -p:LibTorch=true: 460 MB) or does not load:");
            messages.WriteLine(Reason(exception));
            messages.WriteLine();
            return [];
        }
    }

    /// <summary>
    /// TorchSharp tries several folders and says at length what it tried. The loader's own words are shorter, and name the library that is missing.
    /// </summary>
    private static string Reason(Exception exception)
    {
        try
        {
            System.Runtime.InteropServices.NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
        }
        catch (DllNotFoundException loader)
        {
            return loader.Message.Split('\n')[0].Trim();
        }

        return (exception.InnerException ?? exception).Message.Split('\n')[0].Trim();
    }
}
