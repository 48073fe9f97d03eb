module Program

// [<RecurrentModel(3)>] belongs into C#: here its code is used.
[<EntryPoint>]
let main _ =
    let net = Net.Create 1UL
    let mutable state = Net.State()
    let sample : float32[] = [| 1.0f; 2.0f; 3.0f |]
    let scores : float32[] = Array.zeroCreate Net.OutputSize
    net.Step(&state, System.ReadOnlySpan<float32> sample, System.Span<float32> scores)
    printfn "%d %d" Net.ParameterCount (scores |> Array.filter (fun score -> score <> 0.0f) |> Array.length)
    0
