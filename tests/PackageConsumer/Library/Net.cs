using TinyRnn;

[RecurrentModel(inputSize: 3), Lstm(8), Dense(2)]
public sealed partial class Net;
