using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Contact.WhenNewPupilsGo;

/// <summary>Somebody who was spoken with, or about whom somebody worries, does not leave the list because an import is undone.</summary>
internal sealed class KeepPupilsWithContact(Frame frame) : IHandle<NewPupilsGo>
{
    public async Task HandleAsync(NewPupilsGo told, CancellationToken ct) =>
        told.Keep(await frame.ListAsync<Guid>("select * from app.with_contact(@pupils)", new { pupils = told.Pupils.ToArray() }, ct));
}
