namespace TinyRnn.Model.Planning;

/// <summary>A tensor of the weight file and where its values lie in the parameter block; <c>Role</c> is the name of the runtime's <c>TensorRole</c>.</summary>
internal sealed record TensorPlan(ForeignText Name, int Rows, int Columns, int Offset, string Role);
