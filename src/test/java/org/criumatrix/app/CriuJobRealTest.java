package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalCommand.Result;
import org.criumatrix.host.LocalHosts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests contrib/htcondor with a real CRIU where only that shows the effect on the program. Each
 * test is a script in its own namespaces, whose first process stands for the machine of the job.
 */
class CriuJobRealTest {

  private static final Path BUILDS = Path.of("/var/cache/criu-matrix/builds");

  private static final String MACHINE =
      """
      mount -t tmpfs run /run && mount -t tmpfs shm /dev/shm && ip link set lo up || exit 99
      job() { "$WRAPPER" --criu "$CRIU" --place "$PLACE" "$@"; }
      another_machine() { umount /dev/shm && mount -t tmpfs shm /dev/shm; }
      until_said() { for i in $(seq 1200); do ! grep -q "$1" said || return 0; sleep 0.05; done; }
      """;

  /** Requests a checkpoint, and waits until the script lets it continue. */
  private static final String ASK =
      """
      import ctypes, mmap, os, signal, subprocess, sys, time
      def checkpoint(seconds=60):
          os.kill(os.getppid(), signal.SIGUSR2)
          end = time.monotonic() + seconds
          while not os.path.exists(os.environ["GO"]) and time.monotonic() < end:
              time.sleep(0.02)
      """;

  private static final String SHARED_MEMORY =
      """
      libc = ctypes.CDLL(None)
      libc.sem_open.restype = ctypes.c_void_p
      def semaphore():
          return ctypes.c_void_p(libc.sem_open(b"/counter", os.O_CREAT, 0o600, 3))
      def value(semaphore):
          seen = ctypes.c_int()
          libc.sem_getvalue(semaphore, ctypes.byref(seen))
          return seen.value
      counter = semaphore()
      with open("/dev/shm/data", "w+b") as file:
          file.truncate(4096)
          data = mmap.mmap(file.fileno(), 4096)
      data[:5] = b"hello"
      checkpoint()
      libc.sem_post(counter)
      libc.sem_close(counter) # so that the next one is another mapping, found by its name
      print(value(semaphore()), data[:5], open("/dev/shm/data", "rb").read(5))
      """;

  @TempDir Path folder;
  private Path sandbox;
  private Path criu;

  @BeforeEach
  void make() throws IOException {
    assumeTrue(LocalHosts.isRoot(), "CRIU needs root here");
    criu = newest().orElse(null);
    assumeTrue(criu != null, "no run of the matrix has fetched a CRIU yet");
    sandbox = Files.createDirectories(folder.resolve("job"));
  }

  private static Optional<Path> newest() throws IOException {
    if (!Files.isDirectory(BUILDS)) {
      return Optional.empty();
    }
    try (var builds = Files.list(BUILDS)) {
      return builds
          .map(build -> build.resolve("criu"))
          .filter(Files::isExecutable)
          .max(Comparator.naturalOrder());
    }
  }

  private Result play(String program, String script) throws IOException {
    return play(Map.of(), program, script);
  }

  private Result play(Map<String, String> more, String program, String script) throws IOException {
    Files.writeString(sandbox.resolve("work.py"), ASK + program);
    var env =
        new HashMap<>(
            Map.of(
                "WRAPPER", Path.of("contrib/htcondor/criu-job").toAbsolutePath().toString(),
                "CRIU", criu.toString(),
                "PLACE", folder.resolve("place").toString(),
                "GO", folder.resolve("go").toString(),
                "PYTHONDONTWRITEBYTECODE", "1",
                "SLURM_JOB_ID", "1",
                "_CONDOR_SCRATCH_DIR", ""));
    env.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    env.putAll(more);
    var argv =
        List.of(
            "unshare",
            "--mount",
            "--net",
            "--ipc",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "bash",
            "-c",
            MACHINE + script);
    var result = LocalCommand.run(Duration.ofMinutes(2), env, sandbox, argv);
    assertThat(result.exit()).as(result.stderr()).isNotEqualTo(99);
    return result;
  }

  private String said() throws IOException {
    return Files.readString(sandbox.resolve("said"));
  }

