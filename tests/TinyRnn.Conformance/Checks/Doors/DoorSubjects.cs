using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>
/// One of each kind whose public members are called wrongly: numbers and tokens, every mode, window, history, both directions, pairs, trainers.
/// </summary>
internal static class DoorSubjects
{
    public static IReadOnlyList<(string Name, Func<DoorSubject> Create)> All { get; } =
    [
        ("numbers, many to many", () =>
        {
            Knob model = Knob.Create(1);
            return new ModelSubject<Knob, Knob.State, float>(model)
            {
                Step = model.Step, StepMany = model.StepMany,
                StepScattered = model.StepMany, Advance = model.Advance, RunMany = model.RunMany, RunLengths = model.RunMany,
                FromParameters = Knob.FromParameters,
            };
        }),
        ("numbers, other weights", () =>
        {
            ReplacedNet model = ReplacedNet.Create(1);
            return new ModelSubject<ReplacedNet, ReplacedNet.State, float>(model)
            {
                Step = model.Step, StepMany = model.StepMany,
                StepScattered = model.StepMany, Advance = model.Advance, RunMany = model.RunMany, RunLengths = model.RunMany, Replace = model.Replace,
                FromParameters = ReplacedNet.FromParameters,
            };
        }),
        ("numbers that are fed back, a window", () =>
        {
            Latent model = Latent.Create(1);
            return new ModelSubject<Latent, Latent.State, float>(model)
            {
                Step = model.Step, StepMany = model.StepMany,
                StepScattered = model.StepMany, Advance = model.Advance, RunMany = model.RunMany, RunLengths = model.RunMany, Generate = model.Generate,
                FromParameters = Latent.FromParameters,
            };
        }),
        ("convolutions", () =>
        {
            ConvBetween model = ConvBetween.Create(1);
            return new ModelSubject<ConvBetween, ConvBetween.State, float>(model)
            {
                Step = model.Step, StepMany = model.StepMany,
                StepScattered = model.StepMany, Advance = model.Advance, RunMany = model.RunMany, RunLengths = model.RunMany,
                FromParameters = ConvBetween.FromParameters,
            };
        }),
        ("positions of a step", () =>
        {
            FrameBetween model = FrameBetween.Create(1);
            return new ModelSubject<FrameBetween, FrameBetween.State, float>(model)
            {
                Step = model.Step, StepMany = model.StepMany,
                StepScattered = model.StepMany, Advance = model.Advance, RunMany = model.RunMany, RunLengths = model.RunMany,
                FromParameters = FrameBetween.FromParameters,
            };
        }),
        ("many to one, trainable", () =>
        {
            TrainedClassifier model = TrainedClassifier.Create(1);
            return new ModelSubject<TrainedClassifier, TrainedClassifier.State, float>(model)
            {
                MaySharePartly = true, Step = model.Step, StepMany = model.StepMany,
                StepScattered = model.StepMany, Advance = model.Advance, RunMany = model.RunMany, RunLengths = model.RunMany,
                FromParameters = TrainedClassifier.FromParameters,
            };
        }),
        ("one to many", () =>
        {
            TrainedOneToMany model = TrainedOneToMany.Create(1);
            return new ModelSubject<TrainedOneToMany, TrainedOneToMany.State, float>(model)
            {
                Step = model.Step, StepMany = model.StepMany, StepScattered = model.StepMany, Advance = model.Advance, Generate = model.Generate,
                FromParameters = TrainedOneToMany.FromParameters,
            };
        }),
        ("history", () =>
        {
            NaivePanels model = NaivePanels.Create(1);
            return new ModelSubject<NaivePanels, NaivePanels.State, float>(model)
            {
                TooMany = 11, Step = model.Step, StepMany = model.StepMany, StepScattered = model.StepMany, Advance = model.Advance,
                RunMany = model.RunMany, RunLengths = model.RunMany,
                FromParameters = NaivePanels.FromParameters,
            };
        }),
        ("history behind a layer with a state", () =>
        {
            LateHistory model = LateHistory.Create(1);
            return new ModelSubject<LateHistory, LateHistory.State, float>(model)
            {
                TooMany = 4, Step = model.Step, StepMany = model.StepMany, StepScattered = model.StepMany, Advance = model.Advance,
                RunMany = model.RunMany, RunLengths = model.RunMany,
                FromParameters = LateHistory.FromParameters,
            };
        }),
        ("tokens, trainable", () =>
        {
            TokensLstm16x32 model = TokensLstm16x32.Create(1);
            return new ModelSubject<TokensLstm16x32, TokensLstm16x32.State, int>(model)
            {
                Vocabulary = TokensLstm16x32.Vocabulary, Step = model.Step, StepMany = model.StepMany, StepScattered = model.StepMany,
                RunMany = model.RunMany, RunLengths = model.RunMany,
                StepToken = model.Step, AdvanceToken = model.Advance, Advance = model.Advance, Greedy = model.Generate, Sampled = model.Generate,
                GreedyMany = model.GenerateMany, SampledMany = model.GenerateMany,
                FromParameters = TokensLstm16x32.FromParameters,
            };
        }),
        ("tokens as one-hot vectors", () =>
        {
            OneHotStack model = OneHotStack.Create(1);
            return new ModelSubject<OneHotStack, OneHotStack.State, int>(model)
            {
                Vocabulary = OneHotStack.Vocabulary, Step = model.Step, StepMany = model.StepMany, StepScattered = model.StepMany,
                RunMany = model.RunMany, RunLengths = model.RunMany,
                StepToken = model.Step, AdvanceToken = model.Advance, Advance = model.Advance, Greedy = model.Generate, Sampled = model.Generate,
                GreedyMany = model.GenerateMany, SampledMany = model.GenerateMany,
                FromParameters = OneHotStack.FromParameters,
            };
        }),
        ("tokens with a history", () =>
        {
            RememberingTokens model = RememberingTokens.Create(1);
            return new ModelSubject<RememberingTokens, RememberingTokens.State, int>(model)
            {
                Vocabulary = RememberingTokens.Vocabulary, TooMany = 5, Step = model.Step, StepMany = model.StepMany,
                StepScattered = model.StepMany, RunMany = model.RunMany, RunLengths = model.RunMany,
                StepToken = model.Step, AdvanceToken = model.Advance, Advance = model.Advance, Greedy = model.Generate, Sampled = model.Generate,
                GreedyMany = model.GenerateMany, SampledMany = model.GenerateMany,
                FromParameters = RememberingTokens.FromParameters,
            };
        }),
        ("both directions", () =>
        {
            Mixed model = Mixed.Create(1);
            return new ModelSubject<Mixed, Mixed.State, float>(
                model) { RunInScratch = model.Run, ScratchLength = Mixed.ScratchLength, FromParameters = Mixed.FromParameters };
        }),
        ("both directions, tokens, many to one", () =>
        {
            Reader model = Reader.Create(1);
            return new ModelSubject<Reader, Reader.State, int>(model)
            {
                Vocabulary = Reader.Vocabulary, RunInScratch = model.Run, ScratchLength = Reader.ScratchLength, FromParameters = Reader.FromParameters,
            };
        }),
        ("a pair of numbers", () => new NumberPairSubject()),
        ("a pair of histories", () => new HistoryPairSubject()),
        ("a pair of tokens", () => new WordPairSubject()),
        ("a trainer of classes, many to one", () =>
        {
            TrainedClassifier model = TrainedClassifier.Create(1);
            return new TrainerSubject<float, int, TrainedClassifier.State>(
                new TrainedClassifier.Trainer(model), () => model.Parameters.ToArray(), TrainedClassifier.ParameterCount, 3, 6, isManyToOne: true)
            {
                FromNothing = () => _ = new TrainedClassifier.Trainer(null!),
            };
        }),
        ("a trainer of numbers, many to many", () =>
        {
            TrainedStack model = TrainedStack.Create(1);
            return new TrainerSubject<float, float, TrainedStack.State>(
                new TrainedStack.Trainer(model), () => model.Parameters.ToArray(), TrainedStack.ParameterCount, 3, 2, isManyToOne: false)
            {
                FromNothing = () => _ = new TrainedStack.Trainer(null!),
            };
        }),
        ("a trainer of tokens", () =>
        {
            TrainedEmbedding model = TrainedEmbedding.Create(1);
            return new TrainerSubject<int, int, TrainedEmbedding.State>(
                new TrainedEmbedding.Trainer(model), () => model.Parameters.ToArray(), TrainedEmbedding.ParameterCount, 1, 5, isManyToOne: false)
            {
                Vocabulary = 50, FromNothing = () => _ = new TrainedEmbedding.Trainer(null!),
            };
        }),
        ("a trainer of a pair", () => new PairTrainerSubject()),
        ("drawing", () => new DrawingSubject()),
    ];

    public static IEnumerable<Check> Checks =>
        All.Select(each => new Check($"A call that is refused changes nothing: {each.Name}", () => TwinWalk.Run(each.Create)));
}
