using System.Globalization;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints <c>X.Model.g.cs</c>: what the model is, its sizes, how it is made, loaded and saved.</summary>
internal static class ModelFile
{
    public static string Print(ModelPlan plan) =>
        FileFrame.Print(
            plan.Type,
            $"{plan.Type.Name}: its sizes, and where its parameters come from.",
            ["", .. LayerTable.Print(plan)],
            $" : {Interface(plan)}",
            writer => EmitMembers(writer, plan),
            Docs(plan));

    /// <summary>The contract that the model meets.</summary>
    private static string Interface(ModelPlan plan, bool baseOnly = false)
    {
        if (plan.GeneratesTokens && !baseOnly)
            return $"global::TinyRnn.IGeneratingModel<{plan.Type.FullName}, {plan.Type.FullName}.State>";
        string contract = plan.IsBidirectional || baseOnly ? "IRecurrentModel" : plan.Stride > 1 ? "IStridedModel" : "IStreamingModel";
        return $"global::TinyRnn.{contract}<{plan.Type.FullName}, {plan.Type.FullName}.State, {InputElement.Of(plan)}>";
    }

    private static string Docs(ModelPlan plan) =>
        $"""
        /// <remarks>
        /// <code>
        {string.Join("\n", LayerTable.Print(plan).Select(line => line.Length == 0 ? "///" : $"/// {line}"))}
        /// </code>
        /// </remarks>
        """;

    private static void EmitMembers(SourceWriter writer, ModelPlan plan)
    {
        EmitConstants(writer, plan);
        EmitStorage(writer, plan);
        EmitReplace(writer, plan);
        EmitTensors(writer, plan);
        EmitCreation(writer, plan);
        EmitInitial(writer, plan);
        EmitFiles(writer, plan);
        EmitPacking(writer, plan);
        EmitContract(writer, plan);
    }

    private static void EmitConstants(SourceWriter writer, ModelPlan plan)
    {
        Constant("InputSize", plan.InputSize, plan.ReadsTokens ? "Values read a step: one token id." : "Input size I: numbers read a step.");
        if (plan.ReadsTokens)
            Constant("Vocabulary", plan.Vocabulary, "Tokens in the vocabulary: ids are 0 to this number - 1.");
        Constant("OutputSize", plan.OutputSize, "Output size O: numbers written a step.");
        OutputsMembers.EmitConstants(writer, plan);
        StridedMembers.EmitConstants(writer, plan);
        Constant("ParameterCount", plan.ParameterCount, "Number of parameters; the two biases that PyTorch keeps per gate count as their sum.");
        string average = plan.Stride == 1 ? "" : " on average over those from one output to the next,";
        Constant("MultiplyAddsPerStep", plan.MultiplyAdds, $"Multiply-adds of one step,{average} activations not counted.");

        void Constant(string name, long value, string summary)
        {
            writer.Line();
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line(FileFrame.GeneratedCode);
            writer.Line($"public const int {name} = {value.ToString(CultureInfo.InvariantCulture)};");
        }
    }

    private static void EmitStorage(SourceWriter writer, ModelPlan plan)
    {
        writer.Line();
        writer.Line("// What labels, vocabulary and scalers must fit: numbers that are read, tokens, numbers of an output.");
        WeightFileMembers.EmitSizes(writer, plan);
        writer.Line();
        writer.Line($"private readonly {WeightFileMembers.Slot} _metadataSlot = new(s_metadataSizes);");
        if (plan.Spec.IsPublished)
        {
            EmitPublishedStorage(writer, plan);
            return;
        }

        writer.Lines(
            $$"""
            private readonly Rnn::Packing.ParameterBlock _parameters;   // PyTorch's order, unscaled: what files hold
            private readonly Rnn::Packing.ParameterBlock _packed;       // panels: what the kernels read

            private {{plan.Type.Declared}}(Rnn::Packing.ParameterBlock parameters)
            {
                _parameters = parameters;
                _packed = new Rnn::Packing.ParameterBlock({{plan.PackedBytes / sizeof(float)}});
                Pack(parameters.Span, _packed.Span);
            }

            /// <summary>The parameters in the order of <see cref="Tensors"/>, two biases of a gate as their sum.</summary>
            {{FileFrame.GeneratedCode}}
            public ReadOnlySpan<float> Parameters => _parameters.Span;
            """);
    }

