Module Program
    ' <RecurrentModel(3)> belongs into C#: here its code is used.
    Sub Main()
        Dim model = Net.Create(1)
        Dim state As Net.State
        Dim sample = New Single() {1, 2, 3}
        Dim scores(Net.OutputSize - 1) As Single
        model.Step(state, sample, scores)
        System.Console.WriteLine(Net.ParameterCount & " " & System.Array.FindAll(scores, Function(score) score <> 0).Length)
    End Sub
End Module
