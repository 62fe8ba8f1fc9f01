package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.privilege.Account;
import org.criumatrix.testing.NativeBuild;

/**
 * A small Python program and the inventory that it has made of itself or of another process. Every
 * inventory is checked against the schema.
 */
record Inspected(int exit, String stdout, String stderr) {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final Schema SCHEMA = schema();
  private static Path program;

  /**
   * {@code at} gives a descriptor a number that a test knows; {@code look} prints the inventory of
   * a process, which the program itself is unless the test says otherwise. It forks because {@code
   * subprocess} blocks signals for a moment.
   */
  private static final String BEGIN =
      """
      import ctypes, fcntl, mmap, os, signal, socket, struct, subprocess, sys, threading, time
      libc = ctypes.CDLL(None, use_errno=True)
      def at(number, fd):
          if fd < 0: raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
          os.dup2(fd, number)
      def look(pid, *words, way=()):
          sys.stdout.flush()
          argv = [*way, sys.argv[1], *words, str(pid)]
          inventory = os.fork()
          if inventory == 0: os.execvp(argv[0], argv)
          sys.exit(os.waitstatus_to_exitcode(os.waitpid(inventory, 0)[1]))
      """;

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("docs", "inventory.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a Python program in a folder; it ends with {@code look(os.getpid())} or its own look. */
  static Inspected python(Path folder, String program) {
    return run(folder, List.of(), program);
  }

  /**
   * Runs it by another one.
   *
   * @param way such as {@code setpriv} and its options
   */
  static Inspected run(Path folder, List<String> way, String program) {
    var argv = new ArrayList<>(way);
    var end = program.contains("look(") ? "" : "look(os.getpid())\n";
    argv.addAll(List.of("/usr/bin/python3", "-c", BEGIN + program + end, inventory()));
    return of(LocalCommand.run(LIMIT, Map.of(), folder, argv));
  }

  /** Runs the inventory itself. */
  static Inspected with(String... words) {
    var argv = new ArrayList<>(List.of(inventory()));
    argv.addAll(List.of(words));
    return of(LocalCommand.run(LIMIT, Map.of(), argv));
  }

  /** Another account to run as. It has to reach the program in the build folder. */
  static List<String> anotherAccount() {
    assumeTrue(LocalHosts.isRoot(), "becoming another account needs root");
    var way =
        List.of(
            "setpriv",
            "--reuid=" + Account.ORDINARY.uid(),
            "--regid=" + Account.ORDINARY.gid(),
            "--clear-groups");
    var trial = new ArrayList<>(way);
    trial.addAll(List.of(inventory(), "--help"));
    assumeTrue(
        LocalCommand.run(LIMIT, Map.of(), Path.of("/"), trial).succeeded(),
        "another account cannot reach " + inventory());
    return way;
  }

  /** A copy that every account can reach: the checkout may be in root's home. */
  static synchronized String inventory() {
    if (program == null) {
      program = copy();
    }
    return program.toString();
  }

  private static Path copy() {
    try {
      var everyone = PosixFilePermissions.fromString("rwxr-xr-x");
      var folder = Files.createTempDirectory("criu-matrix-inventory");
      Files.setPosixFilePermissions(folder, everyone);
      folder.toFile().deleteOnExit();
      var copy = folder.resolve("inventory");
      Files.copy(NativeBuild.with("inventory").resolve("inventory"), copy);
      Files.setPosixFilePermissions(copy, everyone);
      copy.toFile().deleteOnExit();
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Inspected of(LocalCommand.Result result) {
    return new Inspected(result.exit(), result.stdout(), result.stderr());
  }

  JsonNode json() {
    assertThat(exit).as(stderr).isZero();
    try {
      var json = JSON.readTree(stdout);
      assertThat(SCHEMA.validate(json)).isEmpty();
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(stdout, e);
    }
  }

  /** The process that was asked about. */
  JsonNode process() {
    return json().path("processes").path(0);
  }

  JsonNode descriptor(int number) {
    return only(
        elements(process().path("descriptors")).filter(d -> d.path("fd").asInt() == number));
  }

  List<JsonNode> mappings(String kind) {
    return elements(process().path("mappings"))
        .filter(m -> m.path("kind").asText().equals(kind))
        .toList();
  }

  JsonNode mapping(String kind) {
    return only(mappings(kind).stream());
  }

  static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static List<String> texts(JsonNode list) {
    return elements(list).map(JsonNode::asText).toList();
  }

  static JsonNode only(Stream<JsonNode> found) {
    var all = found.toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
