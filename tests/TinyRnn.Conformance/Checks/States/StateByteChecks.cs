using System.Buffers.Binary;
using System.Numerics;
using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>The bytes of states: the same on every processor, and refused if they are anything else.</summary>
internal static class StateByteChecks
{
    private const int Steps = 37;

    /// <summary>Written once, on x64, after the inputs 0.25, -0.5, 0.75 of the model with seed 1.</summary>
    private const string Written =
        "5452530141dfe01e521ccfd40000403f000000bf0300000085623abe1124693fd8b41fbd74339c3c577662bde7ce093f000000000000000000000000"
        + "000000000000000000000000bb541f3efc964cbe96ab5b3ea0f3db3eca0ab6bea5f97c3faad00cbefffdabbe2f7974bd219aa43da9641fbe6c1b5a70";

    public static IReadOnlyList<Check> All { get; } =
    [
        new("State bytes: what is written on one processor goes on on every other", Goes),
        new("State bytes: every kind of cell, bit for bit",
            () => Reproducible<ReproducibleStack, ReproducibleStack.State>("e840ddf824962709", "f0cedeac360dd225")),
        new("State bytes: windows and histories, bit for bit",
            () => Reproducible<ReproducibleLags, ReproducibleLags.State>("ac6986940fa988ce", "8f676d6b76b5e578")),
        new("State bytes: a latent model, bit for bit",
            () => Reproducible<ReproducibleLatent, ReproducibleLatent.State>("a803341dae3d654c", "0d8265e7ad555a19")),
        new("State bytes: both directions, bit for bit", BothWays),
        new("State bytes: wrong lengths are named", Lengths),
        new("State bytes: one turned bit anywhere is found", TurnedBits),
        new("State bytes: another model's are refused", Foreign),
        new("State bytes: forms and histories that are none are refused", Forged),
        new("State bytes: not over the state itself", Overlap),
    ];

    private static void Goes()
    {
        WrittenState model = WrittenState.Create(1);
        WrittenState.State state = default;
        float[] y = new float[5];
        foreach (float x in new[] { 0.25f, -0.5f, 0.75f })
            model.Step(ref state, [x], y);
        byte[] bytes = new byte[WrittenState.State.ByteCount];
        state.WriteTo(bytes);
        Verify.Equal(Written, Convert.ToHexStringLower(bytes), "bytes");
        WrittenState.State read = WrittenState.State.ReadFrom(Convert.FromHexString(Written));
        Verify.That(read == state, "differs");
        float[] ys = new float[3 * 5];
        model.Run(ref read, [0.125f, 1, -1], ys);
        Verify.Equal("c8893ad6a2105ee3", Digest.Of<float>(ys), "outputs that follow");
        Verify.Equal(6, read.History1Steps, "inputs held");
    }

