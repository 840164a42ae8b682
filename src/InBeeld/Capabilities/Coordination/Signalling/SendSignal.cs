using System.Text.Json;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Coordination.Feedback;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Signalling;

/// <summary>Somebody without an account, for whom a signal is written down.</summary>
internal sealed record Reporter(string Name, string Contact, string Relation);

/// <param name="Id">Made with the form, so that a double tap is one signal.</param>
/// <param name="Pupil">The child, when it is one of the own school; else <paramref name="Child"/>.</param>
internal sealed record SignalInput(Guid Id, string Source, Town Town, string Routed, SignalFields Fields, Guid? Pupil = null, NamedChild? Child = null, IReadOnlyList<Attempt>? Tried = null, Absence? Absence = null, Reporter? Reporter = null);

/// <summary>Sends a signal to a municipality, whose coordinators and attendance officers are told at once. Also about a child that has a case: the municipality joins it.</summary>
internal sealed class SendSignal(Frame frame, CurrentUser user, Journal journal, TellIntake tell, TimeProvider clock)
{
    private static readonly TimeSpan Just = TimeSpan.FromMinutes(10);

    /// <summary>The field of the refusal that says that the same was signalled just before.</summary>
    public const string Twice = "Again";

    public async Task<Outcome<Guid>> RunAsync(SignalInput input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (fields, child) = (input.Fields, input.Child);
        var key = child is null ? "" : SearchKey.Of(child.Name.Full);
        // The same form again is the same signal, whatever was changed in it.
        if (await SentAsync(input.Id, ct) is { } sent)
        {
            return sent;
        }

        if (!fields.Again && await JustSentAsync(frame, user, input, key, now - Just, ct) is { } before)
        {
            // A second tap may find the first one only now.
            return before == input.Id ? before : new Refusal(Twice, "Je meldde dit kind net ook al. Is dit een nieuw signaal?");
        }

        var calendar = await TownCalendar.OfAsync(frame, input.Town.Code, ct);
        var added = await frame.DoAsync("""
            insert into signal (id, municipality_id, routed, source, organisation_id, by_membership, by_person, pupil_id, given_name, prefix, surname, birth_date, school_name, address, postcode, place, phone, search_key,
                reporter_name, reporter_contact, reporter_relation, reason, words, did, thinks_of, family_knows, family_why, tried, absence, urgency, decide_by, at)
              values (@Id, @Town, @Routed, @Source, @OrganisationId, @MembershipId, @PersonId, @Pupil, @Given, @Prefix, @Surname, @BirthDate, @SchoolName, @Address, @Postcode, @Place, @Phone, @key,
                @ReporterName, @ReporterContact, @ReporterRelation, @Reason, @Words, @Did, @ThinksOf, @FamilyKnows, @FamilyWhy, @Tried::jsonb, @Absence::jsonb, @Urgency, @decideBy, @now)
            on conflict (id) do nothing
            """, new
        {
            input.Id, Town = input.Town.Id, input.Routed, input.Source, user.OrganisationId, user.MembershipId, user.PersonId, input.Pupil, Given = child?.Name.Given ?? "", Prefix = child?.Name.Prefix ?? "", Surname = child?.Name.Surname ?? "",
            child?.BirthDate, SchoolName = Said(child?.SchoolName), Address = Said(child?.Address), Postcode = Said(child?.Postcode), Place = Said(child?.Place), Phone = Said(child?.Phone), key,
            ReporterName = Said(input.Reporter?.Name), ReporterContact = Said(input.Reporter?.Contact), ReporterRelation = Said(input.Reporter?.Relation), fields.Reason, Words = Said(fields.Words), Did = Said(fields.Did),
            ThinksOf = fields.ThinksOf ?? "", fields.FamilyKnows, FamilyWhy = fields.FamilyKnows == "yes" ? "" : Said(fields.FamilyWhy), Tried = JsonSerializer.Serialize(input.Tried ?? [], JsonSerializerOptions.Web), Absence = input.Absence?.Json(),
            Urgency = (short)fields.Urgency!.Value, decideBy = DecideBy.Of(fields.Urgency.Value, now, calendar), now,
        }, ct);
        if (added == 0)
        {
            // A second tap that came while the first was being written.
            return await SentAsync(input.Id, ct) is { } same ? same : Refusal.Of("Dit is niet verstuurd. Open de pagina opnieuw.");
        }

        journal.Write("signal", input.Pupil is { } pupil ? [pupil] : [], Facets.Identity | Facets.Contact | Facets.Care, fields.Reason!, new { signal = input.Id, to = input.Town.Code, input.Routed, input.Source, fields.Urgency });
        await tell.RunAsync(input.Id, input.Town.Id, input.Pupil, fields.Urgency.Value, ct);
        if (user.Is(Role.Teacher))
        {
            await frame.DoAsync("select app.tell(null, @OrganisationId, 'care', 'signal-school', @Pupil, @link, '[]'::jsonb)", new { user.OrganisationId, input.Pupil, link = $"/signals/mine/{input.Id}" }, ct);
        }

        return input.Id;
    }

    private Task<Guid?> SentAsync(Guid id, CancellationToken ct) => frame.OneAsync<Guid?>("select id from signal where id = @id and by_person = @PersonId", new { id, user.PersonId }, ct);

    /// <summary>The signal that this person sent just before about the same child, for the same reason.</summary>
    public static Task<Guid?> JustSentAsync(Frame frame, CurrentUser user, SignalInput input, string key, DateTimeOffset since, CancellationToken ct) => frame.OneAsync<Guid?>("""
        select id from signal where by_person = @PersonId and at > @since and reason = @Reason and state <> 'ended'
          and (case when @Pupil::uuid is null then pupil_id is null and search_key = @key and birth_date is not distinct from @born else pupil_id = @Pupil end)
        order by at desc limit 1
        """, new { user.PersonId, since, input.Fields.Reason, input.Pupil, key, born = input.Child?.BirthDate }, ct);

    private static string Said(string? text) => text?.Trim() ?? "";
}
