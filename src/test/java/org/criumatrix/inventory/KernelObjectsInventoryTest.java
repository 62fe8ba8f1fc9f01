package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelObjectsInventoryTest {

  @TempDir private Path folder;

  @Test
  void eventfdsHaveACounter() {
    var seen =
        Inspected.python(
            folder,
            """
            at(100, libc.eventfd(17, 1))
            at(101, libc.eventfd(0, 0))
            """);

    assertThat(seen.descriptor(100).path("kind").asText()).isEqualTo("eventfd");
    assertThat(seen.descriptor(100).path("counter").asInt()).isEqualTo(17);
    assertThat(seen.descriptor(100).path("semaphore").asBoolean()).isTrue();
    assertThat(seen.descriptor(101).path("semaphore").asBoolean(true)).isFalse();
  }

  @Test
  void timersHaveAClockAndAnInterval() {
    var seen =
        Inspected.python(
            folder,
            """
            timer = libc.timerfd_create(1, 0)
            libc.timerfd_settime(timer, 0, struct.pack("4q", 5, 7, 1000, 0), None)
            at(100, timer)
            """);

    var timer = seen.descriptor(100);
    assertThat(timer.path("kind").asText()).isEqualTo("timerfd");
    assertThat(timer.path("clock").asInt()).isEqualTo(1);
    assertThat(timer.path("interval_ns").asLong()).isEqualTo(5_000_000_007L);
    assertThat(timer.path("remaining_ns").asLong()).isBetween(1L, 1_000_000_000_000L);
  }

  @Test
  void signalfdEpollAndInotifyHaveWhatTheyWaitFor() {
    var seen =
        Inspected.python(
            folder,
            """
            import select
            at(100, libc.signalfd(-1, struct.pack("Q", 1 << 9) + bytes(120), 0))
            read, write = os.pipe()
            waits = select.epoll()
            waits.register(read, select.EPOLLIN)
            at(101, waits.fileno())
            os.dup2(read, 102)
            watches = libc.inotify_init()
            libc.inotify_add_watch(watches, b".", 2)
            at(103, watches)
            at(104, os.open(".", os.O_RDONLY))
            """);

    assertThat(seen.descriptor(100).path("signals").asText()).isEqualTo("0000000000000200");
    var target = seen.descriptor(101).path("targets").path(0);
    assertThat(seen.descriptor(target.path("fd").asInt()).path("inode"))
        .isEqualTo(seen.descriptor(102).path("inode"));
    var watch = seen.descriptor(103).path("watches").path(0);
    assertThat(watch.path("inode")).isEqualTo(seen.descriptor(104).path("inode"));
    assertThat(watch.path("mask").asInt()).isEqualTo(2);
  }

  @Test
  void memfdsHaveSealsAndPidfdsAProcess() {
    var seen =
        Inspected.python(
            folder,
            """
            memory = os.memfd_create("my memory", os.MFD_ALLOW_SEALING)
            os.truncate(memory, 8192)
            fcntl.fcntl(memory, 1033, 2 | 4)
            at(100, memory)
            at(101, os.pidfd_open(os.getppid()))
            at(102, os.pidfd_open(os.getpid()))
            """);

    assertThat(seen.descriptor(100).path("kind").asText()).isEqualTo("memfd");
    assertThat(seen.descriptor(100).path("name").asText()).isEqualTo("my memory");
    assertThat(seen.descriptor(100).path("size").asInt()).isEqualTo(8192);
    assertThat(Inspected.texts(seen.descriptor(100).path("seals")))
        .containsExactly("shrink", "grow");
    assertThat(seen.descriptor(101).path("process")).isEqualTo(seen.process().path("parent"));
    assertThat(seen.descriptor(101).path("peer").asText()).isEqualTo("outside");
    assertThat(seen.descriptor(102).path("peer").asText()).isEqualTo("inside");
  }

  @Test
  void aPidfdOfAThreadIsOneOfItsProcess() {
    var seen = HeldObject.inspect(folder, "pidfd-thread");

    var pidfd =
        Inspected.only(
            Inspected.elements(seen.process().path("descriptors"))
                .filter(d -> d.path("kind").asText().equals("pidfd")));
    assertThat(pidfd.path("thread")).isEqualTo(seen.process().path("threads").at("/1/tid"));
    assertThat(pidfd.path("process")).isEqualTo(seen.process().path("pid"));
    assertThat(pidfd.path("peer").asText()).isEqualTo("inside");
  }

  /** Not every kernel and account may have them. */
  @Test
  void rareKindsAreKnown() {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64"), "the numbers of calls are those of x86-64");
    var seen =
        Inspected.python(
            folder,
            """
            def may(number, *call):
                fd = libc.syscall(*call)
                if fd >= 0: at(number, fd)
            may(100, 425, 8, ctypes.create_string_buffer(120))  # io_uring_setup
            may(101, 323, 1)  # userfaultfd
            may(102, 321, 0, struct.pack("4I", 2, 4, 8, 1) + bytes(100), 116)  # bpf
            may(103, 298, struct.pack("II", 1, 112) + bytes(112), 0, -1, -1, 0)  # perf_event_open
            may(104, 447, 0)  # memfd_secret
            may(105, 300, 0, 0)  # fanotify_init
            """);

    var kinds =
        Map.of(100, "io_uring", 101, "userfaultfd", 102, "bpf", 103, "perf", 104, "secretmem");
    var found =
        Inspected.elements(seen.process().path("descriptors"))
            .filter(d -> d.path("fd").asInt() >= 100)
            .toList();
    assumeTrue(!found.isEmpty(), "this kernel gives this account none of them");
    for (var descriptor : found) {
      assertThat(descriptor.path("kind").asText())
          .isEqualTo(kinds.getOrDefault(descriptor.path("fd").asInt(), "fanotify"));
    }
  }

  @Test
  void mappingsHaveKinds() {
    var seen =
        Inspected.python(
            folder,
            """
            kept = [mmap.mmap(-1, 8192)]
            with open("shared", "w+b") as file:
                file.truncate(4096)
                kept.append(mmap.mmap(file.fileno(), 4096))
            with open("gone", "w+b") as file:
                file.truncate(12288)
                kept.append(mmap.mmap(file.fileno(), 12288))
            os.unlink("gone")
            memory = os.memfd_create("mapped")
            os.truncate(memory, 16384)
            kept.append(mmap.mmap(memory, 16384))
            libc.shmat.restype = ctypes.c_void_p
            segment = libc.shmget(0, 20480, 0o1600)
            libc.shmat(segment, None, 0)
            libc.shmctl(segment, 0, None)
            private = mmap.mmap(-1, 24576, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
            private.madvise(18)  # MADV_WIPEONFORK
            """);

    var files = seen.mappings("file-shared");
    assertThat(files)
        .anyMatch(
            m -> m.path("path").asText().endsWith("/shared") && !m.path("deleted").asBoolean(true))
        .anyMatch(
            m ->
                m.path("path").asText().endsWith("/gone")
                    && m.path("deleted").asBoolean()
                    && m.path("bytes").asInt() == 12288);
    assertThat(seen.mapping("memfd").path("bytes").asInt()).isEqualTo(16384);
    assertThat(seen.mapping("sysv").path("bytes").asInt()).isEqualTo(20480);
    assertThat(seen.mapping("anonymous-shared").path("bytes").asInt()).isEqualTo(8192);
    assertThat(seen.mappings("anonymous"))
        .anyMatch(m -> Inspected.texts(m.path("flags")).contains("wipe-on-fork"));
    assertThat(seen.mapping("stack").path("access").asText()).isEqualTo("rw-p");
    var counted = seen.process().path("summary").path("mappings").path("file-shared");
    assertThat(counted.path("count").asInt()).isEqualTo(files.size());
  }
}
