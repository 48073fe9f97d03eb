namespace TinyRnn.Training;

/// <summary>Where a call of <see cref="TrainerFit.Fit"/> is: all that decides how it goes on and that the trainer does not know.</summary>
internal sealed class FitPosition(int bestLength)
{
    /// <summary>The finished epochs.</summary>
    public List<FitEpoch> Epochs { get; } = [];

    /// <summary>The best one.</summary>
    public FitEpoch? Best { get; private set; }

    /// <summary>Its weights, in the order of files; none, if they are not kept.</summary>
    public float[] BestWeights { get; } = new float[bestLength];

    /// <summary>Batches that are done of the epoch that is under way.</summary>
    public int Batches { get; set; }

    /// <summary>Their losses, each times its targets.</summary>
    public double LossSum { get; set; }

    /// <summary>What their targets weigh together.</summary>
    public double LossCount { get; set; }

    /// <summary>Why training ended, once it has.</summary>
    public FitEnd? End { get; set; }

    /// <summary>The number of the epoch that is under way.</summary>
    public int Epoch => Epochs.Count + 1;

    /// <summary>An epoch is finished, and the next one begins.</summary>
    public void Add(FitEpoch epoch)
    {
        if (epoch.IsBest)
            Best = epoch;
        Epochs.Add(epoch);
        (Batches, LossSum, LossCount) = (0, 0, 0);
    }
}
