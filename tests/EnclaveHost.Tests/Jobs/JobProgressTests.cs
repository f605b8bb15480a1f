using EnclaveCleanRoom.EnclaveHost.Jobs;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

public sealed class JobProgressTests
{
    [Fact]
    public void Progress_holds_a_stage_whom_it_is_told_to_and_can_hold_nothing_else()
    {
        const System.Reflection.BindingFlags All = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public;
        Assert.Equal(
            [typeof(Action), typeof(int), typeof(EnclaveHost.Telemetry.JobTrace)],
            typeof(JobProgress).GetFields(All).Select(field => field.FieldType).OrderBy(type => type.Name, StringComparer.Ordinal));

        // A trace is told stages, and the action nothing at all.
        Assert.Equal(
            [typeof(JobStage)],
            typeof(EnclaveHost.Telemetry.JobTrace).GetMethods(All | System.Reflection.BindingFlags.DeclaredOnly).Where(method => method.IsAssembly && !method.IsStatic).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType));
    }

    [Fact]
    public void It_says_the_step_that_began_last()
    {
        JobProgress progress = new();
        Assert.Equal(JobStage.Queued, progress.Stage);
        foreach (JobStage stage in Enum.GetValues<JobStage>())
        {
            progress.Begin(stage);
            Assert.Equal(stage, progress.Stage);
        }
    }

    [Fact]
    public void A_job_that_has_finished_stays_finished()
    {
        JobProgress progress = new();
        progress.Begin(JobStage.Finished);
        progress.Begin(JobStage.Compute);
        Assert.Equal(JobStage.Finished, progress.Stage);
    }

    [Fact]
    public void The_stages_are_the_steps_of_the_pipeline_in_their_order() => Assert.Equal(
        ["Queued", "Admit", "Attest", "Unlock", "Spend", "Open", "Join", "Bound", "Compute", "Sign", "Finished"],
        Enum.GetNames<JobStage>());
}
