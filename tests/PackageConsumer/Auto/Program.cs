using TinyRnn;

// What must go through where one executable replaces another. The script beside it looks at the lines.
Console.WriteLine("runs on " + InstructionSet.Describe());
Console.WriteLine("process " + Environment.ProcessId);
Console.WriteLine("command " + File.ReadAllText("/proc/self/cmdline").Replace('\0', '|'));
Console.WriteLine("arguments " + string.Join('|', args));
Console.WriteLine("environment " + Environment.GetEnvironmentVariable("AUTO_TEST"));
Console.WriteLine("folder " + AppContext.BaseDirectory);
Console.WriteLine("input " + Console.In.ReadToEnd());
return 7;
