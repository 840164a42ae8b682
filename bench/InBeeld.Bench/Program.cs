using System.CommandLine;
using System.Text.Json;
using InBeeld.Bench;
using InBeeld.Bench.Making;
using InBeeld.CommandLine;
using InBeeld.Data;

// dotnet run -c Release --project bench/InBeeld.Bench -- make --pupils 2500000 --moments 50000000
// dotnet run -c Release --project bench/InBeeld.Bench -- measure --users 16
// dotnet run -c Release --project bench/InBeeld.Bench -- make-cases --cases 1000000
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-cases --users 16
// dotnet run -c Release --project bench/InBeeld.Bench -- make-places --libraries 20 --rooms 60 --bookings 500000
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-places --users 16
// dotnet run -c Release --project bench/InBeeld.Bench -- make-programmes --libraries 140 --programmes 2000 --sessions 34
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-programmes --users 16
// dotnet run -c Release --project bench/InBeeld.Bench -- start
// dotnet run -c Release --project bench/InBeeld.Bench -- edexml
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-seats DIR
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-allocation DIR
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-rosters DIR
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-funds
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-indicators --locations 2000
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-suppression --times 1
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-infographics --locations 2000
// dotnet run -c Release --project bench/InBeeld.Bench -- measure-releases
// One JSON object on standard output (measure-cases, -places, -programmes, -seats, -allocation, -rosters, -funds, -indicators, -suppression, -infographics and -releases: a table in Markdown); what it is doing on standard error. The database: --data DIR, or ConnectionStrings__InBeeld.
var pupils = new Option<int>("--pupils") { Description = "How many pupils", DefaultValueFactory = _ => 2_500_000 };
var moments = new Option<long>("--moments") { Description = "How many contact moments", DefaultValueFactory = _ => 50_000_000 };
var streams = new Option<int>("--streams") { Description = "How many connections copy at once", DefaultValueFactory = _ => Environment.ProcessorCount };
var users = new Option<int>("--users") { Description = "How many ask at once", DefaultValueFactory = _ => 16 };
var requests = new Option<int>("--requests") { Description = "How many requests per measurement", DefaultValueFactory = _ => 800 };

var make = new Command("make", "Make a file of the size of the country in an empty database, by COPY") { pupils, moments, streams };
make.SetAction((line, ct) => WithDatabase(line, ct, database => Maker.RunAsync(database, new Size(line.GetValue(pupils), line.GetValue(moments), line.GetValue(streams)), ct)));
var measure = new Command("measure", "Measure the real application on what was made") { users, requests };
measure.SetAction((line, ct) => WithDatabase(line, ct, database => InBeeld.Bench.Measuring.Measure.RunAsync(database, line.GetValue(users), line.GetValue(requests), ct)));
var cases = new Option<int>("--cases") { Description = "How many cases", DefaultValueFactory = _ => 1_000_000 };
var makeCases = new Command("make-cases", "Make cases with signals, steps and timelines in what make made") { cases, streams };
makeCases.SetAction((line, ct) => WithDatabase(line, ct, database => CaseMaker.RunAsync(database, line.GetValue(cases), line.GetValue(streams), ct)));
var only = new Option<string>("--only") { Description = "Only what has this in its name", DefaultValueFactory = _ => "" };
var measureCases = new Command("measure-cases", "Measure lists, cases and search of coordinator and caseworker, and creating, on what make-cases made") { users, requests, only };
measureCases.SetAction(async (line, ct) =>
{
    await using var database = await Commands.OpenAsync(line, ct);
    Console.WriteLine(await InBeeld.Bench.Measuring.MeasureCases.RunAsync(database, line.GetValue(users), line.GetValue(requests), line.GetValue(only) ?? "", ct));
    return 0;
});
var libraries = new Option<int>("--libraries") { Description = "How many libraries, in the largest towns", DefaultValueFactory = _ => 20 };
var libraryRooms = new Option<int>("--rooms") { Description = "How many rooms, a fifth of them in the largest library", DefaultValueFactory = _ => 60 };
var seats = new Option<int>("--seats") { Description = "How many seats per room", DefaultValueFactory = _ => 40 };
var weeks = new Option<int>("--weeks") { Description = "How many weeks of five days with four times", DefaultValueFactory = _ => 40 };
var bookings = new Option<int>("--bookings") { Description = "About how many bookings", DefaultValueFactory = _ => 500_000 };
var makePlaces = new Command("make-places", "Make libraries with rooms, a year of slots, bookings and shifts in what make made") { libraries, libraryRooms, seats, weeks, bookings, streams };
makePlaces.SetAction((line, ct) => WithDatabase(line, ct, database => PlacesMaker.RunAsync(database,
    new PlacesSize(line.GetValue(libraries), line.GetValue(libraryRooms), line.GetValue(seats), line.GetValue(weeks), line.GetValue(bookings), line.GetValue(streams)), ct)));
