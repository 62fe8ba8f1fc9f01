package org.criumatrix.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.program.Client;
import org.criumatrix.program.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key of an application's file, and the message for each mistake. */
class ApplicationFileTest {

  private static final String SHORT =
      """
      about = "a server"
      root = "servers"
      command = "./server"
      """;

  private static final String FULL =
      """
      about = "a server and its client"
      root = "servers"
      packages = ["server"]
      packages-bookworm = ["old"]
      packages-sid = ["new"]
      suites = ["sid"]
      build = "make"
      prepare = "mkdir data"
      command = "exec ./server -p 80"
      environment = { LANG = "C", THREADS = 4 }
      terminal = true
      account = "ordinary"
      options = ["--tcp-established"]
      ready = { port = 80 }
      stop = "SIGTERM"

      [client]
      command = "./client"
      ready = "^up"

      [files]
      "etc/server.conf" = "port 80"

      [compare]
      stdout = false
      stderr = true
      files = ["out/*", "!out/log"]
      ignore = ["^host"]
      """;

  @TempDir Path folder;

  private Path file;

  private Application read(String text) throws IOException {
    file = folder.resolve("a-server.toml");
    Files.writeString(file, text);
    return ApplicationFile.read(file);
  }

  private void refuses(String text, String message) {
    assertThatExceptionOfType(ApplicationException.class)
        .isThrownBy(() -> read(text))
        .satisfies(e -> assertThat(e).hasMessageStartingWith(file + message));
  }

  @Test
  void everyKeyIsRead() throws IOException {
    var full = read(FULL);

    assertThat(full.name()).isEqualTo("a-server");
    assertThat(full.folder()).isEqualTo("/opt/a-server");
    assertThat(full.about()).isEqualTo("a server and its client");
    assertThat(full.root()).isEqualTo("servers");
    assertThat(full.packagesIn("bookworm")).containsExactly("server", "old");
    assertThat(full.packagesIn("sid")).containsExactly("server", "new");
    assertThat(full.suites()).containsExactly("sid");
    assertThat(full.build()).isEqualTo("make");
    assertThat(full.isForOrdinaryAccounts()).isTrue();
    assertThat(full.needsRoot()).isFalse();
  }

  @Test
  void everyKeyOfItsProgramIsRead() throws IOException {
    var program = read(FULL).program();

    assertThat(program.argv()).containsExactly("sh", "-c", "exec ./server -p 80");
    assertThat(program.environment()).isEqualTo(Map.of("LANG", "C", "THREADS", "4"));
    assertThat(program.files()).isEqualTo(Map.of("etc/server.conf", "port 80"));
    assertThat(program.preparation()).isEqualTo("mkdir data");
    assertThat(program.ready()).isEqualTo(Readiness.of("port", "80"));
    assertThat(program.isOnTerminal()).isTrue();
    assertThat(program.stop()).isEqualTo(15);
    assertThat(program.client()).isEqualTo(Optional.of(new Client("./client", "^up")));
    assertThat(program.options()).containsExactly("--tcp-established");
    var compared = program.compared();
    assertThat(compared.stdout()).isFalse();
    assertThat(compared.stderr()).isTrue();
    assertThat(compared.files().matches("out/a")).isTrue();
    assertThat(compared.files().matches("out/log")).isFalse();
    assertThat(compared.files().matches("a")).isFalse();
    assertThat(compared.ignored()).extracting(Pattern::pattern).containsExactly("^host");
  }

