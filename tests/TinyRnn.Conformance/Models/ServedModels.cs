namespace TinyRnn.Conformance.Models;

// Models whose calls are long enough for a publication to fall into them.

[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(16)]
[Dense(2)]
[Trainable(MaxSteps = 4)]
internal sealed partial class ServedClassifier;

[RecurrentModel(3, Feedback = Feedback.Output)]
[Gru(8)]
[Dense(3)]
[Trainable(MaxSteps = 4)]
internal sealed partial class ServedFeedback;

[RecurrentModel]
[Embedding(12, 8)]
[Gru(8)]
[Dense(12)]
[Trainable(MaxSteps = 4, Loss = Loss.CrossEntropy)]
internal sealed partial class ServedLetters;

[RecurrentModel(3, Replaceable = true)]
[Lstm(8, InitialState = true)]
[Dense(5)]
[Gru(16)]
[Dense(2)]
internal sealed partial class ReplacedNet;

[RecurrentModel(3, Replaceable = true)]
[Lstm(8, Bidirectional = true)]
[Dense(2)]
internal sealed partial class ReplacedBoth;

[RecurrentModel(3, Replaceable = true)]
[Conv1D(8, kernel: 3, Stride = 2)]
[Gru(8)]
[Dense(2)]
internal sealed partial class ReplacedStrided;

[RecurrentModel(Replaceable = true)]
[Embedding(12, 8)]
[Gru(8)]
[Dense(12)]
internal sealed partial class ReplacedLetters;

[EncoderDecoder<ReplacedLetters, ReplacedLetters>]
internal sealed partial class ReplacedLetterPair;

[RecurrentModel(2, Replaceable = true)]
[Gru(16)]
internal sealed partial class ReplacedSource;

[RecurrentModel(2, Replaceable = true)]
[Gru(16)]
[Dense(2)]
internal sealed partial class ReplacedTarget;

[EncoderDecoder<ReplacedSource, ReplacedTarget>]
internal sealed partial class ReplacedPair;

[RecurrentModel(2)]
[Gru(16)]
[Dense(2)]
internal sealed partial class FixedTarget;

// Only one of its parts can take other weights.
[EncoderDecoder<ReplacedSource, FixedTarget>]
internal sealed partial class HalfReplacedPair;

[RecurrentModel(2)]
[Gru(16)]
[Dense(2)]
[Trainable(MaxSteps = 4)]
internal sealed partial class ServedTwin;

[EncoderDecoder<ServedTwin, ServedTwin>]
[Trainable]
internal sealed partial class ServedTwins;
