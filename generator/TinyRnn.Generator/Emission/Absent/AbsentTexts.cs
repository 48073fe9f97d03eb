namespace TinyRnn.Generator.Emission.Absent;

/// <summary>What the compiler says of a member that a class does not have: why, and what to write instead.</summary>
internal static class AbsentTexts
{
    public static string Constructor(string type, PretrainedSpec? file) =>
        $"a model is made together with its weights; write {type}.Create(seed: 1) for random ones"
        + (file is null ? $", or {type}.Load(path) for those of a file" : $", or {type}.Pretrained for those of the embedded file");

    public static string PairConstructor(string type, string encoder, string decoder) =>
        $"a pair is made of its parts; write new {type}(encoder, decoder) for a {encoder} and a {decoder}, or {type}.Create(seed: 1) for random weights";

    public static string Create(string type) =>
        $"random weights come from a seed, by which they can be made again; write {type}.Create(seed: 1), with any number";

    public static string Trainer(string type) => $"'{type}' has no trainer; put [Trainable(MaxSteps = 64, MaxBatch = 16)] on the class";

    public static string PairTrainer(string type, string encoder, string decoder) =>
        $"'{type}' has no trainer; put [Trainable] on '{encoder}', '{decoder}' and '{type}'";

    public static string Pretrained(string type) =>
        $"'{type}' has no embedded weights; put [PretrainedWeights(\"file.safetensors\")] on the class, or read a file with {type}.Load(path)";

    public static string Steps(string type, string layer) =>
        $"the bidirectional {layer} of '{type}' needs the whole sequence before it gives any output; call Run, or remove Bidirectional";

    public static string Replace(string type) =>
        $"the weights of '{type}' never change; write [RecurrentModel(..., Replaceable = true)], or keep the model in a variable and put another in its place";

    public static string PairReplace(string type, string encoder, string decoder) =>
        $"'{type}' takes other weights if both of its parts do; write [RecurrentModel(..., Replaceable = true)] on '{encoder}' and '{decoder}'";

    /// <summary>Why a model does not go on by itself.</summary>
    public static string Generate(ModelPlan plan)
    {
        string type = plan.Type.Name;
        if (plan.Layers.FirstOrDefault(layer => layer.IsBidirectional) is { } layer)
            return Steps(type, layer.Id);
        if (plan.Stride > 1)
            return $"'{type}' gives one output for {Counted.Of(plan.Stride, "input")}, which cannot be fed back; call Step or Run";
        if (plan.Spec.Mode is SequenceMode.ManyToOne or SequenceMode.OneToOne)
            return $"in mode {plan.Spec.Mode} '{type}' gives one output, and nothing to go on with; set Mode = SequenceMode.ManyToMany, or call Run";
        if (plan.ReadsTokens)
            return $"an output of '{type}' has {Counted.Of(plan.OutputSize, "value")}, and its vocabulary {Counted.Of(plan.Vocabulary, "token")}; "
                + $"end in [Dense({plan.Vocabulary})], a score for each token, or call Step";
        string how = plan.InputSize == plan.OutputSize
            ? "set Feedback = Feedback.Output, to read its outputs, or Feedback.Zeros"
            : $"set Feedback = Feedback.Zeros (its own outputs of {Counted.Of(plan.OutputSize, "value")} do not fit inputs of {plan.InputSize}), or call Step";
        return $"'{type}' is not told what to read after its first input; {how}";
    }

    /// <summary>Why a pair's decoder does not go on by itself.</summary>
    public static string PairGenerate(EncoderDecoderPlan pair)
    {
        ModelPlan decoder = pair.Decoder;
        string type = decoder.Type.Name;
        if (decoder.Categories.FirstOrDefault() is { } category)
            return $"value {category.Column} of the input of the decoder '{type}' is a category, which no output is; call Run";
        if (decoder.ReadsTokens && decoder.OutputSize == decoder.Vocabulary)
            return $"in mode {decoder.Spec.Mode} the decoder '{type}' gives one output; set its Mode = SequenceMode.ManyToMany, or call Run";
        return decoder.ReadsTokens
            ? $"an output of the decoder '{type}' has {Counted.Of(decoder.OutputSize, "value")}, and its vocabulary {Counted.Of(decoder.Vocabulary, "token")}; "
                + $"let it end in [Dense({decoder.Vocabulary})], or call Run"
            : $"the decoder '{type}' has outputs of {Counted.Of(decoder.OutputSize, "value")} and inputs of {decoder.InputSize}; make both equal, or call Run";
    }
}
