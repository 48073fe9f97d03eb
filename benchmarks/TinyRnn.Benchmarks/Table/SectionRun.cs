using TinyRnn.Benchmarks.Machine;

namespace TinyRnn.Benchmarks.Table;

/// <summary>Builds every implementation of a section, checks that all compute the same network, and times them together with the machine's probes.</summary>
internal static class SectionRun
{
    public const int Steps = 128;

    public static SectionResult Measure(Section section, Contest contest)
    {
        MachineProbe probe = new();
        List<ISequence> sequences = [];
        try
        {
            List<Contender> contenders = [.. probe.Contenders];
            foreach (Row row in section.Rows)
            {
                foreach (int size in section.Sizes)
                {
                    CellWeights weights = section.Weights(size);
                    using (ISequence candidate = row.Create(weights))
                        SameNetwork.Check(weights, candidate, Steps);
                    ISequence sequence = row.Create(weights);
                    sequences.Add(sequence);
                    contenders.Add(new Contender($"{row.Name}, H = {size}", Call(sequence, weights)));
                }
            }

            (double[] nanoseconds, double share) = contest.Run(contenders);
            MachineBound bound = probe.Bound(nanoseconds);
            return new SectionResult(section, bound, share, [.. section.Rows.Select((row, r) => new RowResult(
                row.Name,
                [.. section.Sizes.Select((_, s) =>
                {
                    int i = (r * section.Sizes.Count) + s;
                    return nanoseconds[probe.Contenders.Count + i] / (Steps * sequences[i].Streams);
                })]))]);
        }
        finally
        {
            foreach (ISequence sequence in sequences)
                sequence.Dispose();
        }
    }

    private static Action Call(ISequence sequence, CellWeights weights)
    {
        float[] xs = Signals.ForStreams(weights.Inputs, Steps, sequence.Streams);
        float[] ys = new float[Steps * sequence.Streams];
        return () => sequence.Run(xs, ys);
    }
}
