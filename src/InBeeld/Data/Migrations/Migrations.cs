using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InBeeld.Data.Migrations;

// The schema is SQL (policies, triggers and functions are half of it); EF Core runs the scripts, in this order, each once. See docs/adr/0002.

internal abstract class SqlMigration(string name) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        using var reader = new StreamReader(typeof(SqlMigration).Assembly.GetManifestResourceStream($"InBeeld.Data.Migrations.{name}.sql")!);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}

[DbContext(typeof(InBeeldDb)), Migration("0001_kernel")]
internal sealed class Kernel() : SqlMigration("0001_kernel");

[DbContext(typeof(InBeeldDb)), Migration("0002_people")]
internal sealed class People() : SqlMigration("0002_people");

[DbContext(typeof(InBeeldDb)), Migration("0003_pupils")]
internal sealed class Pupils() : SqlMigration("0003_pupils");

[DbContext(typeof(InBeeldDb)), Migration("0004_contact")]
internal sealed class Contact() : SqlMigration("0004_contact");

[DbContext(typeof(InBeeldDb)), Migration("0005_figures")]
internal sealed class Figures() : SqlMigration("0005_figures");

[DbContext(typeof(InBeeldDb)), Migration("0006_roles")]
internal sealed class Roles() : SqlMigration("0006_roles");

[DbContext(typeof(InBeeldDb)), Migration("0007_coordination")]
internal sealed class Coordination() : SqlMigration("0007_coordination");

[DbContext(typeof(InBeeldDb)), Migration("0008_triage")]
internal sealed class Triage() : SqlMigration("0008_triage");

[DbContext(typeof(InBeeldDb)), Migration("0009_safety")]
internal sealed class Safety() : SqlMigration("0009_safety");

[DbContext(typeof(InBeeldDb)), Migration("0010_attention")]
internal sealed class Attention() : SqlMigration("0010_attention");

[DbContext(typeof(InBeeldDb)), Migration("0011_desk")]
internal sealed class Desk() : SqlMigration("0011_desk");

[DbContext(typeof(InBeeldDb)), Migration("0012_signals")]
internal sealed class Signals() : SqlMigration("0012_signals");

[DbContext(typeof(InBeeldDb)), Migration("0013_working")]
internal sealed class Working() : SqlMigration("0013_working");

[DbContext(typeof(InBeeldDb)), Migration("0014_completeness")]
internal sealed class Completeness() : SqlMigration("0014_completeness");

[DbContext(typeof(InBeeldDb)), Migration("0015_speed")]
internal sealed class Speed() : SqlMigration("0015_speed");

[DbContext(typeof(InBeeldDb)), Migration("0016_choices")]
internal sealed class Choices() : SqlMigration("0016_choices");

[DbContext(typeof(InBeeldDb)), Migration("0017_history")]
internal sealed class History() : SqlMigration("0017_history");

[DbContext(typeof(InBeeldDb)), Migration("0018_places")]
internal sealed class Places() : SqlMigration("0018_places");

[DbContext(typeof(InBeeldDb)), Migration("0019_rooms")]
internal sealed class Rooms() : SqlMigration("0019_rooms");

[DbContext(typeof(InBeeldDb)), Migration("0020_bookings")]
internal sealed class Bookings() : SqlMigration("0020_bookings");

[DbContext(typeof(InBeeldDb)), Migration("0020_bookings_book")]
internal sealed class Booking() : SqlMigration("0020_bookings_book");

[DbContext(typeof(InBeeldDb)), Migration("0020_bookings_wait")]
internal sealed class Waiting() : SqlMigration("0020_bookings_wait");

[DbContext(typeof(InBeeldDb)), Migration("0021_rule_change")]
internal sealed class RuleChange() : SqlMigration("0021_rule_change");

[DbContext(typeof(InBeeldDb)), Migration("0022_cleaning")]
internal sealed class Cleaning() : SqlMigration("0022_cleaning");

[DbContext(typeof(InBeeldDb)), Migration("0022_door")]
internal sealed class Door() : SqlMigration("0022_door");

[DbContext(typeof(InBeeldDb)), Migration("0022_kiosk")]
internal sealed class Kiosk() : SqlMigration("0022_kiosk");

[DbContext(typeof(InBeeldDb)), Migration("0023_staff")]
internal sealed class Staff() : SqlMigration("0023_staff");

[DbContext(typeof(InBeeldDb)), Migration("0023_staff_work")]
internal sealed class StaffWork() : SqlMigration("0023_staff_work");

[DbContext(typeof(InBeeldDb)), Migration("0024_allocation")]
internal sealed class Allocation() : SqlMigration("0024_allocation");

[DbContext(typeof(InBeeldDb)), Migration("0024_allocation_work")]
internal sealed class AllocationWork() : SqlMigration("0024_allocation_work");

