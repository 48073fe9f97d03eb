namespace TinyRnn.Attack.GuardPages;

/// <summary>What a state writes that has seen nothing.</summary>
internal static unsafe class FreshState
{
    /// <returns>Its bytes; none if it writes none.</returns>
    public static byte[] BytesOf(Subject subject)
    {
        Call? write = subject.Calls.FirstOrDefault(call => call.Method.Name == "WriteTo" && Call.IsOfValue(call.Method));
        if (write is null)
            return [];
        int size = Call.SizeOf(write.Method.DeclaringType!);
        byte[] state = new byte[size];
        byte[] bytes = new byte[subject.Facts.StateBytes];
        fixed (byte* from = state)
        fixed (byte* to = bytes)
        {
            Argument[] arguments =
            [
                new() { Text = "this", Pointer = from, Bytes = size, Length = 1 },
                new() { Text = "to", Pointer = to, Bytes = bytes.Length, Length = bytes.Length },
            ];
            write.Invoke(null, new CallFrame { Arguments = arguments });
        }

        return bytes;
    }
}
