/// <summary>Calls <see cref="Sessions.Expire"/> every minute.</summary>
internal sealed class Expiry(Sessions sessions, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            sessions.Expire();
    }
}