    private static void EmitPublishedStorage(SourceWriter writer, ModelPlan plan) => writer.Lines(
        $$"""
        private readonly Rnn::Serving.PublishedWeights _weights;   // as files hold them, and in panels; {{(plan.Spec.Trainable is null ? "Replace" : "a trainer")}} publishes new ones

        private {{plan.Type.Declared}}(Rnn::Packing.ParameterBlock parameters) => _weights = new Rnn::Serving.PublishedWeights(parameters, {{plan.PackedBytes / sizeof(float)}}, Pack);

        /// <summary>
        /// The parameters in the order of <see cref="Tensors"/>, two biases of a gate as their sum: all of one publication, and they stay what they are whatever {{(plan.Spec.Trainable is null ? "replaces them" : "a trainer publishes")}} later. The first call after a
        /// publication copies them.
        /// </summary>
        {{FileFrame.GeneratedCode}}
        public ReadOnlySpan<float> Parameters => _weights.Parameters;
        """);

    private static void EmitReplace(SourceWriter writer, ModelPlan plan)
    {
        if (!plan.Spec.IsReplaceable)
            return;
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>
            /// Takes the weights of another model, as they are now, while other threads go on calling: a call that is under way ends with the weights that it began with, and the next one reads the new ones. States stay what
            /// they are. Waits for calls that still read the weights before the present ones. Metadata comes with the weights, if the other model has any.
            /// </summary>
            /// <param name="model">The other model, for instance one that has just been loaded. It is read, and can be dropped afterwards.</param>
            /// <exception cref="ArgumentException">A weight of the other model is not finite: nothing has changed.</exception>
            {{FileFrame.GeneratedCode}}
            public void Replace({{plan.Type.Reference}} model)
            {
                ArgumentNullException.ThrowIfNull(model);
                ReadOnlySpan<float> parameters = model._weights.Parameters;
                Rnn::Doors.Require.FiniteWeights(parameters, nameof(model));
                _weights.Publish(parameters);
                _metadataSlot.Take(model._metadataSlot);
            }
            """);
    }

    private static void EmitTensors(SourceWriter writer, ModelPlan plan)
    {
        writer.Line();
        writer.Lines(
            $"""
            /// <summary>The tensors of a weight file, and where their values lie in <see cref="Parameters"/>.</summary>
            {FileFrame.GeneratedCode}
            public static ReadOnlySpan<global::TinyRnn.Weights.TensorBinding> Tensors => s_tensors;

            private static readonly global::TinyRnn.Weights.TensorBinding[] s_tensors =
            [
            """);
        foreach (TensorPlan tensor in plan.Tensors)
            writer.Line($"    {Binding(tensor, tensor.Name, 0, tensor.TiedTo)},");
        writer.Line("];");
    }

    private static void EmitCreation(SourceWriter writer, ModelPlan plan)
    {
        string name = plan.Type.Name;
        string type = plan.Type.Reference;
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>A model with fresh random parameters, by PyTorch's defaults; the same seed gives the same model.</summary>
            /// <param name="seed">Any number.</param>
            {{FileFrame.GeneratedCode}}
            public static {{type}} Create(ulong seed)
            {
                Rnn::Packing.ParameterBlock parameters = new(ParameterCount);
            """);
        bool random = plan.Layers.SelectMany(layer => layer.Initials).Any(
            initial => initial.Distribution is not (InitialDistribution.Constant or InitialDistribution.Hann));
        if (random)
            writer.Line("    global::TinyRnn.RandomState random = new(seed);");
        foreach (LayerPlan layer in plan.Layers)
        {
            foreach (InitialPlan initial in layer.Initials)
            {
                string range = $"parameters.Span.Slice({initial.Range.Offset}, {initial.Range.Length})";
                string call = initial.Distribution switch
                {
                    InitialDistribution.Constant => $"{range}.Fill({Literal.Float(initial.Value)});",
                    InitialDistribution.Hann => $"Rnn::Packing.Initializer.Hann({range});",
                    InitialDistribution.Normal => $"Rnn::Packing.Initializer.Normal({range}, ref random);",
                    _ => $"Rnn::Packing.Initializer.{initial.Distribution}({range}, {Literal.Float(initial.Value)}, ref random);",
                };
                writer.Line($"    {call}   // {layer.Id}");
            }
        }

        writer.Lines(
            $$"""
                return new {{type}}(parameters);
            }

            /// <summary>A model with given parameters, which are copied.</summary>
            /// <param name="parameters">As <see cref="Parameters"/> gives them.</param>
            /// <exception cref="ArgumentException">Not <see cref="ParameterCount"/> values.</exception>
            {{FileFrame.GeneratedCode}}
            public static {{type}} FromParameters(ReadOnlySpan<float> parameters)
            {
                Rnn::Doors.Require.Length(parameters.Length, ParameterCount, nameof(parameters), "{{name}}.ParameterCount");
                Rnn::Packing.ParameterBlock block = new(ParameterCount);
                parameters.CopyTo(block.Span);
                return new {{type}}(block);
            }
            """);
    }