    private static void Reproducible<TModel, TState>(string bytesDigest, string outputsDigest)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(1);
        float[] ys = new float[Steps * TModel.OutputSize];
        TState state = default;
        model.Run(ref state, Signals.Noise(Steps * TModel.InputSize, 2), ys);
        byte[] bytes = new byte[TState.ByteCount];
        state.WriteTo(bytes);
        string digest = Digest.Of<byte>(bytes);
        TState read = TState.ReadFrom(bytes);
        const int more = 3;
        float[] following = new float[more * TModel.OutputSize];
        model.Run(ref read, Signals.Noise(more * TModel.InputSize, 4), following);
        Verify.Equal($"{bytesDigest} {outputsDigest}", $"{digest} {Digest.Of<float>(following)}", "bits of the state, and of what follows");
    }

    private static void BothWays()
    {
        ReproducibleBothWays model = ReproducibleBothWays.Create(1);
        float[] ys = new float[Steps];
        ReproducibleBothWays.State state = default;
        model.Run(ref state, Signals.Noise(Steps * 3, 2), ys);
        byte[] bytes = new byte[ReproducibleBothWays.State.ByteCount];
        state.WriteTo(bytes);
        string digest = Digest.Of<byte>(bytes);
        ReproducibleBothWays.State read = ReproducibleBothWays.State.ReadFrom(bytes);
        model.Run(ref read, Signals.Noise(Steps * 3, 4), ys);
        Verify.Equal("46ed5643450bc751 1edfb28fd1f3498d", $"{digest} {Digest.Of<float>(ys)}", "bits of the state, and of what follows");
    }

    private static void Lengths()
    {
        Knob.State state = default;
        Verify.Equal(12 + (4 * 40) + 4, Knob.State.ByteCount, "bytes of 20 units");
        Verify.Equal(12 + (4 * 0) + 4, FeedForward.State.ByteCount, "bytes of a model without a memory");
        Verify.Equal(12 + (4 * (1 + (12 * 2))) + 4, NaivePanels.State.ByteCount, "bytes of a history");
        Verify.Equal(12 + (4 * 4 * 2) + 4, Autoregressive.State.ByteCount, "bytes of a window");
        Verify.Throws<ArgumentException>(() => state.WriteTo(new byte[175]), "destination has 175 bytes", "Knob has 176", "Knob.State.ByteCount");
        Verify.Throws<ArgumentException>(() => state.WriteTo(new byte[177]), "destination has 177 bytes");
        Verify.Throws<ArgumentException>(() => Knob.State.ReadFrom(new byte[175]), "source has 175 bytes", "Knob has 176");
        Verify.Throws<ArgumentException>(() => Knob.State.ReadFrom([]), "source has 0 bytes");
    }

    private static void TurnedBits()
    {
        byte[] bytes = new byte[NaivePanels.State.ByteCount];
        NaivePanels.State state = default;
        NaivePanels.Create(1).Run(ref state, Signals.Noise(2 * 5, 1), new float[5 * 5]);
        state.WriteTo(bytes);
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            StateFormatException exception = Verify.Throws<StateFormatException>(() => NaivePanels.State.ReadFrom(bytes), "NaivePanels", "state = default");
            string reason = bit < 24 ? "are no state" : bit < 32 ? "is written in form" : "is damaged: its checksum does not fit";
            Verify.Says(exception, reason);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Verify.That(NaivePanels.State.ReadFrom(bytes) == state, "the bytes as they were");
    }

    /// <summary>Models whose states have as many bytes: the cell, the reset, the input and the head differ.</summary>
    private static void Foreign()
    {
        byte[] lstm = new byte[VectorLstm.State.ByteCount];
        default(VectorLstm.State).WriteTo(lstm);
        Verify.Throws<StateFormatException>(() => OneHotLstm.State.ReadFrom(lstm), "another model than OneHotLstm", "state = default");
        byte[] gru = new byte[VectorGru.State.ByteCount];
        default(VectorGru.State).WriteTo(gru);
        Verify.Throws<StateFormatException>(() => VectorGruBefore.State.ReadFrom(gru), "another model than VectorGruBefore");
        Verify.Throws<StateFormatException>(() => VectorRnn.State.ReadFrom(gru), "another model than VectorRnn");
        byte[] none = new byte[FeedForward.State.ByteCount];
        default(FeedForward.State).WriteTo(none);
        Verify.Throws<StateFormatException>(() => MarkovTable.State.ReadFrom(none), "another model than MarkovTable");
        Verify.That(FeedForward.State.ReadFrom(none) == default, "a model without a memory");
    }

    /// <summary>With a checksum that fits, as somebody else would write it.</summary>
    private static void Forged()
    {
        byte[] bytes = new byte[NaivePanels.State.ByteCount];
        NaivePanels.State state = default;
        NaivePanels.Create(1).Run(ref state, Signals.Noise(2 * 5, 1), new float[5 * 5]);
        state.WriteTo(bytes);
        Refused(12, -1, "damaged: its history holds -1 inputs, of at most 12");
        Refused(12, 13, "damaged: its history holds 13 inputs, of at most 12");
        Refused(12, int.MinValue, "damaged: its history holds -2147483648 inputs");
        Refused(12, 4, "damaged: something stands in its history where no input is");
        Refused(bytes.Length - 8, 1, "damaged: something stands in its history where no input is");

        void Refused(int place, int value, string reason)
        {
            byte[] forged = [.. bytes];
            BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(place), value);
            BinaryPrimitives.WriteUInt32LittleEndian(forged.AsSpan(forged.Length - 4), Crc(forged.AsSpan(0, forged.Length - 4)));
            Verify.Throws<StateFormatException>(() => NaivePanels.State.ReadFrom(forged), reason);
        }
    }

    /// <summary>CRC-32C, byte by byte.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte each in bytes)
            crc = BitOperations.Crc32C(crc, each);
        return ~crc;
    }

    private static void Overlap()
    {
        Knob.State[] states = new Knob.State[2];
        Verify.Throws<ArgumentException>(
            () => states[0].WriteTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(states.AsSpan())[4..(4 + Knob.State.ByteCount)]),
            "memory of the state");
        Verify.That(states[0] == default, "a refused call changed the state");
    }
}
