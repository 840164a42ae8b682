using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace InBeeld.Capabilities.People.AccessJournal;

/// <summary>Whether the chain of the access journal holds. <c>Waiting</c>: rows that are not sealed yet. <c>Head</c>: hash of the last row, to note elsewhere.</summary>
internal sealed record JournalVerdict(long Rows, long Batches, long Waiting, bool Intact, long? FirstBroken, string? Problem, string Head);

/// <summary>Walks the whole journal in order and recomputes each hash from the row and the hash before it, outside the database.</summary>
internal static class VerifyJournal
{
    public static async Task<JournalVerdict> RunAsync(NpgsqlDataSource owner, string? knownHead, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var tx = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var waiting = await CountAsync("select count(*) from journal_inbox", connection, ct);
        var batches = await CountAsync("select count(*) from journal_batch", connection, ct);
        var seals = await SealsAsync(connection, ct);
        long rows = 0, sealedTo = 0;
        byte[] previous = [0];
        var headSeen = knownHead is null || Same(knownHead, previous);
        await using var command = new NpgsqlCommand("select seq, app.journal_text(j), hash from journal j order by seq", connection, tx);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var seq = reader.GetInt64(0);
            if (seq != rows + 1)
            {
                return Broken(rows + 1, "this row is missing");
            }

            var hash = SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(reader.GetString(1))]);
            if (!hash.AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(2)))
            {
                return Broken(seq, "its content and its hash do not belong together");
            }

            if (seals.TryPeek(out var seal) && seal.To == seq)
            {
                if (seal.From != sealedTo + 1)
                {
                    return Broken(sealedTo + 1, "the seal of these rows is missing");
                }

                if (!hash.AsSpan().SequenceEqual(seal.Head))
                {
                    return Broken(seq, "the batch was sealed with another content");
                }

                sealedTo = seals.Dequeue().To;
            }

            previous = hash;
            headSeen |= Same(knownHead, hash);
            rows++;
        }

        if (seals.Count > 0)
        {
            return Broken(rows + 1, "rows are missing at the end");
        }

        if (sealedTo != rows)
        {
            return Broken(sealedTo + 1, "the seal of these rows is missing");
        }

        return headSeen
            ? new JournalVerdict(rows, batches, waiting, true, null, null, Convert.ToHexStringLower(previous))
            : Broken(rows + 1, "the given head does not occur in the chain: rows were cut off or the chain was made anew");

        JournalVerdict Broken(long at, string problem) => new(rows, batches, waiting, false, at, problem, Convert.ToHexStringLower(previous));
    }

    private static async Task<long> CountAsync(string sql, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static bool Same(string? head, byte[] hash) => string.Equals(head, Convert.ToHexStringLower(hash), StringComparison.OrdinalIgnoreCase);

    private static async Task<Queue<Seal>> SealsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var seals = new Queue<Seal>();
        await using var command = new NpgsqlCommand("select from_seq, to_seq, head from journal_batch order by to_seq, batch", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            seals.Enqueue(new Seal(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }

        return seals;
    }

    private sealed record Seal(long From, long To, byte[] Head);
}
