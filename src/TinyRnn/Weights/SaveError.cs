namespace TinyRnn.Weights;

/// <summary>Errors of a save, told of the file that was to be written: nobody knows the temporary one.</summary>
internal static class SaveError
{
    /// <summary>Whether it is an error of the system that names the temporary file.</summary>
    public static bool IsOf(Exception exception, string temporary) =>
        exception is IOException or UnauthorizedAccessException && exception.Message.Contains(temporary, StringComparison.Ordinal);

    /// <summary>The same error with the target's name in place of the temporary one's.</summary>
    public static Exception Of(Exception exception, string temporary, string target)
    {
        string message = Excerpt.Path($"'{target}' was not written: {exception.Message.Replace(temporary, target, StringComparison.Ordinal)}");
        return exception is UnauthorizedAccessException
            ? new UnauthorizedAccessException(message, exception)
            : new IOException(message, exception) { HResult = exception.HResult };
    }
}
