package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.host.LocalHosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributesInventoryTest {

  @TempDir private Path folder;

  @Test
  void aPlainProgramHasNothingSpecial() {
    var seen = Inspected.python(folder, "");

    var process = seen.process();
    assertThat(process.path("command").path(0).asText()).isEqualTo("/usr/bin/python3");
    assertThat(process.path("executable").path("deleted").asBoolean(true)).isFalse();
    assertThat(process.path("working_directory").path("path").asText())
        .isEqualTo(folder.toString());
    assertThat(process.path("seccomp").path("mode").asText()).isIn("none", "filter");
    assertThat(process.path("tracer").isNull()).isTrue();
    assertThat(process.path("namespaces").path("net").path("same_as_caller").asBoolean()).isTrue();
    assertThat(process.path("cgroups")).isNotNull();
    assertThat(process.path("memory").path("resident").asLong()).isPositive();
    // The inventory itself is a child of the program, and no part of its tree.
    assertThat(seen.json().path("processes")).hasSize(1);
  }

  @Test
  void affinitySchedulingSeccompAndSignalsAreListed() {
    var seen =
        Inspected.python(
            folder,
            """
            one = min(os.sched_getaffinity(0))
            os.sched_setaffinity(0, {one})
            os.nice(3)
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
            libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
            allow = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7fff0000))
            filter = struct.pack("HxxxxxxQ", 1, ctypes.addressof(allow))
            if libc.prctl(22, 2, filter, 0, 0): raise OSError(ctypes.get_errno(), "seccomp")
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
            print(one, file=sys.stderr)
            """);

    var process = seen.process();
    var scheduling = process.path("scheduling");
    assertThat(scheduling.path("processors").asText()).isEqualTo(seen.stderr().strip());
    assertThat(scheduling.path("nice").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(scheduling.path("policy").asText()).isEqualTo("batch");
    assertThat(process.path("seccomp").path("mode").asText()).isEqualTo("filter");
    assertThat(process.path("credentials").path("no_new_privileges").asBoolean()).isTrue();
    var blocked = Long.parseUnsignedLong(process.path("signals").path("blocked").asText(), 16);
    assertThat(blocked & 1 << 9).as("SIGUSR1").isNotZero();
  }

  @Test
  void descendantsHaveTheirOwnSessionsAndThreadsTheirDifferences() {
    var seen =
        Inspected.python(
            folder,
            """
            ready, says = os.pipe()
            child = os.fork()
            if child == 0:
                os.setsid()
                os.write(says, b"!")
                time.sleep(60)
            started = threading.Event()
            def apart():
                libc.unshare(0x400 | 0x200)  # CLONE_FILES | CLONE_FS
                at(150, os.open("/etc/passwd", os.O_RDONLY))
                started.set()
                time.sleep(60)
            threading.Thread(target=apart, daemon=True).start()
            started.wait()
            os.read(ready, 1)
            try:
                look(os.getpid())
            finally:
                os.kill(child, signal.SIGKILL)
            """);

    var processes = seen.json().path("processes");
    assertThat(processes).hasSize(2);
    assertThat(processes.path(0).path("in_session_of_target").asBoolean()).isTrue();
    assertThat(processes.path(1).path("in_session_of_target").asBoolean(true)).isFalse();
    assertThat(processes.path(1).path("session")).isEqualTo(processes.path(1).path("pid"));
    var threads = processes.path(0).path("threads");
    assertThat(threads).hasSize(2);
    assertThat(Inspected.texts(threads.path(1).path("differs")))
        .containsExactly("descriptors", "file-system-state");
    assertThat(seen.descriptor(150).path("tid")).isEqualTo(threads.path(1).path("tid"));
  }

  @Test
  void terminalAndTracerAreListed() {
    var seen =
        Inspected.python(
            folder,
            """
            master, slave = os.openpty()
            ready, says = os.pipe()
            child = os.fork()
            if child == 0:
                os.setsid()
                fcntl.ioctl(slave, 0x540e, 0)  # TIOCSCTTY
                libc.ptrace(0, 0, 0, 0)  # PTRACE_TRACEME
                at(100, slave)
                os.close(master)
                os.write(says, b"!")
                time.sleep(60)
            os.read(ready, 1)
            try:
                look(child)
            finally:
                os.kill(child, signal.SIGKILL)
            """);

    var process = seen.process();
    assertThat(process.path("tracer")).isEqualTo(process.path("parent"));
    assertThat(process.path("terminal").path("path").asText()).startsWith("/dev/pts/");
    assertThat(process.path("terminal").path("number"))
        .isEqualTo(seen.descriptor(100).path("number"));
    assertThat(seen.descriptor(100).path("peer").asText()).isEqualTo("outside");
  }

  @Test
  void whatAnotherAccountMayNotSeeIsUnknown() {
    var seen =
        Inspected.python(
            folder,
            """
            way = ["%s"]
            look(os.getpid(), way=way)
            """
                .formatted(String.join("\", \"", Inspected.anotherAccount())));

    assertThat(seen.process().path("name").asText()).startsWith("python3");
    assertThat(seen.process().path("executable").isNull()).isTrue();
    assertThat(seen.process().path("descriptors")).isEmpty();
    assertThat(Inspected.elements(seen.json().path("unknown")).map(u -> u.path("file").asText()))
        .contains("fd", "maps", "exe", "ns/mnt");
    assertThat(Inspected.elements(seen.json().path("unknown")).map(u -> u.path("error").asText()))
        .contains("EACCES");
  }

  /** Its own processes are an open book to an ordinary account, except the identity of mappings. */
  @Test
  void anOrdinaryAccountSeesItsOwnProcesses() {
    var way = LocalHosts.isRoot() ? Inspected.anotherAccount() : List.<String>of();
    var seen =
        Inspected.run(
            Path.of("/"), way, "one, other = socket.socketpair()\nat(100, one.fileno())\n");

    assertThat(seen.descriptor(100).path("peer").asText()).isEqualTo("inside");
    assertThat(seen.process().path("executable").path("path").asText()).contains("python3");
    assertThat(seen.mappings("file"))
        .anyMatch(m -> m.path("path").asText().contains("python3") && m.has("replaced"));
  }
}
