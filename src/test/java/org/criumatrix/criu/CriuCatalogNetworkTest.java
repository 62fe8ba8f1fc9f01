package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fetches real builds: {@code mvn test -Dtest=CriuCatalogNetworkTest -Dnetwork=yes}. */
@Tag("network")
@EnabledIfSystemProperty(
    named = "network",
    matches = "yes",
    disabledReason = "fetches some 70 MB of packages; run it with -Dnetwork=yes")
@Timeout(600)
class CriuCatalogNetworkTest {

  /** Nothing listens there. */
  private static final Optional<String> NO_MIRROR = Optional.of("http://127.0.0.1:9/debian");

  @TempDir Path folder;

  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @Test
  void fetchesOnceAndRunsWithItsOwnLibraries() throws Exception {
    var builds = open(Refresh.AUTO, Optional.empty());
    assumeTrue(!builds.isEmpty(), () -> "no build could be fetched: " + notes);

    for (var build : builds) {
      assertThat(loaded(build))
          .isNotEmpty()
          .allMatch(library -> library.startsWith(build.folder().toString()), "its own library");
    }
    // bookworm has no package for developers, so its build is left out.
    var rpc = RpcFiles.of(builds.get(builds.size() - 1));
    assertThat(rpc.proto()).get(PATH).content().contains("message criu_opts");
    assertThat(rpc.library()).isPresent();
    notes.clear();
    assertThat(open(Refresh.AUTO, Optional.empty())).isEqualTo(builds);
    assertThat(notes).noneMatch(note -> note.contains("fetching"));

    assertThat(open(Refresh.ALWAYS, NO_MIRROR)).isEqualTo(builds);
    assertThat(notes).anyMatch(note -> note.contains("the mirror cannot be reached"));
  }

  @ParameterizedTest
  @CsvSource({"arm64, 183", "ppc64el, 21", "riscv64, 243", "s390x, 22"})
  void fetchesWhatOtherProcessorsRun(String name, int machine) throws Exception {
    var architecture = Architecture.named(name);
    var options = new Options(Refresh.AUTO, Optional.empty(), Optional.empty());
    var builds = CriuCatalog.open(folder, architecture, options, notes::add).builds();
    assumeTrue(!builds.isEmpty(), () -> "no build could be fetched: " + notes);

    for (var build : builds) {
      assertThat(build.folder()).startsWith(folder.resolve(name));
      assertThat(machineOf(build.program())).isEqualTo(machine);
    }
  }

  private List<CriuBuild> open(Refresh refresh, Optional<String> mirror) {
    return CriuCatalog.open(folder, new Options(refresh, mirror, Optional.empty()), notes::add)
        .builds();
  }

  /** e_machine of an ELF file, in its own order of bytes. */
  private static int machineOf(Path program) throws IOException {
    var file = ByteBuffer.wrap(Files.readAllBytes(program));
    return file.order(file.get(5) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
        .getShort(18);
  }

  /** The files that the loader takes, {@code libc.so.6 => /cache/…/lib/libc.so.6 (0x…)}. */
  private static List<String> loaded(CriuBuild build) {
    var list =
        LocalCommand.run(
            Duration.ofSeconds(10),
            Map.of("LD_TRACE_LOADED_OBJECTS", "1"),
            List.of(build.program().toString()));
    return list.stdout()
        .lines()
        .filter(line -> line.contains("=>"))
        .map(line -> line.replaceAll("^.*=> (\\S+).*$", "$1"))
        .collect(Collectors.toList());
  }
}
