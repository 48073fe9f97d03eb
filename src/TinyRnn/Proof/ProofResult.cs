namespace TinyRnn;

/// <summary>How near a model's values came to those of the original.</summary>
public readonly struct ProofResult
{
    internal ProofResult(double largestError, double bound, long outputs)
    {
        LargestError = largestError;
        Bound = bound;
        Outputs = outputs;
    }

    /// <summary>The largest distance of an output.</summary>
    public double LargestError { get; }

    /// <summary>The distance that float32 and the length of the sequences allow; a larger one would have been an error.</summary>
    public double Bound { get; }

    /// <summary>Outputs that were compared, each way of computing them counted.</summary>
    public long Outputs { get; }
}
