package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BugReportTest {

  @TempDir Path folder;

  @Test
  void hasTheSectionsOfCriusOwnFormInTheirOrder() throws Exception {
    var text = BugReport.of(BundledRun.FAILS, BundledRun.in(folder), BundledRun.redactor());

    assertThat(text)
        .containsSubsequence(
            "# CRIU 4.3: open-files/append fails at dump",
            "**Description**",
            "**Steps to reproduce the issue:**",
            "criu-matrix at commit 563c695",
            "`./criu-matrix run '-Dcells=open-files/append[",
            "/home/USER/bin/criu dump -D /tmp/images -t 15    # exit 1",
            "**Describe the results you received:**",
            "`/home/USER/in: no inotify`",
            "**Describe the results you expected:**",
            "**Additional information you deem important",
            "failed in 1 of 1 attempts",
            "**CRIU logs and information:**",
            "1-dump.log</summary>",
            "Running on HOST Linux",
            "Output of `criu --version`",
            "Version: 4.3\nGitID: v4.3-12-gabc",
            "Output of `criu check --all`",
            "**Additional environment details:**",
            "- kernel: 6.18.44");
    assertThat(text).doesNotContain("alice", "10.9.8.7");
  }

  @Test
  void saysWhenCriuWasNotCalled() throws Exception {
    var java = Samples.cell("serial/java").fails("start", "no java");
    var text = BugReport.of(java, Samples.written(folder, Samples.info(1), java), Redactor.off());

    assertThat(text).contains("it failed before CRIU was called", "There are none: CRIU was not");
  }

  @Test
  void hasWhatIsKnownOfTheCause() throws Exception {
    var cause = new Cause("it moved", "--x (serial/c)", "8ee2eba47", "4.4");
    var java = Samples.cell("serial/java").cause(cause).fails("dump", "no java");
    var text = BugReport.of(java, Samples.written(folder, Samples.info(1), java), Redactor.off());

    assertThat(text)
        .contains(
            "The suite's record of its cause: it moved\nWhat makes it work: --x (serial/c)\n"
                + "Fixed in CRIU 4.4\nCommit: 8ee2eba47\n");
  }

  @Test
  void ofALongLogBeginningAndEndAreKept() {
    var log = IntStream.range(0, 5000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

    assertThat(BugReport.shortened(log, 1000))
        .startsWith("line 0\n")
        .contains("lines left out; the bundle has them]\nline ")
        .endsWith("line 4999")
        .hasSizeBetween(800, 1060);
    assertThat(BugReport.shortened("short", 1000)).isEqualTo("short");
  }
}
