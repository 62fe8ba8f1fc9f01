package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Survival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records of runs with profiles say of objects. */
class ProfileEndsTest {

  @TempDir Path folder;

  private static SampleCell cell(String name, String profile) {
    return SampleCell.of("objects/" + name).profile(profile).left(Survival.UNHARMED);
  }

  private static CellRecord works(String name, String profile) {
    return cell(name, profile).works();
  }

  private static CellRecord refused(String name, String profile) {
    return cell(name, profile).fails("dump", "no");
  }

  private static ProfileEnds ends(CellRecord... records) {
    return ProfileEnds.of(List.of("Of a test."), List.of(records));
  }

  private static String markdown(CellRecord... records) {
    return SheetMarkdown.of(ends(records).sheet(), 1);
  }

  @Test
  void countsWhatEachProfileKeeps() {
    var text =
        markdown(
            cell("pipe", null).works(),
            cell("lock", null).with("--file-locks").works(),
            works("pipe", "none"),
            refused("lock", "none"),
            works("pipe", "lxc"),
            cell("lock", "lxc").fails("restore", "no"));

    assertThat(text)
        .contains("Of a test.", "Profiles with CRIU 4.3")
        .contains(
            "| profile | kept | refused | changed | dies | lost | fails | unavailable |"
                + " not kept, and kept with own options | kept if its user adds an option |",
            "| own options | 2 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |  |",
            "| none | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | none 0 |",
            "| lxc | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | lxc 0 |")
        .doesNotContain("Options of lxc");
  }

  @Test
  void systemsWithTheSameOptionsShareAResult() {
    assertThat(markdown(works("pipe", "runc")))
        .contains("| runc, docker, kubernetes-containerd | 1 |")
        .doesNotContain("Objects on which profiles differ", "podman");
  }

  /** lxc locks files at dump and restore, kubernetes-cri-o at the dump alone. */
  @Test
  void anOptionThatDecidesIsNamedWithItsPhase() {
    assertThat(
            markdown(
                cell("lock", null).with("--file-locks").works(),
                refused("lock", "none"),
                cell("lock", "kubernetes-cri-o").fails("answer", "lock: expected 1, got 0"),
                works("lock", "lxc"),
                works("lock", "dynamo-snapshot")))
        .contains(
            "| object | own options | none | kubernetes-cri-o | lxc | dynamo-snapshot |"
                + " what decides |",
            "| lock | ✓ | refused | changed | ✓ | ✓ | --file-locks at the restore |");
  }

  @Test
  void anOptionThatAUserMayAddIsCounted() {
    assertThat(
            markdown(
                cell("lock", null).with("--file-locks").works(),
                refused("lock", "runc"),
                works("lock", "lxc"),
                works("lock", "dynamo-snapshot")))
        .contains("| 1 | runc 1, docker 0, kubernetes-containerd 0 |", "| --file-locks |");
  }

  @Test
  void anOptionThatHarmsIsNamed() {
    assertThat(
            markdown(
                works("device", "none"),
                works("device", "crun"),
                cell("device", "runc").fails("restore", "no"),
                cell("device", "crik").fails("restore", "no")))
        .contains("| without --evasive-devices at the restore |");
  }

  /** crik has a limit of its own, too, which decides nothing. */
  @Test
  void theValueOfALimitDoesNotDecide() {
    assertThat(
            markdown(
                works("cgroup", "none"),
                works("cgroup", "lxc"),
                works("cgroup", "dynamo-snapshot"),
                cell("cgroup", "crik").fails("answer", "expected x, got y")))
        .contains("| without --manage-cgroups=ignore |");
  }

  /** The folder from outside is no option that a system lacks. */
  @Test
  void whatACaseKeepsDecidesNothing() {
    assertThat(
            markdown(
                cell("mount", null).with("--enable-fs=all", "--external=mnt[/run]:run").works(),
                refused("mount", "lxc")))
        .contains("| own: --enable-fs=all |");
  }

  /** Two profiles with different limits keep it. */
  @Test
  void anOptionDecidesWithAnyValue() {
    assertThat(
            markdown(
                cell("ghost", null).with("--ghost-limit=8M").works(),
                refused("ghost", "none"),
                refused("ghost", "lxc"),
                refused("ghost", "runc"),
                works("ghost", "crik"),
                works("ghost", "dynamo-snapshot")))
        .contains("| --ghost-limit at the dump |");
  }

  /** crik passes --tcp-close, too. */
  @Test
  void theOptionsOfTheCaseAreNamedIfNoneDecidesAlone() {
    assertThat(
            markdown(
                cell("tcp", null).with("--tcp-established").works(),
                refused("tcp", "runc"),
                works("tcp", "lxc"),
                cell("tcp", "crik").fails("answer", "expected x, got y")))
        .contains("| own: --tcp-established |", "| 1 | runc 1, docker 0,");
  }

  @Test
  void theRemedyOnRecordIsNamedIfNothingElseIs() {
    var remedy = new Cause("why", "a newer kernel", null, null);

    assertThat(
            markdown(
                cell("x", "lxc").cause(remedy).fails("dump", "no"),
                works("x", "none"),
                works("x", "dynamo-snapshot")))
        .contains("| a newer kernel |");
  }

  @Test
  void ofSeveralCellsTheWorstCounts() {
    assertThat(ends(works("x", "lxc"), refused("x", "lxc"), works("x", "lxc")).ends())
        .extracting(ProfileEnd::end)
        .containsExactly("refused");
  }

  @Test
  void whatCannotBePlayedIsNoDifference() {
    assertThat(markdown(works("x", "none"), cell("x", "lxc").unavailable("no device")))
        .doesNotContain("differ");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    var ends = ends(cell("x", "lxc").with("--link-remap", "again").works(), works("x", null));
    var file = folder.resolve("profiles.csv");
    Files.writeString(file, ends.csv());

    assertThat(ProfileEnds.read(file)).isEqualTo(ends);
    assertThat(ends.intro()).anyMatch(s -> s.startsWith("Options of lxc: dump --tcp-established"));
    Files.writeString(file, ends.csv().replace(",kept,", ",fine,"));
    assertThatIllegalArgumentException().isThrownBy(() -> ProfileEnds.read(file));
  }
}
