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

[RecurrentModel(2)]
[Gru(16)]
[Dense(2)]
[Trainable(MaxSteps = 4)]
internal sealed partial class ServedTwin;

[EncoderDecoder<ServedTwin, ServedTwin>]
[Trainable]
internal sealed partial class ServedTwins;
