namespace TinyRnn;

/// <summary>What one call of <c>Run</c> takes and gives: the four shapes of sequence models.</summary>
public enum SequenceMode
{
    /// <summary>An output at every step: inputs <c>[T, I]</c>, outputs <c>[T, O]</c> (tagging, audio).</summary>
    ManyToMany,

    /// <summary>Only the last step reaches the head: inputs <c>[T, I]</c>, output <c>[O]</c> (classification of a sequence).</summary>
    ManyToOne,

    /// <summary>One input <c>[I]</c>, outputs <c>[T, O]</c>: after the first step the input is zero, or the output fed back (<see cref="Feedback"/>).</summary>
    OneToMany,

    /// <summary>One input <c>[I]</c>, one output <c>[O]</c>: <c>Run</c> is a single step.</summary>
    OneToOne,
}
