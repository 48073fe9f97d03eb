namespace TinyRnn.Demo.Training;

/// <summary>Something that the user can mend; the message says how.</summary>
internal sealed class TrainingException(string message) : Exception(message);
