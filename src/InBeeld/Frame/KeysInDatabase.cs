using System.Xml.Linq;
using InBeeld.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace InBeeld.Frames;

/// <summary>The keys that protect cookies and forms, kept in the database so that every node has them. (The ready package does not restore everywhere.)</summary>
internal sealed class KeysInDatabase(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var keys = new List<XElement>();
        using var command = database.App.CreateCommand("select xml from data_protection_key order by id");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.App.CreateCommand("insert into data_protection_key (name, xml) values ($1, $2) on conflict do nothing");
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }
}
