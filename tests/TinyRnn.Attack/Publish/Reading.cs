namespace TinyRnn.Attack.Publish;

/// <summary>A way to read a model, with memory of its own.</summary>
/// <param name="Name">Model and method.</param>
/// <param name="Read">Reads once; <see langword="null"/> if what was read belongs to one set.</param>
/// <param name="IsFree">It allocates nothing, once a thread has read before.</param>
internal sealed record Reading(string Name, Func<string?> Read, bool IsFree);