var measurePlaces = new Command("measure-places", "Measure the pages of libraries and of who books there, booking and checking in, on what make-places made") { users, requests, only };
measurePlaces.SetAction(async (line, ct) =>
{
    await using var database = await Commands.OpenAsync(line, ct);
    Console.WriteLine(await InBeeld.Bench.Measuring.MeasurePlaces.RunAsync(database, line.GetValue(users), line.GetValue(requests), line.GetValue(only) ?? "", ct));
    return 0;
});
var programmeLibraries = new Option<int>("--libraries") { Description = "How many libraries", DefaultValueFactory = _ => 140 };
var programmes = new Option<int>("--programmes") { Description = "How many programmes; every pupil takes part in one", DefaultValueFactory = _ => 2_000 };
var sessions = new Option<int>("--sessions") { Description = "How many weekly sessions of each group", DefaultValueFactory = _ => 34 };
var makeProgrammes = new Command("make-programmes", "Make a national year of programmes in what make made, such as with 60,000 pupils") { programmeLibraries, programmes, sessions };
makeProgrammes.SetAction((line, ct) => WithDatabase(line, ct, database => ProgrammesMaker.RunAsync(database, new ProgrammesSize(line.GetValue(programmeLibraries), line.GetValue(programmes), line.GetValue(sessions)), ct)));
var measureProgrammes = new Command("measure-programmes", "Measure the pages of leaders, guides and teachers, on what make-programmes made") { users, requests, only };
measureProgrammes.SetAction(async (line, ct) =>
{
    await using var database = await Commands.OpenAsync(line, ct);
    Console.WriteLine(await InBeeld.Bench.Measuring.MeasureProgrammes.RunAsync(database, line.GetValue(users), line.GetValue(requests), line.GetValue(only) ?? "", ct));
    return 0;
});
var times = new Option<int>("--times") { Description = "How many times", DefaultValueFactory = _ => 3 };
var start = new Command("start", "From the command to the first page, on an empty and on an existing data folder") { times };
start.SetAction(async (line, ct) =>
{
    Console.WriteLine(JsonSerializer.Serialize(await InBeeld.Bench.Measuring.Starting.RunAsync(line.GetValue(times), ct), Report.Json));
    return 0;
});
var edexml = new Command("edexml", "Read class lists of 1,000, 10,000 and 100,000 pupils");
edexml.SetAction(async (_, ct) =>
{
    Console.WriteLine(JsonSerializer.Serialize(await InBeeld.Bench.Measuring.Reading.RunAsync(ct), Report.Json));
    return 0;
});
var rooms = new Argument<string>("DIR") { Description = "Folder with rooms, mis and packing" };
var each = new Option<double>("--seconds") { Description = "Limit for each instance", DefaultValueFactory = _ => 10 };
var measureSeats = new Command("measure-seats", "Measure seats and free placement on the instances in a folder") { rooms, each };
measureSeats.SetAction((line, ct) =>
{
    Console.WriteLine(InBeeld.Bench.Planning.MeasureSeats.Run(line.GetValue(rooms)!, line.GetValue(each), ct));
    return Task.FromResult(0);
});

