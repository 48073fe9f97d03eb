
namespace TinyRnn.Generator.Emission;

/// <summary>Prints the members that read and write weight files.</summary>
internal static class WeightFileMembers
{
    /// <summary>The type of the place where metadata is kept.</summary>
    public const string Slot = "global::TinyRnn.Weights.MetadataSlot";

    /// <summary>The same of a pair.</summary>
    public const string PairSlot = "global::TinyRnn.Weights.PairMetadataSlot";

    /// <summary>The number of parameters for generic code: a constant cannot implement an interface.</summary>
    public static string ParameterCount(TypeSpec type) => $"static int global::TinyRnn.IModelWeights<{type.FullName}>.ParameterCount => ParameterCount;";

    /// <summary>An empty place for a model's metadata.</summary>
    public const string NewSlot = "new(s_metadataSizes)";

    /// <summary>An empty place for a pair's metadata.</summary>
    public const string NewPairSlot = $"new {PairSlot}(s_metadataSizes, new(s_encoderSizes), new(s_decoderSizes))";

    /// <summary>The place of the metadata, for trainers, pairs and the extensions that users call.</summary>
    public static string MetadataSlot(TypeSpec type) => $"{Slot} global::TinyRnn.IModelWeights<{type.FullName}>.MetadataSlot => _metadataSlot;";

    /// <summary>Declares the sizes that a model's metadata must fit.</summary>
    public static void EmitSizes(SourceWriter writer, ModelPlan plan) => EmitSizes(writer, "s_metadataSizes", plan.Type, plan, plan);

    /// <summary>Declares those of a pair, what the encoder reads and the decoder writes, and those of its parts.</summary>
    public static void EmitSizes(SourceWriter writer, EncoderDecoderPlan pair)
    {
        EmitSizes(writer, "s_metadataSizes", pair.Type, pair.Encoder, pair.Decoder);
        EmitSizes(writer, "s_encoderSizes", pair.Encoder.Type, pair.Encoder, pair.Encoder);
        EmitSizes(writer, "s_decoderSizes", pair.Decoder.Type, pair.Decoder, pair.Decoder);
    }

    private static void EmitSizes(SourceWriter writer, string name, TypeSpec type, ModelPlan reads, ModelPlan writes)
    {
        int numbers = reads.ReadsTokens ? 0 : reads.InputSize;
        int tokens = writes.ReadsTokens ? writes.Vocabulary : 0;
        string parts = string.Concat(writes.Outputs.Select(part => $", {part.Size}"));
        writer.Line(
            $"private static readonly global::TinyRnn.Weights.MetadataSizes {name} = new({Literal.String(type.Name)}, {numbers}, {tokens}, {writes.OutputSize}{parts});");
    }

    /// <summary>Where a part of a pair has its metadata.</summary>
    public static string SlotOf(TypeSpec part, string name) => $"((global::TinyRnn.IModelWeights<{part.FullName}>){name}).MetadataSlot";

