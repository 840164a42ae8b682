using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace InBeeld.Tests.Security;

/// <summary>The fields of a page's form that hold an id, found in what the page binds.</summary>
internal static class FormFields
{
    /// <summary>The given fields, with every id replaced by one of a child of that relation (or of its family, group, school, teacher, contact). Empty: the form holds no ids.</summary>
    public static (string Name, string? Value)[] OfStranger(PageHandler page, Scene scene, string relation, (string Name, string? Value)[] form)
    {
        var ids = Names(page).Where(name => !page.Keys.Any(k => string.Equals(k, name, StringComparison.OrdinalIgnoreCase))).ToList();
        return ids.Count == 0 ? [] : [.. form.Where(f => !ids.Contains(f.Name, StringComparer.OrdinalIgnoreCase)), .. ids.Select(name => (name, (string?)Stranger(name, scene, relation)))];
    }

    private static string Stranger(string field, Scene scene, string relation)
    {
        var child = scene.Children[relation];
        var name = field.Split('.')[^1].ToUpperInvariant();
        object? id = name switch
        {
            _ when name.Contains("GROUP", StringComparison.Ordinal) => child.Group.Id,
            _ when name.Contains("SCHOOL", StringComparison.Ordinal) || name.Contains("ORGANISATION", StringComparison.Ordinal) => child.School.Id,
            _ when name.Contains("FAMILY", StringComparison.Ordinal) => child.Family.Id,
            _ when name.Contains("CONTACT", StringComparison.Ordinal) => Row(scene, "select id from contact_person where family_id = @family limit 1", child),
            _ when name.Contains("MEMBERSHIP", StringComparison.Ordinal) => scene.Teachers[relation].MembershipId,
            _ when name.Contains("PERSON", StringComparison.Ordinal) || name.Contains("TEACHER", StringComparison.Ordinal) => scene.Teachers[relation].Id,
            _ when name.Contains("WORRY", StringComparison.Ordinal) => Row(scene, "select id from worry where pupil_id = @pupil limit 1", child),
            _ when name.Contains("HELPER", StringComparison.Ordinal) => Row(scene, "select id from helper where pupil_id = @pupil limit 1", child),
            _ when name.Contains("NEED", StringComparison.Ordinal) => Row(scene, "select id from need where pupil_id = @pupil limit 1", child),
            // The id of a new thing: that of one which exists elsewhere.
            "MOMENT" => Row(scene, "select id from contact_moment where pupil_id = @pupil limit 1", child),
            "VERSION" => scene.World.Questionnaire(scene.World.Research()),
            "EDITION" => scene.World.One<Guid>("insert into attention_version (id, organisation_id, number, rules, change, by_person, at) select uuidv7(), @school, 1 + count(*), '[]', 'add', @by, now() from attention_version where organisation_id = @school returning id", new { school = child.School.Id, by = scene.Teachers[relation].Id }),
            _ => child.Id,
        };
        return id!.ToString()!;
    }

    private static Guid? Row(Scene scene, string sql, Pupil child) => scene.World.One<Guid?>(sql, new { pupil = child.Id, family = child.Family.Id });

    private static IEnumerable<string> Names(PageHandler page)
    {
        var parameters = (page.Code?.GetParameters() ?? []).SelectMany(p => Ids(p.ParameterType, p.Name!, 0));
        var properties = page.Model.GetProperties().Where(p => p.GetCustomAttribute<BindPropertyAttribute>() is not null)
            .SelectMany(p => Ids(p.PropertyType, p.GetCustomAttribute<BindPropertyAttribute>()!.Name ?? p.Name, 0));
        return parameters.Concat(properties).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Ids(Type type, string name, int depth)
    {
        if (type == typeof(Guid) || type == typeof(Guid?) || (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable<Guid>))))
        {
            return [name];
        }

        return depth < 2 && type.IsClass && type.Namespace?.StartsWith("InBeeld", StringComparison.Ordinal) == true
            ? type.GetProperties().SelectMany(p => Ids(p.PropertyType, $"{name}.{p.Name}", depth + 1))
            : [];
    }
}
