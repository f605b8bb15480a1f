using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class AgentVerbTests
{
    [Fact]
    public async Task Looks_that_fail_or_take_too_long_are_followed_by_the_next()
    {
        using CancellationTokenSource stop = new();
        Queue<Exception> failures = new([new TaskCanceledException("it took too long"), new HttpRequestException("nobody answers"), new ClientException("not acceptable")]);
        int looks = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AgentVerb.WatchAsync(
            _ =>
            {
                looks++;
                if (failures.TryDequeue(out Exception? failure))
                {
                    throw failure;
                }

                stop.Cancel();
                return Task.FromResult<IReadOnlyList<string>>(["nothing to do"]);
            },
            TimeSpan.FromMilliseconds(1),
            stop.Token));
        Assert.Equal(4, looks);
    }

    [Fact]
    public async Task One_look_that_takes_too_long_has_failed() => Assert.Equal(
        ExitCode.Refused, await AgentVerb.WatchAsync(_ => throw new TaskCanceledException("it took too long"), null, TestContext.Current.CancellationToken));

    [Fact]
    public async Task An_agent_that_is_stopped_while_it_looks_ends()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AgentVerb.WatchAsync(token => Task.FromCanceled<IReadOnlyList<string>>(token), TimeSpan.FromMilliseconds(1), stop.Token));
    }
}
