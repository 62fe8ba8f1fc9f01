package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code ./criu-matrix options} as a user calls it. */
@ResourceLock(Resources.SYSTEM_OUT)
class OptionsCommandTest {

  @TempDir Path folder;
  private Path run;
  private String build;

  @BeforeEach
  void writeRunAndBuild() throws IOException {
    var program = folder.resolve("criu");
    Files.writeString(
        program,
        """
        #!/bin/sh
        case $1 in
        --version) echo Version: 9.9 ;;
        --help) echo '  -t|--tree PID   the program'; echo '  --new-one       nobody has tried it' ;;
        esac
        """);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    build = "path:" + program;
    run =
        Samples.written(
                folder.resolve("run"),
                Samples.info(1),
                SampleCell.of("serial/a").criu(build).ran("criu dump -t 7").works())
            .place();
  }

  private CommandCall call(Object... more) {
    var words = new ArrayList<Object>();
    words.add("options");
    words.addAll(List.of(run, "--criu", build, "--offline", "--cache", folder));
    words.addAll(List.of(more));
    return CommandCall.of(words.toArray());
  }

  @Test
  void aNewOptionIsUntried() {
    var markdown = call("--md");

    assertThat(markdown.exit()).as(markdown.err()).isZero();
    assertThat(markdown.out())
        .contains("1 of 2 options of CRIU " + build + " are used by a case.")
        .contains("| --new-one | untried |");
  }

  @Test
  void theDataIsWrittenToo() throws IOException {
    var file = folder.resolve("data.csv");

    assertThat(call("--data", file).out()).contains("Options of CRIU", "--tree");
    assertThat(Files.readString(file)).contains(build + ",--tree,,,", ",serial/a,works,1");
    assertThat(call("--html").out()).contains("<table");
    assertThat(call("--csv").out()).isEqualTo(Files.readString(file));
    assertThat(call("--data", folder.resolve("no/data.csv")).exit()).isEqualTo(6);
  }

  @Test
  void whatCannotBeUsedIsAnError() {
    assertThat(CommandCall.of("options", folder.resolve("none")).exit()).isEqualTo(2);
    var wrong =
        CommandCall.of("options", run, "--criu", "path:/none", "--offline", "--cache", folder);
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("path:/none: no program");
    assertThat(CommandCall.of("options", "--help").out()).contains("--criu", "--data");
  }
}
