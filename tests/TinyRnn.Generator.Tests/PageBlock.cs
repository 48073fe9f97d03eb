namespace TinyRnn.Generator.Tests;

/// <summary>How a block of code on a page is compiled.</summary>
internal sealed record PageBlock
{
    /// <summary>A whole <c>Program.cs</c> of a console project.</summary>
    public static PageBlock Program { get; } = new();

    /// <summary>A whole <c>Program.cs</c> of a web project.</summary>
    public static PageBlock WebProgram { get; } = new() { IsWeb = true };

    /// <summary>A whole file of a library that allows unsafe code.</summary>
    public static PageBlock Library { get; } = new() { IsLibrary = true };

    /// <summary>Statements that go on where the page's first block, a program, ends.</summary>
    public static PageBlock Continued { get; } = new() { IsContinued = true };

    /// <summary>What stands around the block.</summary>
    public string Frame { get; private init; } = PageFrames.Block;

    public bool IsWeb { get; private init; }

    public bool IsLibrary { get; private init; }

    public bool IsContinued { get; private init; }

    /// <summary>Why it is not compiled, or <see langword="null"/>.</summary>
    public string? Reason { get; private init; }

    public static PageBlock Within(string frame) => new() { Frame = frame };

    public static PageBlock NotCompiled(string reason) => new() { Reason = reason };
}