[DbContext(typeof(InBeeldDb)), Migration("0025_materials")]
internal sealed class Materials() : SqlMigration("0025_materials");

[DbContext(typeof(InBeeldDb)), Migration("0026_programmes")]
internal sealed class Programmes() : SqlMigration("0026_programmes");

[DbContext(typeof(InBeeldDb)), Migration("0027_intake")]
internal sealed class Intake() : SqlMigration("0027_intake");

[DbContext(typeof(InBeeldDb)), Migration("0027_intake_family")]
internal sealed class IntakeFamily() : SqlMigration("0027_intake_family");

[DbContext(typeof(InBeeldDb)), Migration("0027_intake_merge")]
internal sealed class IntakeMerge() : SqlMigration("0027_intake_merge");

[DbContext(typeof(InBeeldDb)), Migration("0027_intake_waits")]
internal sealed class IntakeWaits() : SqlMigration("0027_intake_waits");

[DbContext(typeof(InBeeldDb)), Migration("0028_sessions")]
internal sealed class Sessions() : SqlMigration("0028_sessions");

[DbContext(typeof(InBeeldDb)), Migration("0028_sessions_work")]
internal sealed class SessionsWork() : SqlMigration("0028_sessions_work");

[DbContext(typeof(InBeeldDb)), Migration("0029_progress")]
internal sealed class Progress() : SqlMigration("0029_progress");

[DbContext(typeof(InBeeldDb)), Migration("0029_progress_figures")]
internal sealed class ProgressFigures() : SqlMigration("0029_progress_figures");

[DbContext(typeof(InBeeldDb)), Migration("0029_progress_work")]
internal sealed class ProgressWork() : SqlMigration("0029_progress_work");

[DbContext(typeof(InBeeldDb)), Migration("0030_funds")]
internal sealed class Funds() : SqlMigration("0030_funds");

[DbContext(typeof(InBeeldDb)), Migration("0030_funds_claims")]
internal sealed class FundsClaims() : SqlMigration("0030_funds_claims");

[DbContext(typeof(InBeeldDb)), Migration("0030_funds_plan")]
internal sealed class FundsPlan() : SqlMigration("0030_funds_plan");

[DbContext(typeof(InBeeldDb)), Migration("0031_partners")]
internal sealed class Partners() : SqlMigration("0031_partners");

[DbContext(typeof(InBeeldDb)), Migration("0031_partners_read")]
internal sealed class PartnersRead() : SqlMigration("0031_partners_read");

[DbContext(typeof(InBeeldDb)), Migration("0032_threads")]
internal sealed class Threads() : SqlMigration("0032_threads");

[DbContext(typeof(InBeeldDb)), Migration("0032_threads_parents")]
internal sealed class ThreadsParents() : SqlMigration("0032_threads_parents");

[DbContext(typeof(InBeeldDb)), Migration("0033_sharing")]
internal sealed class Sharing() : SqlMigration("0033_sharing");

[DbContext(typeof(InBeeldDb)), Migration("0034_demand")]
internal sealed class Demand() : SqlMigration("0034_demand");

[DbContext(typeof(InBeeldDb)), Migration("0035_figures")]
internal sealed class FiguresOfProgrammes() : SqlMigration("0035_figures");

[DbContext(typeof(InBeeldDb)), Migration("0036_schools")]
internal sealed class SchoolsOfProgrammes() : SqlMigration("0036_schools");

[DbContext(typeof(InBeeldDb)), Migration("0037_measurement")]
internal sealed class Measurement() : SqlMigration("0037_measurement");

[DbContext(typeof(InBeeldDb)), Migration("0037_measurement_work")]
internal sealed class MeasurementWork() : SqlMigration("0037_measurement_work");

[DbContext(typeof(InBeeldDb)), Migration("0038_questionnaires")]
internal sealed class Questionnaires() : SqlMigration("0038_questionnaires");

[DbContext(typeof(InBeeldDb)), Migration("0039_waves")]
internal sealed class Waves() : SqlMigration("0039_waves");

[DbContext(typeof(InBeeldDb)), Migration("0039_waves_count")]
internal sealed class WavesCount() : SqlMigration("0039_waves_count");

[DbContext(typeof(InBeeldDb)), Migration("0039_waves_people")]
internal sealed class WavesPeople() : SqlMigration("0039_waves_people");

[DbContext(typeof(InBeeldDb)), Migration("0039_waves_work")]
internal sealed class WavesWork() : SqlMigration("0039_waves_work");

[DbContext(typeof(InBeeldDb)), Migration("0040_indicators")]
internal sealed class Indicators() : SqlMigration("0040_indicators");

[DbContext(typeof(InBeeldDb)), Migration("0041_infographics")]
internal sealed class InfographicsOfWaves() : SqlMigration("0041_infographics");

[DbContext(typeof(InBeeldDb)), Migration("0042_publications")]
internal sealed class Publications() : SqlMigration("0042_publications");
