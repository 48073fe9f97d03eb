using System.Runtime.InteropServices;

namespace TinyRnn.Attack.GuardPages;

/// <summary>Memory between two forbidden pages: whoever reads or writes one value too many ends the process.</summary>
internal sealed unsafe partial class Mapping
{
    private const int ReadAndWrite = 1 | 2;
    private const int Private = 2;
    private const int AnonymousOnLinux = 0x20;
    private const int AnonymousOnMac = 0x1000;
    private const byte Canary = 0xC5;

    private readonly byte* _first;
    private readonly nint _room;

    /// <param name="room">Bytes between the forbidden pages, at least.</param>
    public Mapping(int room)
    {
        int page = Environment.SystemPageSize;
        _room = (room + page - 1) / page * page;
        nint all = Map(0, _room + (2 * page), ReadAndWrite, Private | (OperatingSystem.IsMacOS() ? AnonymousOnMac : AnonymousOnLinux), -1,
            0);
        if (all == -1)
            throw new InvalidOperationException($"The system gave no memory (error {Marshal.GetLastPInvokeError()}).");
        if (Protect(all, page, 0) != 0 || Protect(all + page + _room, page, 0) != 0)
            throw new InvalidOperationException($"The system forbids no page (error {Marshal.GetLastPInvokeError()}).");
        _first = (byte*)all + page;
        new Span<byte>(_first, (int)_room).Fill(Canary);
    }

    /// <summary>Why this system has no such memory; <see langword="null"/> if it has.</summary>
    public static string? Missing => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? null
        : "forbidden pages are asked for by mmap, which this system does not have";

    public int Room => (int)_room;

    /// <summary>So many bytes, which end where the forbidden page begins, or begin where the one before ends.</summary>
    public byte* Take(int bytes, bool atEnd) => atEnd ? _first + _room - bytes : _first;

    /// <summary>So many bytes at a place inside, or as near to it as there is room.</summary>
    public byte* TakeNear(byte* place, int bytes) => Math.Min((nuint)place, (nuint)(_first + _room - bytes)) is var near
        ? (byte*)Math.Max(near, (nuint)_first) : null;

    /// <summary>Everything around what was taken is as it was; restores it.</summary>
    /// <param name="taken">What <see cref="Take"/> gave.</param>
    /// <param name="bytes">Its length.</param>
    public bool Release(byte* taken, int bytes)
    {
        Span<byte> before = new(_first, (int)(taken - _first));
        Span<byte> behind = new(taken + bytes, (int)(_first + _room - taken - bytes));
        bool isWhole = !before.ContainsAnyExcept(Canary) && !behind.ContainsAnyExcept(Canary);
        new Span<byte>(_first, (int)_room).Fill(Canary);
        return isWhole;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nint length, int protection);
}
