package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.matrix.DocumentedOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionManualTest {

  private static final String HELP =
      """
      Usage:
        criu jump [<options>]

      Options that begin with --no- are negations.

      * Generic:
        -j|--jump HEIGHT      jumps; can be 'high' or 'low' (default)
           --shape SHAPE      one of: round, square,
                              flat. Round is usual
        --from PLACE          forms of PLACE:
                                  roof[FLOOR]:NAME
                                  tree:[KIND]
        --style STYLE
      \t\t\thop  - on one leg
      \t\t\tleap - on two
        --quoted              needs '--' before it
      Check options:
        --deep                looks deeper
      """;

  private static final String PAGE =
      """
      \\fB\\-j\\fR, \\fB\\-\\-jump\\fR \\fIheight\\fR
      .RS 4
      See \\fB\\-\\-elsewhere\\fR\\&.
      .RE
      \\fB\\-\\-page\\-only\\fR
      \\fB\\-\\-misspelt\\fR
      """;

  private static final String ANSWERS =
      """
      criu: option '--j' is ambiguous; possibilities: '--jump' '--no-jump' '--jumble'
      criu: option '--page-only' requires an argument
      """;

  private static final String REQUESTS =
      """
      message other {
      \toptional int32 not_an_option = 1;
      }
      message criu_opts {
      \trequired int32\timages_dir_fd = 1;
      \toptional bool\tjump = 2;
      \toptional bool parent_img = 3;
      }
      """;

  private static Map<String, DocumentedOption> byName(List<DocumentedOption> options) {
    return options.stream().collect(Collectors.toMap(DocumentedOption::name, Function.identity()));
  }

  @Test
  void valuesAreThoseThatTheHelpLists() {
    var options = byName(OptionManual.of("", HELP, "", ""));

    assertThat(options)
        .containsOnlyKeys("--jump", "--shape", "--from", "--style", "--quoted", "--deep");
    assertThat(options.get("--jump").letter()).isEqualTo("-j");
    assertThat(options.get("--jump").values()).containsExactly("high", "low");
    assertThat(options.get("--shape").values()).containsExactly("round", "square", "flat");
    assertThat(options.get("--from").values()).containsExactly("roof", "tree");
    assertThat(options.get("--style").values()).containsExactly("hop", "leap");
    assertThat(options.get("--quoted").values()).isEmpty();
    assertThat(options.get("--deep").letter()).isEmpty();
  }

  @Test
  void theProgramNamesWhatNothingDocuments() {
    var options = byName(OptionManual.of(ANSWERS, HELP, PAGE, ""));

    assertThat(options.get("--jumble").sources()).containsExactly("program");
    assertThat(options.get("--jump").sources()).isEqualTo(Set.of("program", "help", "man"));
    assertThat(options.get("--page-only").sources()).isEqualTo(Set.of("program", "man"));
    assertThat(options).doesNotContainKeys("--no-jump", "--misspelt", "--elsewhere");
  }

  @Test
  void aFieldOfRequestsIsItsOptionOrIsListedAlone() {
    var options = byName(OptionManual.of(ANSWERS, HELP, PAGE, REQUESTS));

    assertThat(options.get("--jump").sources()).contains("rpc");
    assertThat(options.get("rpc:parent_img").isOption()).isFalse();
    assertThat(options).containsKey("rpc:images_dir_fd").doesNotContainKey("rpc:not_an_option");
  }

  /** A program that answers as getopt does, without a manual page and requests. */
  @Test
  void asksABuild(@TempDir Path folder) throws Exception {
    var program =
        Builds.script(
            folder.resolve("criu"),
            "case $1 in",
            "--help) echo '  --deep  looks deeper' ;;",
            "--d) echo \"criu: option '--d' is ambiguous; possibilities: '--deep' '--dark'\" >&2 ;;",
            "--version) echo Version: 9.9 ;;",
            "esac");
    Files.createDirectories(folder.resolve("proto"));
    Files.writeString(
        folder.resolve("proto/rpc.proto"), "message criu_opts {\n\toptional bool dark = 1;\n}\n");

    var options = byName(OptionManual.of(UserBuild.of("path:" + program)));

    assertThat(options).containsOnlyKeys("--deep", "--dark");
    assertThat(options.get("--dark").sources()).isEqualTo(Set.of("program", "rpc"));
  }
}
