namespace TinyRnn.Conformance.Models;

// Pairs of equal weights: one reads tokens, the other the same tokens as vectors.

[RecurrentModel]
[OneHot(11)]
[Lstm(12)]
[Dense(11)]
internal sealed partial class OneHotLstm;

[RecurrentModel(11)]
[Lstm(12)]
[Dense(11)]
internal sealed partial class VectorLstm;

[RecurrentModel]
[OneHot(11)]
[Gru(12)]
[Dense(11)]
internal sealed partial class OneHotGru;

[RecurrentModel(11)]
[Gru(12)]
[Dense(11)]
internal sealed partial class VectorGru;

[RecurrentModel]
[OneHot(11)]
[Gru(12, ResetAfter = false)]
[Dense(11)]
internal sealed partial class OneHotGruBefore;

[RecurrentModel(11)]
[Gru(12, ResetAfter = false)]
[Dense(11)]
internal sealed partial class VectorGruBefore;

[RecurrentModel]
[OneHot(11)]
[Rnn(12)]
[Dense(11)]
internal sealed partial class OneHotRnn;

[RecurrentModel(11)]
[Rnn(12)]
[Dense(11)]
internal sealed partial class VectorRnn;

/// <summary>Every width of panel, panels in turn from both ends, and a second layer that computes sequences in fours.</summary>
[RecurrentModel]
[OneHot(11)]
[Lstm(77)]
[Gru(12)]
[Dense(11)]
internal sealed partial class OneHotStack;

[RecurrentModel(11)]
[Lstm(77)]
[Gru(12)]
[Dense(11)]
internal sealed partial class VectorStack;