var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder with problems" };
var seconds = new Option<double>("--seconds") { Description = "How long each may take", DefaultValueFactory = _ => 60 };
var allocation = new Command("measure-allocation", "Solve all allocation problems in a folder, against CBC where that is installed") { folder, seconds };
allocation.SetAction(async (line, ct) => Console.WriteLine(await InBeeld.Bench.Planning.MeasureAllocation.RunAsync(line.GetRequiredValue(folder).FullName, line.GetValue(seconds), ct)));
var rosters = new Command("measure-rosters", "Solve all roster problems in a folder, against CBC where that is installed") { folder, seconds };
rosters.SetAction(async (line, ct) => Console.WriteLine(await InBeeld.Bench.Planning.MeasureRosters.RunAsync(line.GetRequiredValue(folder).FullName, line.GetValue(seconds), ct)));
var takingPart = new Option<int>("--pupils") { Description = "How many pupils", DefaultValueFactory = _ => 500 };
var payers = new Option<int>("--funds") { Description = "How many funds", DefaultValueFactory = _ => 12 };
var funds = new Command("measure-funds", "Solve made problems of funds, each checked") { takingPart, payers, seconds };
funds.SetAction(line => Console.WriteLine(InBeeld.Bench.Planning.MeasureFunds.Run(line.GetValue(takingPart), line.GetValue(payers), line.GetValue(seconds), CancellationToken.None)));
var waveLibraries = new Option<int>("--libraries") { Description = "How many libraries", DefaultValueFactory = _ => 140 };
var waveLocations = new Option<int>("--locations") { Description = "How many school locations in all", DefaultValueFactory = _ => 2_000 };
var waveItems = new Option<int>("--items") { Description = "How many items per location", DefaultValueFactory = _ => 120 };
var indicators = new Command("measure-indicators", "Compute all indicators and benchmarks of a made wave") { waveLibraries, waveLocations, waveItems };
indicators.SetAction(line => Console.WriteLine(InBeeld.Bench.Statistics.MeasureIndicators.Run(line.GetValue(waveLibraries), line.GetValue(waveLocations), line.GetValue(waveItems), CancellationToken.None)));

var larger = new Option<int>("--times") { Description = "How many times 100,000 cells", DefaultValueFactory = _ => 1 };
var suppression = new Command("measure-suppression", "Make linked tables of a country safe to publish, and attack them") { larger };
suppression.SetAction(line => Console.WriteLine(InBeeld.Bench.Planning.MeasureSuppression.Run(line.GetValue(larger), CancellationToken.None)));

var printed = new Option<int>("--printed") { Description = "How many are printed as PDF and PNG, where Chromium is installed", DefaultValueFactory = _ => 100 };
var schoolLocations = new Option<int>("--locations") { Description = "How many school locations", DefaultValueFactory = _ => 2000 };
var infographics = new Command("measure-infographics", "All infographics of a wave of the size of the country") { schoolLocations, printed };
infographics.SetAction(async (line, ct) => Console.WriteLine(await InBeeld.Bench.Statistics.MeasureInfographics.RunAsync(line.GetValue(schoolLocations), line.GetValue(printed), ct)));
var releases = new Command("measure-releases", "Decide what everybody may see of the national wave of 2020-2021");
releases.SetAction((_, ct) => { Console.WriteLine(InBeeld.Bench.Statistics.MeasureReleases.Run(ct)); return Task.CompletedTask; });

return await new RootCommand("Benchmarks of InBeeld") { Commands.Data, make, measure, makeCases, measureCases, makePlaces, measurePlaces, makeProgrammes, measureProgrammes, start, edexml, measureSeats, allocation, rosters, funds, indicators, suppression, infographics, releases }.Parse(args).InvokeAsync();

static async Task<int> WithDatabase(ParseResult line, CancellationToken ct, Func<Database, Task<object>> run)
{
    await using var database = await Commands.OpenAsync(line, ct);
    Console.WriteLine(JsonSerializer.Serialize(await run(database), Report.Json));
    return 0;
}
