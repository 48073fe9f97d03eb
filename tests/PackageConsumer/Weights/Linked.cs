using TinyRnn;

// (Lies in another folder when the script builds it; its weights do not.)
[RecurrentModel(inputSize: 3), Lstm(32, Name = ""), Dense(6), TinyRnn.PretrainedWeightsAttribute("linked.safetensors")]
internal sealed partial class Linked;
