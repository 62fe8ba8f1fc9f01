package org.criumatrix.application;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Signal;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.TomlData;
import org.criumatrix.matrix.TomlException;
import org.criumatrix.program.Client;
import org.criumatrix.program.Compared;
import org.criumatrix.program.Program;
import org.criumatrix.program.Readiness;

/** Reads the file of an application. */
final class ApplicationFile {

  static final String SUFFIX = ".toml";

  /** The suites that applications are played on. */
  static final List<String> SUITES = List.of("bookworm", "sid");

  private static final String ORDINARY = "ordinary";
  private static final String ROOT = "root";

  private static final TypeReference<ApplicationLine> LINE = new TypeReference<>() {};

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private ApplicationFile() {}

  /**
   * Reads a file.
   *
   * @throws ApplicationException if it cannot be used
   */
  static Application read(Path file) {
    var name = file.getFileName().toString().replaceFirst("\\" + SUFFIX + "$", "");
    if (!NAME.matcher(name).matches()) {
      throw new ApplicationException(
          "%s: a name has lower-case letters, digits and dashes".formatted(file), null);
    }
    try {
      return application(name, TomlData.read(file.toString(), Files.readString(file), LINE));
    } catch (TomlException e) {
      throw new ApplicationException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ApplicationException("%s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Application application(String name, ApplicationLine line) {
    require(line.about(), "about");
    require(line.root(), "root");
    require(line.command(), "command");
    var more = new HashMap<String, List<String>>();
    more.put("bookworm", given(line.packagesBookworm()));
    more.put("sid", given(line.packagesSid()));
    return new Application(
        line.about(),
        line.root(),
        given(line.packages()),
        more,
        suites(line.suites()),
        text(line.build()),
        isAccount(line.account(), ORDINARY),
        isAccount(line.account(), ROOT),
        program(name, line));
  }

  private static List<String> suites(List<String> given) {
    for (var suite : given(given)) {
      if (!SUITES.contains(suite)) {
        throw new IllegalArgumentException(
            "there is no suite '%s'; there are %s".formatted(suite, SUITES));
      }
    }
    return given == null ? SUITES : given;
  }

  private static boolean isAccount(String given, String account) {
    if (given != null && !given.equals(ORDINARY) && !given.equals(ROOT)) {
      throw new IllegalArgumentException(
          "account is '%s', '%s' or not given, not '%s'".formatted(ORDINARY, ROOT, given));
    }
    return account.equals(given);
  }

  private static Client client(ApplicationLine.ClientLine line) {
    require(line.command(), "client.command");
    return new Client(line.command(), text(line.ready()));
  }

  private static Program program(String name, ApplicationLine line) {
    return new Program(
        name,
        List.of("sh", "-c", line.command()),
        given(line.environment()),
        given(line.files()),
        text(line.prepare()),
        readiness(line.ready()),
        line.terminal(),
        line.stop() == null ? 0 : Signal.number(line.stop()),
        Duration.ZERO,
        Optional.ofNullable(line.client()).map(ApplicationFile::client),
        given(line.options()),
        compared(line.compare()));
  }

  private static Readiness readiness(Map<String, String> ready) {
    if (ready == null) {
      return Readiness.USUAL;
    }
    if (ready.size() != 1) {
      throw new IllegalArgumentException("ready has one of line, file, port, cpu, after");
    }
    var given = ready.entrySet().iterator().next();
    return Readiness.of(given.getKey(), given.getValue());
  }

  private static Compared compared(ApplicationLine.ComparedLine line) {
    if (line == null) {
      return new Compared(true, false, Selection.of("*"), List.of());
    }
    return new Compared(
        line.stdout() == null || line.stdout(),
        line.stderr() != null && line.stderr(),
        files(line.files()),
        given(line.ignore()).stream().map(Pattern::compile).toList());
  }

  /** Returns the files that count; an empty list means none. */
  private static Selection files(List<String> globs) {
    return Selection.of(globs == null ? "*" : globs.isEmpty() ? "!*" : String.join(" ", globs));
  }

  private static void require(String value, String key) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the key '%s' is missing".formatted(key));
    }
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static <T> List<T> given(List<T> values) {
    return values == null ? List.of() : values;
  }

  private static <K, V> Map<K, V> given(Map<K, V> values) {
    return values == null ? Map.of() : values;
  }
}