    /// <param name="writer">Where to.</param>
    /// <param name="type">The class.</param>
    /// <param name="tensors">Expression of the tensors.</param>
    /// <param name="count">Expression of the number of parameters.</param>
    /// <param name="create">Expression that makes a model of the variable <c>parameters</c>.</param>
    /// <param name="slot">Expression of an empty place for metadata.</param>
    /// <param name="parameters">Expression of an instance's parameters.</param>
    public static void Emit(SourceWriter writer, TypeSpec type, string tensors, string count, string create, string slot, string parameters)
    {
        string text = Literal.String(type.Name);
        const string Task = "global::System.Threading.Tasks.Task";
        const string Cancellation = "global::System.Threading.CancellationToken";
        const string Options = "global::TinyRnn.Weights.WeightLoadOptions";
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>Reads a safetensors file with PyTorch's names, all or nothing.</summary>
            /// <param name="path">The file.</param>
            /// <param name="options">Prefix, other names, what to tolerate.</param>
            /// <exception cref="global::TinyRnn.Weights.WeightFormatException">No valid safetensors file.</exception>
            /// <exception cref="global::TinyRnn.Weights.WeightMismatchException">Valid, but not this model's tensors: the message lists every difference.</exception>
            {{FileFrame.GeneratedCode}}
            public static {{type.Reference}} Load(string path, global::TinyRnn.Weights.WeightLoadOptions? options = null)
            {
                {{Slot}} metadata = {{slot}};
                float[] parameters = Rnn::Files.WeightFile.Load(path, {{text}}, {{tensors}}, {{count}}, options, metadata);
                {{type.Reference}} model = {{create}};
                model._metadataSlot.Keep(metadata);
                return model;
            }

            /// <summary>Reads a safetensors stream with PyTorch's names, all or nothing.</summary>
            /// <param name="stream">A readable stream, read from its position to its end.</param>
            /// <param name="options">Prefix, other names, what to tolerate.</param>
            /// <exception cref="global::TinyRnn.Weights.WeightFormatException">No valid safetensors file.</exception>
            /// <exception cref="global::TinyRnn.Weights.WeightMismatchException">Valid, but not this model's tensors: the message lists every difference.</exception>
            {{FileFrame.GeneratedCode}}
            public static {{type.Reference}} Load(global::System.IO.Stream stream, global::TinyRnn.Weights.WeightLoadOptions? options = null)
            {
                {{Slot}} metadata = {{slot}};
                float[] parameters = Rnn::Files.WeightFile.Load(stream, {{text}}, {{tensors}}, {{count}}, options, metadata);
                {{type.Reference}} model = {{create}};
                model._metadataSlot.Keep(metadata);
                return model;
            }

            /// <summary>Reads the bytes of a safetensors file with PyTorch's names, all or nothing.</summary>
            /// <param name="file">The bytes: an array, a resource, memory that a server received.</param>
            /// <param name="options">Prefix, other names, what to tolerate.</param>
            /// <exception cref="global::TinyRnn.Weights.WeightFormatException">No valid safetensors file.</exception>
            /// <exception cref="global::TinyRnn.Weights.WeightMismatchException">Valid, but not this model's tensors: the message lists every difference.</exception>
            {{FileFrame.GeneratedCode}}
            public static {{type.Reference}} Load(ReadOnlySpan<byte> file, {{Options}}? options = null)
            {
                {{Slot}} metadata = {{slot}};
                float[] parameters = Rnn::Files.WeightFile.Load(file, null, {{text}}, {{tensors}}, {{count}}, options, metadata);
                {{type.Reference}} model = {{create}};
                model._metadataSlot.Keep(metadata);
                return model;
            }

            /// <summary><see cref="Load(string, {{Options}}?)"/>, without holding a thread while the file is read; takes its bytes into memory.</summary>
            /// <param name="path">The file.</param>
            /// <param name="options">Prefix, other names, what to tolerate.</param>
            /// <param name="cancellationToken">Ends the reading.</param>
            {{FileFrame.GeneratedCode}}
            public static async {{Task}}<{{type.Reference}}> LoadAsync(string path, {{Options}}? options = null, {{Cancellation}} cancellationToken = default)
            {
                global::System.ReadOnlyMemory<byte> file = await Rnn::Files.WholeFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
                {{Slot}} metadata = {{slot}};
                float[] parameters = Rnn::Files.WeightFile.Load(file.Span, path, {{text}}, {{tensors}}, {{count}}, options, metadata);
                {{type.Reference}} model = {{create}};
                model._metadataSlot.Keep(metadata);
                return model;
            }

            /// <summary><see cref="Load(global::System.IO.Stream, {{Options}}?)"/>, without holding a thread while the stream is read; takes its bytes into memory.</summary>
            /// <param name="stream">A readable stream, read from its position to its end.</param>
            /// <param name="options">Prefix, other names, what to tolerate.</param>
            /// <param name="cancellationToken">Ends the reading.</param>
            {{FileFrame.GeneratedCode}}
            public static async {{Task}}<{{type.Reference}}> LoadAsync(global::System.IO.Stream stream, {{Options}}? options = null, {{Cancellation}} cancellationToken = default)
            {
                global::System.ReadOnlyMemory<byte> file = await Rnn::Files.WholeFile.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
                {{Slot}} metadata = {{slot}};
                float[] parameters = Rnn::Files.WeightFile.Load(file.Span, Rnn::Files.WholeFile.NameOf(stream), {{text}}, {{tensors}}, {{count}}, options, metadata);
                {{type.Reference}} model = {{create}};
                model._metadataSlot.Keep(metadata);
                return model;
            }

            /// <summary>Writes a safetensors file with PyTorch's names: the new file is whole before it takes the old one's place.</summary>
            /// <param name="path">The file.</param>
            /// <exception cref="global::System.InvalidOperationException">A weight is not finite: loading would refuse the file, and the old one stays.</exception>
            {{FileFrame.GeneratedCode}}
            public void Save(string path) => Rnn::Files.WeightFile.Save(path, {{text}}, {{tensors}}, {{parameters}}, _metadataSlot);

            /// <summary>Writes safetensors with PyTorch's names to a stream.</summary>
            /// <param name="stream">A writable stream.</param>
            /// <exception cref="global::System.InvalidOperationException">A weight is not finite: nothing was written.</exception>
            {{FileFrame.GeneratedCode}}
            public void Save(global::System.IO.Stream stream) => Rnn::Files.WeightFile.Save(stream, {{text}}, {{tensors}}, {{parameters}}, _metadataSlot);
            """);
    }

    /// <summary>Prints the members that read the embedded file; the expressions are those of <see cref="Emit"/>.</summary>
    public static void EmitPretrained(SourceWriter writer, TypeSpec type, PretrainedSpec file, string tensors, string count, string create, string slot)
    {
        ForeignText resource = file.Resource;
        string names = file.HasOwnNames ? "" : $", {Escaped.Literal(file.Prefix)}, [{string.Join(", ", file.Rename.Select(Escaped.Literal))}]";
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>The model with the embedded weights of <c>{{Escaped.Documentation(resource)}}</c>, loaded on first use: one object for the whole program.</summary>
            {{FileFrame.GeneratedCode}}
            public static {{type.Reference}} Pretrained => PretrainedHolder.Model;

            /// <summary>A new model with the embedded weights of <c>{{Escaped.Documentation(resource)}}</c>, for instance to train it further beside <see cref="Pretrained"/>.</summary>
            {{FileFrame.GeneratedCode}}
            public static {{type.Reference}} LoadPretrained()
            {
                {{Slot}} metadata = {{slot}};
                float[] parameters = Rnn::Files.WeightFile.LoadResource(typeof({{type.Reference}}).Assembly, {{Escaped.Literal(resource)}}, {{Literal.String(type.Name)}}, {{tensors}}, {{count}}{{names}}, metadata: metadata);
                {{type.Reference}} model = {{create}};
                model._metadataSlot.Keep(metadata);
                return model;
            }

            // A class of its own: its static field is not touched, and the file not read, before Pretrained is.
            private static class PretrainedHolder
            {
                public static readonly {{type.Reference}} Model = LoadPretrained();
            }
            """);
    }
}
