using System.Globalization;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints <c>X.State.g.cs</c>: what a stream remembers, as a value. Its memory is private; the class around it, and the classes in that,
/// reach it by private helpers.
/// </summary>
internal static class StateFile
{
    public static string Print(ModelPlan plan) =>
        FileFrame.Print(
            plan.Type,
            $"{plan.Type.Name}.State: what a stream remembers.",
            [],
            "",
            writer =>
            {
                EmitState(writer, plan);
                if (plan.StateLength > 0)
                    EmitMemory(writer, plan);
            });

    private static void EmitState(SourceWriter writer, ModelPlan plan)
    {
        writer.Lines(
            $"""
            /// <summary>
            /// What one stream remembers between steps ({LayerTable.StateBytes(plan)} bytes). A value: <see langword="default"/> is the zero state, an assignment is a
            /// copy to come back to, <c>==</c> says whether two streams remember the same, and no two streams share anything. <see cref="WriteTo"/> and
            /// <see cref="ReadFrom"/> keep it in a file or carry it to another machine.
            /// </summary>
            {FileFrame.GeneratedCode}
            {Sequential}
            """);
        using (writer.Block("public struct State : global::TinyRnn.IStreamState<State>"))
        {
            EmitLayout(writer, plan);
            foreach (StateCounter counter in plan.Counters.Where(counter => counter.Most is not null))
            {
                writer.Line();
                writer.Line($"/// <summary>Number of inputs that {counter.Layer} holds, 0 to {counter.Most}.</summary>");
                writer.Line(
                    $"public readonly int {counter.Name} => (int)Math.Min((uint)_memory.{counter.Name}, {counter.Most}u);   // what is no number reads as full");
            }

            foreach (StateVector vector in plan.Layers.SelectMany(layer => layer.Vectors).Where(vector => vector.Meaning != StateMeaning.Private))
            {
                writer.Line();
                writer.Line($"/// <summary>{Summary(plan, vector)}</summary>");
                writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
                writer.Line($"public Span<float> {vector.Name} => MemoryMarshal.CreateSpan(ref {StateAccess.Current(vector, "this")}, {vector.Range.Length});");
            }

            EmitValue(writer, plan);
        }
    }

    private static string Summary(ModelPlan plan, StateVector vector)
    {
        LayerPlan layer = plan.Layers.First(each => each.Id == vector.Layer);
        string reads = !layer.IsBidirectional ? "" : layer.Directions[1] is { } reverse && (vector == reverse.Hidden || vector == reverse.Cell)
            ? ", last to first step"
            : ", first to last step";
        return $"{(vector.Meaning == StateMeaning.Hidden ? "Hidden state h" : "Cell state c")} of {vector.Layer}{reads}, <c>[{vector.Range.Length}]</c>.";
    }

    /// <summary>The fields of a state lie as they are written here; the attribute also says that not all of them are named elsewhere.</summary>
    private const string Sequential = "[StructLayout(LayoutKind.Sequential)]";

    private static void EmitLayout(SourceWriter writer, ModelPlan plan)
    {
        // Counters stand after the floats.
        Dictionary<string, long> places = plan.Counters.Select((counter, index) => (counter.Name, Place: plan.StateLength + index))
            .ToDictionary(each => each.Name, each => each.Place);
        List<string> parts = [];
        foreach (StateVector vector in plan.Layers.SelectMany(layer => layer.Vectors))
        {
            string place = vector.Range.Offset.ToString(CultureInfo.InvariantCulture);
            string part = vector.Queue is { } queue ? $"{queue.Kind}({place}, {queue.Steps}, {queue.Size}, {places[queue.Counter.Name]}{(queue.Kind == QueueKind.Ring ? $", {queue.Slots}" : "")})"
                : vector.Turn is { } turn ? $"Twice({place}, {vector.Padded}, {vector.Range.Length}, {places[turn.Name]})"
                : $"Vector({place}, {vector.Range.Length})";
            parts.Add($"    Rnn::States.StatePart.{part}{(parts.Count < plan.Layers.Sum(layer => layer.Vectors.Count) - 1 ? "," : ");")}   // {vector.Name}");
        }

        writer.Line("// What is remembered, and where: compared, and written, whatever else the memory holds.");
        writer.Line(
            $"private static readonly Rnn::States.StateLayout s_layout = new({Literal.String(plan.Type.Name)}, 0x{plan.StateSignature:x16}{(parts.Count == 0 ? ");" : ",")}");
        foreach (string part in parts)
            writer.Line(part);
        if (plan.StateLength > 0)
        {
            writer.Line();
            writer.Line("private StateMemory _memory;");
        }
    }

    private static void EmitValue(SourceWriter writer, ModelPlan plan) => writer.Lines(
        $$"""

        /// <summary>Bytes that <see cref="WriteTo"/> writes.</summary>
        public const int ByteCount = {{plan.StateByteCount}};

        static int global::TinyRnn.IStreamState<State>.ByteCount => ByteCount;

        /// <summary>Writes what the stream remembers, to go on from later, in another process or on another machine. Equal states give equal bytes.</summary>
        /// <param name="destination">Exactly <see cref="ByteCount"/> bytes.</param>
        /// <exception cref="ArgumentException">Another length, or the memory of the state itself.</exception>
        /// <exception cref="InvalidOperationException">The state's memory was overwritten with what is no state.</exception>
        public readonly void WriteTo(Span<byte> destination) => s_layout.Write(in this, destination);

        /// <summary>The state that <see cref="WriteTo"/> wrote.</summary>
        /// <param name="source">Exactly <see cref="ByteCount"/> bytes; they may come from anywhere.</param>
        /// <exception cref="ArgumentException">Another length.</exception>
        /// <exception cref="global::TinyRnn.StateFormatException">No state of this model's layers, or a damaged one.</exception>
        public static State ReadFrom(ReadOnlySpan<byte> source) => s_layout.Read<State>(source);

        /// <summary>Both streams remember the same, bit for bit: they go on alike. A NaN equals the same NaN, and -0 is not 0.</summary>
        /// <param name="other">The other stream's state.</param>
        public readonly bool Equals(State other) => s_layout.AreEqual(in this, in other);

        /// <inheritdoc/>
        public override readonly bool Equals(object? obj) => obj is State other && Equals(other);

        /// <inheritdoc/>
        public override readonly int GetHashCode() => s_layout.Hash(in this);

        /// <summary>Both streams remember the same.</summary>
        public static bool operator ==(State left, State right) => left.Equals(right);

        /// <summary>The streams remember something different.</summary>
        public static bool operator !=(State left, State right) => !left.Equals(right);
        """);

    private static void EmitMemory(SourceWriter writer, ModelPlan plan)
    {
        writer.Lines(
            $$"""

            // The memory of a state. Only this class reaches it, and what it does there is safe for counters of any value.
            {{Sequential}}
            private struct StateMemory
            {
                public StateFloats Floats;
            """);
        foreach (StateCounter counter in plan.Counters)
            writer.Line($"    public int {counter.Name};");
        writer.Lines(
            $$"""
            }

            [InlineArray({{plan.StateLength}})]
            private struct StateFloats
            {
                private float _first;
            }

            // The index is made of this model's constants, and at most of the last bit of a counter: always below {{plan.StateLength}}.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static ref float StateAt(ref State state, int index) => ref Unsafe.Add(ref Unsafe.As<State, float>(ref state), index);
            """);
        if (plan.Counters.Count == 0)
            return;
        writer.Lines(
            """

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static ref StateMemory InState(ref State state) => ref Unsafe.As<State, StateMemory>(ref state);
            """);
    }
}
