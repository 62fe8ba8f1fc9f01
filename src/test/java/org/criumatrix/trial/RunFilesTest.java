package org.criumatrix.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.host.MachineView;
import org.criumatrix.program.FileContent;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run has written, with the real agent. Needs root. */
@Timeout(60)
class RunFilesTest {

  @TempDir Path folder;
  @AutoClose private Host host;

  private Map<String, FileContent> after(String script, boolean inPlace) throws IOException {
    assumeTrue(LocalHosts.isRoot(), "a view of the machine needs root");
    Files.writeString(folder.resolve("input"), "1");
    var agent = NativeBuild.with("agent").resolve("agent");
    var where = inPlace ? Optional.of(folder) : Optional.<Path>empty();
    host = new MachineView(agent, where, "64M").open(Map.of());
    host.execChecked(Command.of("sh", "-euc", script).in(folder.toString()));
    return RunFiles.of(host, folder, inPlace);
  }

  @Test
  void namesAreThoseFromTheFolderOrAbsolute() throws IOException {
    var files = after("mkdir sub; echo a >sub/out; rm input; echo b >/var/criu-matrix-run", false);

    assertThat(files).containsOnlyKeys("sub/out", "input", "/var/criu-matrix-run");
    assertThat(files.get("sub/out").lines()).contains(List.of("a"));
    assertThat(files.get("input")).isEqualTo(FileContent.REMOVED);
  }

  @Test
  void textsHaveLinesAndOtherFilesAChecksum() throws IOException {
    var files = after("printf 'a\\nb\\n' >text; printf 'a\\0b' >zero; printf '\\377' >bad", false);

    assertThat(files.get("text").lines()).contains(List.of("a", "b"));
    assertThat(files.get("zero").lines()).isEmpty();
    assertThat(files.get("bad").lines()).isEmpty();
    assertThat(files.get("zero").size()).isEqualTo(3);
  }

  @Test
  void largeFilesHaveAChecksumWhateverTheirName() throws IOException {
    var files = after("head -c 2M /dev/zero >'two words'; cp 'two words' '\\n'", false);
    var zeros = "5647f05ec18958947d32874eeb788fa396a05d0bab7c1b71f112ceb7e9b31eee";

    assertThat(files).containsOnlyKeys("two words", "\\n");
    assertThat(files.values()).containsOnly(new FileContent(2 << 20, zeros, Optional.empty()));
  }

  @Test
  void inPlaceEveryFileOfTheFolderCounts() throws IOException {
    assertThat(after("echo a >out; echo b >/var/criu-matrix-run", true))
        .containsOnlyKeys("out", "input", "/var/criu-matrix-run");
  }
}
