namespace TinyRnn.Conformance.Models;

// Models whose calls can be refused for reasons of their own: a history in front of tokens, behind a layer with a state, and in both parts of a pair.

[RecurrentModel]
[Embedding(9, 4)]
[History(6)]
[Dense(9)]
internal sealed partial class RememberingTokens;

[RecurrentModel(2)]
[Gru(3)]
[History(5)]
[Dense(2)]
internal sealed partial class LateHistory;

[RecurrentModel(2)]
[History(4)]
[Dense(4, Activation.Tanh)]
[Gru(6)]
internal sealed partial class HistoryEncoder;

[RecurrentModel(2)]
[History(3)]
[Dense(4, Activation.Tanh)]
[Gru(6)]
[Dense(2)]
internal sealed partial class HistoryDecoder;

[EncoderDecoder<HistoryEncoder, HistoryDecoder>]
internal sealed partial class HistoryPair;

[RecurrentModel]
[Embedding(7, 3)]
[Gru(6)]
internal sealed partial class WordEncoder;

[RecurrentModel]
[Embedding(8, 3)]
[History(3)]
[Dense(4, Activation.Tanh)]
[Gru(6)]
[Dense(8)]
internal sealed partial class WordDecoder;

[EncoderDecoder<WordEncoder, WordDecoder>]
internal sealed partial class WordPair;

[RecurrentModel(Mode = SequenceMode.ManyToOne)]
[Embedding(5, 3)]
[Gru(9)]
[Dense(3)]
internal sealed partial class LastWord;