    /// <summary>The state that a fresh stream starts from, in models that have one which is not zero.</summary>
    private static void EmitInitial(SourceWriter writer, ModelPlan plan)
    {
        if (plan.Initials.Count == 0)
            return;
        writer.Line();
        writer.Line("/// <summary>The state that a fresh stream starts from, by the parameters; <see langword=\"default\"/> is the zero state.</summary>");
        writer.Line(FileFrame.GeneratedCode);
        bool isPublished = plan.Spec.IsPublished;
        using (writer.Block("public State Initial"))
        using (writer.Block("get"))
        {
            WeightAccess.Open(writer, plan);
            writer.Line($"return InitialCore({(isPublished ? "in reader" : "")});");
        }

        writer.Line();
        using (writer.Block($"private State InitialCore({(isPublished ? "in Rnn::Serving.WeightReader reader" : "")})"))
        {
            writer.Line("State state = default;");
            writer.Line($"ref float parameters = ref {WeightAccess.Parameters(plan)};");
            foreach ((StateVector vector, int place) in plan.Initials)
                writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref parameters, {place}), {vector.Range.Length}).CopyTo(state.{vector.Name});");
            writer.Line("return state;");
        }
    }

    private static void EmitFiles(SourceWriter writer, ModelPlan plan)
    {
        string parameters = plan.Spec.IsPublished ? "_weights.Copy()" : "_parameters.Span";
        WeightFileMembers.Emit(writer, plan.Type, "s_tensors", "ParameterCount", "FromParameters(parameters)", WeightFileMembers.NewSlot, parameters);
        if (plan.Spec.Pretrained is { } file)
            WeightFileMembers.EmitPretrained(writer, plan.Type, file, "s_tensors", "ParameterCount", "FromParameters(parameters)", WeightFileMembers.NewSlot);
    }

    /// <summary>Expression of a tensor's binding.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">Its full name.</param>
    /// <param name="offset">Where the block of its model begins.</param>
    /// <param name="tiedTo">Full name of the tensor that has its values too, if any.</param>
    public static string Binding(TensorPlan tensor, ForeignText name, long offset, ForeignText? tiedTo)
    {
        bool isAdded = tensor.Added == tensor.Sizes.Aggregate((product, size) => product * size);
        string rest = tiedTo is { } other ? $" {{ TiedTo = {Escaped.Literal(other)} }}"
            : tensor.Added == 0 ? ""
            : isAdded ? $" {{ Added = {tensor.Added} }}"
            : $" {{ Added = {tensor.Added}, Rest = {tensor.Rest + offset} }}";
        return $"new({Escaped.Literal(name)}, [{string.Join(", ", tensor.Sizes)}], {tensor.Offset + offset}){rest}";
    }

    private static void EmitPacking(SourceWriter writer, ModelPlan plan)
    {
        const string Head = "private static void Pack(ReadOnlySpan<float> parameters, Span<float> packed)";
        bool hasPanels = plan.Layers.Any(layer => layer.Packing.Any());
        string pack = plan.Layers.Any(layer => layer.HasIntegers) ? "PackIntegers" : "Pack";
        string[] statements =
        [
            .. hasPanels ? [$"Rnn::Packing.PanelPacking.{pack}(parameters, s_recipes, packed);"] : Array.Empty<string>(),
            .. plan.Layers.Where(layer => layer.Fold is not null).Select(Fold),
            .. plan.Layers.Where(layer => layer.TablePacking is not null).Select(Table),
            .. plan.Layers.Select(layer => layer.FourierLength).Where(length => length > 0).Distinct().Select(
                length => $"Rnn::Fourier.FourierTable.Make({length});"),
        ];
        writer.Line();
        writer.Line("// Lays the matrices out as the kernels walk them.");
        if (hasPanels && statements.Length == 1)
        {
            writer.Line($"{Head} => {statements[0]}");
        }
        else
        {
            using (writer.Block(Head))
            {
                foreach (string statement in statements)
                    writer.Line(statement);
            }
        }

        if (hasPanels)
            EmitRecipes(writer, plan);
    }

    /// <summary>Running statistics as a scale and a shift.</summary>
    private static string Fold(LayerPlan layer)
    {
        NormFold fold = layer.Fold!;
        string parameters = $"parameters.Slice({fold.Parameters.Offset}, {fold.Parameters.Length})";
        string packed = $"packed.Slice({fold.Packed.Offset / sizeof(float)}, {fold.Packed.Length / sizeof(float)})";
        return $"Rnn::Packing.NormPacking.Fold({parameters}, {Literal.Float(fold.Epsilon)}, {packed});   // {layer.Id}";
    }

    /// <summary>A table of tokens in integers.</summary>
    private static string Table(LayerPlan layer)
    {
        TablePacking table = layer.TablePacking!;
        string parameters = $"parameters.Slice({table.Parameters.Offset}, {table.Parameters.Length})";
        string packed = $"packed.Slice({table.Packed.Offset / sizeof(float)}, {table.Packed.Length / sizeof(float)})";
        return $"Rnn::Packing.IntegerTable.{(table.IsShort ? "PackShorts" : "PackBytes")}({parameters}, {table.Size}, {packed});   // {layer.Id}";
    }

    private static void EmitRecipes(SourceWriter writer, ModelPlan plan)
    {
        writer.Line();
        writer.Line(
            "// Place of the panels in bytes, units, widths of the panels; blocks of rows: place among the parameters, rows, columns, gates, those that a sigmoid follows.");
        writer.Line("private static readonly Rnn::Packing.PanelRecipe[] s_recipes =");
        writer.Line("[");
        foreach (LayerPlan layer in plan.Layers)
        {
            foreach (PanelRecipe recipe in layer.Packing)
            {
                string panels = string.Join(", ", recipe.Panels);
                string blocks = string.Join(", ", recipe.Blocks.Select(Block));
                writer.Line(
                    $"    new({recipe.Packed.Offset}, {recipe.Units}, [{panels}], [{blocks}]),   // {layer.Id}");
            }
        }

        writer.Line("];");
    }

    private static string Block(PanelBlock block)
    {
        string sigmoids = string.Concat(block.Scales.Reverse().Select(scale => scale == SumScale.Sigmoid ? "1" : "0"));
        List<string> arguments = [$"{block.Offset}", $"{block.Rows}", $"{block.Columns}", $"{block.Scales.Count}"];
        if (sigmoids.Contains('1') || block.Padding > 0)
            arguments.Add("0b" + sigmoids);
        if (block.Padding > 0)
            arguments.Add($"{block.Padding}");
        if (block.Step != 1)
            arguments.Add($"step: {block.Step}");
        if (block.Format.Weights != WeightFormat.Float32)
            arguments.Add($"format: global::TinyRnn.WeightFormat.{block.Format.Weights}");
        if (block.Format is { Weights: not WeightFormat.Float32, Range: not 1 })
            arguments.Add($"range: {Literal.Float(block.Format.Range)}");
        if (block.TapRows > 0)
            arguments.Add($"tapRows: {block.TapRows}, tapStep: {block.TapStep}");
        return $"new({string.Join(", ", arguments)})";
    }

    private static void EmitContract(SourceWriter writer, ModelPlan plan)
    {
        string contract = Interface(plan, baseOnly: true);
        writer.Line();
        writer.Line("// Sizes for generic code: constants cannot implement an interface.");
        writer.Line($"static int {contract}.InputSize => InputSize;");
        writer.Line($"static int {contract}.OutputSize => OutputSize;");
        if (plan.Stride > 1)
            writer.Line($"static int {Interface(plan)}.Stride => Stride;");
        writer.Line(WeightFileMembers.ParameterCount(plan.Type));
        writer.Line(WeightFileMembers.MetadataSlot(plan.Type));
        writer.Line($"static global::TinyRnn.SequenceMode {contract}.Mode => global::TinyRnn.SequenceMode.{plan.Spec.Mode};");
        writer.Line($"static int {contract}.HiddenCount => {plan.Hiddens.Count};");
        writer.Line($"static Span<float> {contract}.Hidden(ref State state, int index) => {Choice(plan, hidden => hidden.Hidden.Name)};");
        writer.Line($"static Span<float> {contract}.Cell(ref State state, int index) => {Choice(plan, hidden => hidden.Cell?.Name)};");
    }

    private static string Choice(ModelPlan plan, Func<HiddenPlan, string?> name)
    {
        IEnumerable<string> arms = plan.Hiddens.Select((hidden, index) => $"{index} => {(name(hidden) is { } vector ? $"state.{vector}" : "default")}");
        string none = $"_ => throw Rnn::Doors.Require.NoHidden(index, {plan.Hiddens.Count})";
        return $"index switch {{ {string.Join(", ", arms.Append(none))} }}";
    }
}
