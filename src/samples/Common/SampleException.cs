namespace TinyRnn.Samples;

/// <summary>Something that the user can mend; the message says how.</summary>
internal sealed class SampleException(string message) : Exception(message);
