using System.CommandLine;

namespace TinyRnn.Samples;

/// <summary>A small program of one idea.</summary>
internal abstract class Sample
{
    /// <summary>Its command.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>Options that only this one has.</summary>
    public virtual IEnumerable<Option> Options => [];

    /// <summary>Learns something and shows it.</summary>
    /// <param name="run">What was asked for, and where results go.</param>
    public abstract void Run(SampleRun run);
}
