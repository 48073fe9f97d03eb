namespace TinyRnn.Conformance.Models;

// Parts of a value, and categories among the numbers of an input.

/// <summary>Parts of the input and of a layer's output, read by layers of all kinds; the last layer is one.</summary>
[RecurrentModel(9)]
[Slice(2, 5, Name = "middle")]
[Lstm(8)]
[Slice(1, 3, Name = "part")]
[Dense(4, Activation.Tanh, From = "middle", Name = "far")]
[Slice(4, 5, From = "input", Name = "end")]
[Slice(0, 4, From = "input", Name = "begin")]
[Multiply("begin", "far", Name = "gated")]
[Concat("part", "gated", "end")]
[Gru(6)]
[Slice(2, 3)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class Sliced;

/// <summary>What stands behind a window and behind dense layers of several steps at once.</summary>
[RecurrentModel(10, Reproducible = true)]
[Slice(1, 8)]
[Window(3)]
[Slice(8, 16)]
[Dense(20, Activation.Tanh)]
[Slice(3, 17)]
[Rnn(12)]
[Slice(4, 8)]
[Dense(2)]
internal sealed partial class SlicedSteps;

[RecurrentModel(6, Mode = SequenceMode.ManyToOne)]
[Slice(1, 4)]
[Lstm(5, Bidirectional = true)]
[Slice(2, 6)]
[Dense(3)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class SlicedToOne;

/// <summary>The shape of forecasting networks: measured values, and two things that each step belongs to.</summary>
[RecurrentModel(5)]
[Embedding(6, 8, Column = 3, Name = "shop")]
[Slice(0, 3, From = "input", Name = "values")]
[Concat("values", "shop")]
[Lstm(8)]
[Embedding(3, 2, Column = 4, Name = "day")]
[Concat("lstm", "day")]
[Dense(2)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class Categories;

/// <summary>Nothing but a category, so that nothing has a gradient of the input.</summary>
[RecurrentModel(1, Reproducible = true)]
[Embedding(6, 4, Column = 0)]
[Gru(12)]
[Dense(1)]
[Trainable(MaxSteps = 7, MaxBatch = 3)]
internal sealed partial class CategoryAlone;

// Categories at every door: what one refuses in the middle of a call must leave everything as it was.

[RecurrentModel(2)]
[Embedding(3, 4, Column = 1)]
[Gru(5)]
[Dense(2, Name = "one")]
[Dense(1, From = "gru", Name = "other")]
[Outputs("one", "other")]
internal sealed partial class CategoryHeads;

[RecurrentModel(2, Feedback = Feedback.Zeros)]
[Embedding(3, 4, Column = 1)]
[Gru(5)]
[Dense(2)]
internal sealed partial class CategoryGoesOn;

[RecurrentModel(2, Mode = SequenceMode.OneToMany)]
[Gru(5)]
[Embedding(3, 5, Column = 1)]
[Add("gru", "embedding")]
internal sealed partial class CategoryOnce;

[RecurrentModel(2, Mode = SequenceMode.ManyToOne)]
[Embedding(3, 4, Column = 1)]
[Gru(5)]
[Dense(2)]
internal sealed partial class CategoryToOne;

[RecurrentModel(2)]
[Embedding(3, 4, Column = 1)]
[MaxPool1D(2)]
[Gru(5)]
[Dense(2)]
internal sealed partial class CategoryStrided;

[RecurrentModel(2)]
[Embedding(3, 4, Column = 1)]
[Gru(5, Bidirectional = true)]
[Dense(2)]
internal sealed partial class CategoryBothWays;

[RecurrentModel(2)]
[Embedding(3, 4, Column = 1)]
[Gru(5)]
internal sealed partial class CategorySource;

[EncoderDecoder<CategorySource, CategoryGoesOn>]
internal sealed partial class CategoryPair;
