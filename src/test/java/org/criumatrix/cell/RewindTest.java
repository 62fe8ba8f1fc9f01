package org.criumatrix.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeroturnaround.exec.ProcessExecutor;

/** Files of a subject that are kept for a second restore. */
class RewindTest {

  private static final List<String> OWN_NAMESPACES =
      List.of("unshare", "--map-root-user", "--mount", "--pid", "--fork");

  @TempDir private Path folder;

  @Test
  void whatAProcShowsIsNotCopied() throws Exception {
    assumeThat(exitCode("true")).as("new namespaces are allowed").isZero();
    var from = Files.createDirectories(folder.resolve("subject"));
    Files.createDirectories(from.resolve("root/proc"));
    Files.writeString(from.resolve("file"), "content");
    var to = folder.resolve("subject.at-dump0");

    var code =
        exitCode(
            "sh",
            "-c",
            "mount -t proc proc \"$1/root/proc\" && exec sh -c \"$0\" \"$1\" \"$2\"",
            Rewind.COPY,
            from.toString(),
            to.toString());

    assertThat(code).isZero();
    assertThat(to.resolve("file")).hasContent("content");
    assertThat(to.resolve("root/proc")).isEmptyDirectory();
  }

  private static int exitCode(String... command) throws Exception {
    var all = Stream.concat(OWN_NAMESPACES.stream(), Stream.of(command)).toList();
    return new ProcessExecutor(all).execute().getExitValue();
  }
}