  @Test
  void whatIsNotGivenIsUsual() throws IOException {
    var application = read(SHORT);
    var program = application.program();

    assertThat(application.suites()).containsExactly("bookworm", "sid");
    assertThat(application.packagesIn("sid")).isEmpty();
    assertThat(application.isForOrdinaryAccounts()).isFalse();
    assertThat(program.ready()).isEqualTo(Readiness.USUAL);
    assertThat(program.stop()).isZero();
    assertThat(program.client()).isEmpty();
    assertThat(program.isOnTerminal()).isFalse();
    assertThat(program.compared().stdout()).isTrue();
    assertThat(program.compared().stderr()).isFalse();
    assertThat(program.compared().files().matches("any/file")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"cpu, 2, 2.0", "after, 0.5, 0.5", "port, 80, 80.0"})
  void aNumberMayBeWrittenAsOne(String kind, String value, double number) throws IOException {
    var application = read(SHORT + "ready = { %s = %s }\n".formatted(kind, value));

    assertThat(application.program().ready().number()).isEqualTo(number);
  }

  @Test
  void anUnknownKeyIsNamedWithItsLineAndTheKnownOnes() {
    refuses(SHORT + "optoins = []\n", ":4: there is no key 'optoins'; there are [");
    refuses(
        SHORT + "[client]\nargv = []\n", ":5: there is no key 'argv'; there are [command, ready]");
  }

  @Test
  void brokenTomlIsNamedWithItsLine() {
    refuses(SHORT + "options = [\n\n", ":");
    refuses("about = \"a\nroot = 1\n", ":1: ");
    refuses(SHORT + "terminal = \"perhaps\"\n", ":4: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "about   | the key 'about' is missing",
        "root    | the key 'root' is missing",
        "command | the key 'command' is missing",
      })
  void aMissingKeyIsNamed(String key, String message) {
    refuses(SHORT.replaceFirst(key + " = .*", ""), ": " + message);
    refuses(SHORT.replaceFirst(key + " = .*", key + " = \" \""), ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ready = { port = 80, file = \"up\" } | ready has one of line, file, port, cpu, after",
        "ready = { }                         | ready has one of line, file, port, cpu, after",
        "ready = { soon = 1 }                | ready has one of line, file, port, cpu, after, not 'soon'",
        "ready = { port = \"http\" }         | port is a number up to 65535, not 'http'",
        "stop = \"STOP\"                     | there is no signal 'STOP' here; there are [",
        "compare = { ignore = [\"(\"] }      | Unclosed group",
        "client = { ready = \"up\" }         | the key 'client.command' is missing",
        "suites = [\"trixie\"]               | there is no suite 'trixie'; there are [bookworm, sid]",
        "account = \"ordinry\"               | account is 'ordinary', 'root' or not given, not 'ordinry'",
      })
  void aValueThatIsNoneIsRefused(String line, String message) {
    refuses(SHORT + line + "\n", ": " + message);
  }

  @Test
  void onlyRootMayStartSome() throws IOException {
    var application = read(SHORT + "account = \"root\"\n");

    assertThat(application.needsRoot()).isTrue();
    assertThat(application.isForOrdinaryAccounts()).isFalse();
  }

  @Test
  void aNameIsOneOfACell() throws IOException {
    file = folder.resolve("A_Server.toml");
    Files.writeString(file, SHORT);

    assertThatExceptionOfType(ApplicationException.class)
        .isThrownBy(() -> ApplicationFile.read(file))
        .withMessage(file + ": a name has lower-case letters, digits and dashes");
  }

  @Test
  void aFileThatIsGoneIsSaid() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> ApplicationFile.read(folder.resolve("gone.toml")))
        .withMessageEndingWith("gone.toml cannot be read");
  }

  @Test
  void applicationsOfAFolderAreFoundByName() throws IOException {
    read(SHORT);
    Files.writeString(folder.resolve("b.toml"), SHORT + "suites = [\"sid\"]\n");
    Files.writeString(folder.resolve("README.md"), "nothing");
    var all = Applications.in(folder);

    assertThat(all.names()).containsExactly("a-server", "b");
    assertThat(all.find("b").about()).isEqualTo("a server");
    assertThat(all.sharing("servers", "bookworm"))
        .extracting(Application::name)
        .containsExactly("a-server");
    assertThat(all.sharing("tools", "sid")).isEqualTo(List.of());
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> all.find("c"))
        .withMessage("there is no file applications/c.toml");
  }
}
