package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel that logs lines during a cell, simulated, since no test can make a real one do so. */
class KernelWatchTest {

  private static final String TAINTED = "/proc/sys/kernel/tainted";
  private static final String OOPS =
      "BUG: kernel NULL pointer dereference, address: 0000000000000008";
  private static final String FLAGS = "criu-matrix: the kernel's taint flags were 0 and are 128";

  @TempDir static Path folder;
  private static HostKind local;

  /** The kernel's answers to successive reads; then nothing. */
  private final List<List<String>> log = new ArrayList<>();

  private final List<String> flags = new ArrayList<>();

  @BeforeAll
  static void build() {
    try (var rigs = new TestRigs(folder, TestRigs.SHORT, false)) {
      local = LocalHosts.with(rigs.agent(), folder.resolve("scratch"));
    }
  }

  /** Passes everything on to a real host, except questions about the kernel. */
  private <T> T around(Class<T> type, Object real) {
    var proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("kernelLog")) {
                return log.isEmpty() ? List.of() : log.remove(0);
              }
              if (method.getName().equals("read") && arguments[0].equals(TAINTED)) {
                return flags.remove(0).getBytes(StandardCharsets.UTF_8);
              }
              try {
                var result = method.invoke(real, arguments);
                if (result == real) {
                  return self;
                }
                return result instanceof Host ? around(Host.class, result) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private Outcome play() {
    try (var rigs = new TestRigs(folder, TestRigs.SHORT, false).on(around(HostKind.class, local))) {
      return rigs.play(TestRigs::plain);
    }
  }

  @Test
  void linesOfTheKernelThatAppearedDuringTheCellAreKeptWithIt() {
    log.addAll(List.of(List.of("older"), List.of(OOPS)));
    flags.addAll(List.of("0\n", "0\n"));
    var outcome = play();

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
    assertThat(outcome.kernelLog()).containsExactly(OOPS);
    assertThat(folder.resolve("evidence/kernel.log")).hasContent(OOPS);
  }

  @Test
  void aNewTaintFlagIsALineOfItsOwn() {
    flags.addAll(List.of("0\n", "128\n"));

    assertThat(play().kernelLog()).containsExactly(FLAGS);
  }

  @Test
  void hostsThatShareAKernelGiveItsLinesOnce() {
    log.addAll(List.of(List.of(), List.of(), List.of(OOPS, "a"), List.of(OOPS, "b")));
    flags.addAll(List.of("0", "0", "0", "0"));
    var host = around(Host.class, Map.of());
    var both = List.of(new KernelWatch(host), new KernelWatch(host));

    assertThat(KernelWatch.lines(both)).containsExactly(OOPS, "a", "b");
  }
}