  @Test
  void sharedMemoryAndNamedSemaphoresTravel() throws IOException {
    var result =
        play(
            SHARED_MEMORY,
            """
            job --criu-option=--link-remap python3 work.py 2>>said; echo $?
            ls /dev/shm | wc -l
            another_machine; touch "$GO"
            job --criu-option=--link-remap python3 work.py 2>>said; echo $?
            """);

    assertThat(result.stdout()).as(said()).isEqualTo("85\n0\n4 b'hello' b'hello'\n0\n");
  }

  /** The files that the killed program used still exist under the names in the checkpoint. */
  @Test
  void sharedMemoryOfAStartThatWasKilledIsNotInTheWay() throws IOException {
    var result =
        play(
            SHARED_MEMORY,
            """
            job --criu-option=--link-remap --leave-running python3 work.py 2>>said &
            until_said 'checkpoint (SIGUSR2)'
            kill -KILL -1; wait; touch "$GO"; ls /dev/shm | grep -c 'data\\|sem.counter'
            job --criu-option=--link-remap python3 work.py 2>>said; echo $?
            """);

    assertThat(result.stdout()).as(said()).isEqualTo("2\n4 b'hello' b'hello'\n0\n");
    assertThat(said()).doesNotContain("attempt 1");
  }

  /** The checkpoint would contain a copy, and the two files would diverge. */
  @Test
  void sharedMemoryThatAnotherProcessUsesIsRefused() throws IOException {
    var result =
        play(
            "shared = open('/dev/shm/theirs', 'r+')\ncheckpoint(2)\nprint('done')\n",
            """
            (until [ -e /dev/shm/theirs ]; do sleep 0.01; done; exec sleep 60 </dev/shm/theirs) &
            (sleep 0.5; echo x >/dev/shm/theirs) &
            sed -i 's/^shared/while not os.path.exists("\\/dev\\/shm\\/theirs"): time.sleep(1)\\nshared/' work.py
            job python3 work.py 2>>said; echo $?; cat /dev/shm/theirs
            """);

    assertThat(said()).containsPattern("no checkpoint: process \\d+ outside the job uses the same");
    assertThat(result.stdout()).as(said()).isEqualTo("done\n0\nx\n");
  }

  /** The file may belong to another program, and would be removed with the job's files. */
  @Test
  void sharedMemoryThatWasThereBeforeTheProgramIsRefused() throws IOException {
    var result =
        play(
            "shared = open('/dev/shm/theirs', 'r+')\ncheckpoint(2)\nprint('done')\n",
            """
            echo x >/dev/shm/theirs
            job python3 work.py 2>>said; echo $?; cat /dev/shm/theirs
            """);

    assertThat(said()).contains("no checkpoint: the program uses /dev/shm/theirs, which was there");
    assertThat(result.stdout()).as(said()).isEqualTo("done\n0\nx\n");
  }

  /** The file would be missing on another machine. */
  @Test
  void aFolderOfSharedMemoryIsRefused() throws IOException {
    var result =
        play(
            "os.mkdir('/dev/shm/d')\nfile = open('/dev/shm/d/data', 'w')\ncheckpoint(2)\nprint('done')\n",
            "job python3 work.py 2>>said; echo $?");

    assertThat(said()).contains("no checkpoint: the program uses /dev/shm/d/data, and folders of");
    assertThat(result.stdout()).as(said()).isEqualTo("done\n0\n");
  }

  @Test
  void childrenInSessionsOfTheirOwnContinue() throws IOException {
    var child =
        "import os, time; print('begun', flush=True)\\n"
            + "while not os.path.exists(os.environ['GO']): time.sleep(0.02)\\n"
            + "print(os.getsid(0) == os.getpid(), os.getsid(os.getppid()) != os.getsid(0))";
    var result =
        play(
            """
            child = subprocess.Popen([sys.executable, "-uc", "%s"], stdout=subprocess.PIPE, start_new_session=True)
            print(child.stdout.readline())
            checkpoint()
            print(child.communicate()[0], child.returncode)
            """
                .formatted(child),
            """
            job python3 work.py 2>>said; echo $?; touch "$GO"
            job python3 work.py 2>>said; echo $?
            """);

    assertThat(result.stdout()).as(said()).isEqualTo("85\nb'begun\\n'\nb'True True\\n' 0\n0\n");
  }

