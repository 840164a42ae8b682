using System.Data;
using System.Diagnostics;
using Dapper;
using InBeeld.Capabilities.Contact.ClassList;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Contact.SearchChild;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Bench.Measuring;

/// <summary>
/// The SQL of the pages by itself: as inbeeld_app with row-level security, and as the owner without. Taken in turn on the same groups,
/// each on one connection, so that both find the same pages in memory.
/// </summary>
internal sealed class Safety(Database database, DateOnly today)
{
    public async Task<object> RunAsync(List<Asker> teachers, List<Asker> care, int times, CancellationToken ct)
    {
        var enter = new List<double>();
        return new
        {
            classList = await BothAsync(teachers, times, enter, (c, tx, a) => ClassListAsync(c, tx, a), ct),
            save = await BothAsync(teachers, times, enter, SaveAsync, ct),
            search = await BothAsync(care, times, enter, (c, tx, a) => c.QueryAsync<SearchChildModel.Found>(SearchChildModel.Sql, SearchChildModel.Args(SearchKey.Of(a.Surname[..^2]), a.OrganisationId), tx), ct),
            enter = Times.Of(enter, 1, enter.Sum() / 1000),
        };
    }

    private async Task<object> BothAsync(List<Asker> askers, int times, List<double> enter, Func<NpgsqlConnection, NpgsqlTransaction, Asker, Task> run, CancellationToken ct)
    {
        await using var app = await database.App.OpenConnectionAsync(ct);
        await using var owner = await database.Owner.OpenConnectionAsync(ct);
        var (with, without) = (new List<double>(), new List<double>());
        for (var i = 0; i < times + 50; i++)
        {
            var asker = askers[i % askers.Count];
            foreach (var guarded in i % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var connection = guarded ? app : owner;
                await using var tx = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
                var start = Stopwatch.GetTimestamp();
                // Both enter: what is compared is the policies, not the question who is asking.
                await connection.QueryAsync("select * from app.enter(@Session)", new { asker.Session }, tx);
                var entered = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                start = Stopwatch.GetTimestamp();
                await run(connection, tx, asker);
                if (i >= 50)
                {
                    (guarded ? with : without).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    enter.Add(entered);
                }

                await tx.RollbackAsync(ct);
            }
        }

        var (guardedTimes, openTimes) = (Times.Of(with, 1, with.Sum() / 1000), Times.Of(without, 1, without.Sum() / 1000));
        return new { with = guardedTimes, without = openTimes, price = Math.Round(guardedTimes.P50 / openTimes.P50, 2) };
    }

    private async Task ClassListAsync(NpgsqlConnection connection, NpgsqlTransaction tx, Asker asker)
    {
        await connection.QueryFirstAsync<GroupHead>(ClassListQuery.HeadSql, new { group = asker.GroupId, groups = new[] { asker.GroupId }, today }, tx);
        var rows = await connection.QueryAsync<ClassRow>(ClassListQuery.RowsSql, new { group = asker.GroupId }, tx);
        if (rows.AsList().Count != asker.Pupils.Length)
        {
            throw new InvalidOperationException("The class list does not show the class");
        }
    }

    private async Task SaveAsync(NpgsqlConnection connection, NpgsqlTransaction tx, Asker asker)
    {
        var pupil = asker.Pupils[0];
        await connection.QueryAsync("select p.id, p.school_id, p.group_id, p.given_name from pupil p where p.left_on is null and p.id = @pupil", new { pupil }, tx);
        await connection.ExecuteAsync("""
            insert into contact_moment (id, pupil_id, school_id, group_id, day, at, channel, reached, by_person, organisation_id) values (@id, @pupil, @OrganisationId, @GroupId, @today, now(), 'phone', 'pupil', @PersonId, @OrganisationId)
            """, new { id = Guid.CreateVersion7(), pupil, asker.OrganisationId, asker.GroupId, asker.PersonId, today }, tx);
        await RecomputeStates.OfPupilsAsync(connection, tx, [pupil], CancellationToken.None);
        await connection.ExecuteAsync("select app.recount(@groups, @week)", new { groups = new[] { asker.GroupId }, week = today.Monday() }, tx);
    }
}
