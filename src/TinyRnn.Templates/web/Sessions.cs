using System.Collections.Concurrent;

/// <summary>A state for each client. Requests of one client take turns; those of others run at the same time.</summary>
internal sealed class Sessions(GestureNet net, TimeProvider time)
{
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    public void Step(string client, ReadOnlySpan<float> x, Span<float> y)
    {
        while (true)
        {
            Session session = _sessions.GetOrAdd(client, _ => new Session { LastUse = time.GetUtcNow() });
            lock (session)
            {
                if (session.IsGone)                 // removed between these two lines: begin anew
                    continue;
                net.Step(ref session.State, x, y);
                session.LastUse = time.GetUtcNow();
                return;
            }
        }
    }

    public bool Forget(string client) => _sessions.TryGetValue(client, out Session? session) && Remove(client, session, TimeSpan.MinValue);

    /// <summary>Forgets whoever has been silent for too long.</summary>
    public void Expire()
    {
        foreach ((string client, Session session) in _sessions)
            Remove(client, session, s_idle);
    }

    private bool Remove(string client, Session session, TimeSpan idle)
    {
        lock (session)
        {
            if (session.IsGone || time.GetUtcNow() - session.LastUse < idle)
                return false;
            session.IsGone = true;
            return _sessions.TryRemove(new(client, session));
        }
    }

    private sealed class Session
    {
        public GestureNet.State State;
        public DateTimeOffset LastUse;
        public bool IsGone;
    }
}