  /** A restored program would write to a pipe without a reader. */
  @Test
  void aPipeWithAReaderOutsideTheJobIsRefused() throws IOException {
    var result =
        play(
            """
            pipe = open("/proc/%s/fd/1" % open("writer").read().strip(), "w")
            checkpoint(2)
            print("to the reader", file=pipe, flush=True)
            """,
            """
            { bash -c 'echo $$ >writer; exec sleep 60' & } | tee read >/dev/null &
            until [ -s writer ]; do sleep 0.01; done
            job python3 work.py 2>>said; echo $?
            kill -KILL $(cat writer); wait; cat read
            """);

    assertThat(said()).containsPattern("no checkpoint: process \\d+ outside the job has the other");
    assertThat(result.stdout()).as(said()).isEqualTo("0\nto the reader\n");
  }

  @Test
  void outputThatIsPipedToAReaderIsThereOnce() throws IOException {
    var result =
        play(
            "print('before', flush=True)\ncheckpoint()\nprint('after')\n",
            """
            job python3 work.py 2>>said | tee -a log; touch "$GO"
            job python3 work.py 2>>said | tee -a log >/dev/null; cat log
            """);

    assertThat(result.stdout()).as(said()).isEqualTo("before\nafter\n");
  }

  /**
   * The program continues to write after the checkpoint, and after a kill begins at the checkpoint
   * again.
   */
  @Test
  void filesOfACheckpointThatLeftTheProgramRunningBelongToItsImages() throws IOException {
    var result =
        play(
            """
            out = open("out", "a")
            for number in range(200):
                print(number, file=out, flush=True)
                print(number, flush=True)
                if number == 50:
                    os.kill(os.getppid(), signal.SIGUSR2)
                time.sleep(0.02)
            """,
            """
            job --leave-running python3 work.py 2>>said &
            until_said 'checkpoint (SIGUSR2)'; sleep 0.5
            kill -KILL -1; wait
            job python3 work.py 2>>said; echo $?
            """);
    var all = IntStream.range(0, 200).mapToObj(n -> n + "\n").collect(Collectors.joining());

    assertThat(said()).contains("checkpoint (SIGUSR2)", "restored as process");
    assertThat(result.stdout()).isEqualTo(all + "0\n");
    assertThat(sandbox.resolve("out")).hasContent(all);
  }

  /** The archive begins with the image itself, which other readers of tar must not notice. */
  @Test
  void aLargeImageIsArchivedWithoutACopy() throws IOException {
    var patch =
        """
        import builtins, io
        real = open
        def small(path, *more, **others):
            return io.StringIO("1") if path == "/proc/sys/vm/dirty_bytes" else real(path, *more, **others)
        builtins.open = small
        """;
    Files.writeString(
        Files.createDirectories(folder.resolve("py")).resolve("sitecustomize.py"), patch);
    var result =
        play(
            Map.of("PYTHONPATH", folder.resolve("py").toString()),
            """
            import hashlib
            memory = os.urandom(40 << 20)
            before = hashlib.sha256(memory).hexdigest()
            checkpoint()
            print(hashlib.sha256(memory).hexdigest() == before)
            """,
            """
            echo x >probe; fallocate --insert-range --length 4096 probe 2>/dev/null && echo inserts; rm probe
            job python3 work.py 2>>said; echo $?; touch "$GO"
            tar -tf criu-job-1.tar | head -n 2
            python3 -c 'import tarfile; print(len(tarfile.open("criu-job-1.tar").getnames()) > 10)'
            job python3 work.py 2>>said; echo $?
            """);
    assumeTrue(result.stdout().startsWith("inserts"), "the file system cannot insert a block");

    assertThat(result.stdout())
        .as(said())
        .isEqualTo(
            "inserts\n85\ncriu-job-1-images/\ncriu-job-1-images/pages-1.img\nTrue\nTrue\n0\n");
  }
}
