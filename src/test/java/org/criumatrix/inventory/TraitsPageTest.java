package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/traits.md has every trait; {@code -Dreadme.update=true} writes it. */
class TraitsPageTest {

  private static final Path PAGE = Path.of("docs", "traits.md");

  private static final String TEXT =
      """
      # Traits

      What a process tree holds or is, as far as it matters to a checkpoint. `./criu-matrix inventory PID` lists the traits of a running
      process and its descendants, without stopping it; a size is that of the largest object. `--json` prints everything that was seen, in
      the form of [`inventory.schema.json`](inventory.schema.json).

      | Trait | Of each | Meaning |
      |---|---|---|
      %s

      The traits are lines of [`traits.csv`](../src/main/resources/org/criumatrix/inventory/traits.csv), each with the conditions under which
      an object has it. A file that the account may not read can hide traits; the command lists such files.
      """;

  private static String row(TraitRule rule) {
    return "| `%s`%s | %s | %s |"
        .formatted(rule.name(), rule.size().isEmpty() ? "" : ":SIZE", rule.of(), rule.meaning());
  }

  @Test
  void hasEveryTrait() throws Exception {
    var rows = TraitRule.all().stream().map(TraitsPageTest::row).collect(Collectors.joining("\n"));
    var page = TEXT.formatted(rows);
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page);
  }
}
