package org.criumatrix.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.ApplicationEntry;
import org.criumatrix.dataset.BuildEntry;
import org.criumatrix.dataset.CaseEntry;
import org.criumatrix.dataset.CauseEntry;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.Change;
import org.criumatrix.dataset.DataSet;
import org.criumatrix.dataset.KernelEntry;
import org.criumatrix.dataset.MachineEntry;
import org.criumatrix.dataset.ObjectEntry;
import org.criumatrix.dataset.OptionEntry;
import org.criumatrix.dataset.Rate;
import org.criumatrix.dataset.RowEntry;
import org.criumatrix.dataset.RunEntry;
import org.criumatrix.dataset.SituationEntry;
import org.criumatrix.dataset.Tally;
import org.criumatrix.dataset.TraitEntry;
import org.criumatrix.dataset.Trend;

/** A small set of data with one of everything that pages show. */
final class SampleData {

  static final String MADE = "2026-11-30T18:00:00Z";
  static final String OLD_RUN = "20260601T020000Z-00000001";
  static final String RUN = "20261129T020000Z-00000002";
  static final String NEW_KERNEL = "6.18.1";
  static final String OLD_KERNEL = "6.12.48+deb13-amd64";
  static final String HALF = "half-a-stream-1a2b";
  static final String CAPABILITY = "no-capability-3c4d";
  static final String DOCKER = "docker-28-5e6f";

  private static final Tally TALLY = new Tally(3, 1, 2, 1, 0);

  private final List<CellEntry> cells = new ArrayList<>();
  private final Map<String, CaseEntry> cases = new LinkedHashMap<>();

  /** Returns the set. */
  static DataSet all() {
    return new SampleData().build();
  }

  /** Returns the set with cells that moved to another kernel, and one that the suite failed at. */
  static DataSet moved() {
    var sample = new SampleData();
    for (var criu : List.of("4.2.1", "4.3")) {
      sample.works("parallel/mpi-openmpi-2", criu, "root", "none", "vm:bookworm+trixie", List.of());
    }
    sample.add(
        "gpu/cuda",
        "4.3",
        "root",
        "none",
        "local",
        "broken",
        null,
        "no end within 60 s",
        null,
        null,
        List.of());
    sample.add("gpu/cuda", "gpu-cuda", "way");
    return sample.build();
  }

  private DataSet build() {
    cases();
    cells();
    return new DataSet(
        DataSet.FORMAT,
        DataSet.VERSION,
        MADE,
        "0.1.0",
        new DataSet.Publication("An evaluation", "2402.05244", "https://arxiv.org/abs/2402.05244"),
        machines(),
        runs(),
        List.of(build("4.2.1"), build("4.3")),
        List.of(
            new KernelEntry(OLD_KERNEL, "6.12", List.of("00000002"), TALLY),
            new KernelEntry(NEW_KERNEL, "6.18", List.of("00000001"), TALLY)),
        rows(),
        situations(),
        List.copyOf(cases.values()),
        causes(),
        List.of(
            new ObjectEntry(
                "eventfd-semaphore",
                "an eventfd stays a semaphore",
                "event-descriptors",
                List.of("objects/eventfd-semaphore"),
                List.of("counter: 1 → 60"))),
        List.of(
            new ApplicationEntry(
                "r-parallel",
                "R with workers",
                "app-r-parallel",
                List.of("applications/r-parallel"))),
        List.of(
            new OptionEntry("--ext-unix-sk", List.of(), List.of(), TALLY),
            new OptionEntry(
                "--tcp-established", List.of("parallel/mpi-openmpi-2"), List.of(), TALLY)),
        List.of(
            new TraitEntry("tcp-established", "a connection", TALLY),
            new TraitEntry("unix-stream-peer-outside", "", TALLY)),
        List.copyOf(cells),
        answers(),
        List.of(
            new Rate(
                "parallel/mpi-openmpi-2[criu=4.3,privilege=root,runtime=none,host=local]",
                "parallel/mpi-openmpi-2",
                "4.3",
                NEW_KERNEL,
                100,
                99,
                0.054)),
        changes(),
        trends());
  }

  private static List<MachineEntry> machines() {
    return List.of(
        new MachineEntry(
            "00000001",
            "machine",
            "x86_64",
            "Debian GNU/Linux 12 (bookworm)",
            "EPYC",
            List.of("cap_sys_resource"),
            Map.of("processors", "2"),
            List.of(OLD_RUN, RUN)),
        new MachineEntry(
            "00000002",
            "virtual machine",
            "x86_64",
            "Debian GNU/Linux 13 (trixie)",
            "",
            List.of(),
            Map.of(),
            List.of(RUN)));
  }

  private static List<RunEntry> runs() {
    return List.of(
        new RunEntry(
            OLD_RUN,
            "2026-06-01T02:00:00Z",
            null,
            "0.1.0",
            null,
            Map.of("local", "00000001"),
            List.of("4.2.1"),
            List.of(NEW_KERNEL),
            Map.of("cells", "parallel/*"),
            4,
            3,
            Map.of()),
        new RunEntry(
            RUN,
            "2026-11-29T02:00:00Z",
            "2026-11-29T04:00:00Z",
            "0.1.0",
            "somebody",
            Map.of("local", "00000001", "vm:trixie", "00000002"),
            List.of("4.2.1", "4.3"),
            List.of(NEW_KERNEL, OLD_KERNEL),
            Map.of(),
            20,
            20,
            Map.of("trixie/docker", "26.1.5", "sid-engines/docker", "28.5.2")));
  }

  private static BuildEntry build(String id) {
    return new BuildEntry(
        id, List.of(new BuildEntry.Program(id + "-1", "debian:sid", "3fb3", null)), TALLY);
  }

  private static List<RowEntry> rows() {
    return List.of(
        new RowEntry("applications", "Applications", TALLY),
        new RowEntry("batch", "Batch system", TALLY),
        new RowEntry("containers", "Containers", TALLY),
        new RowEntry("gpu", "GPU", TALLY),
        new RowEntry("network", "Network", TALLY),
        new RowEntry("objects", "Kernel objects", TALLY),
        new RowEntry("parallel", "Parallel (MPI)", TALLY));
  }

  private List<SituationEntry> situations() {
    return List.of(
        situation(
            "app-r-parallel", "R with parallel workers", "applications", "r", "rscript", "workers"),
        situation(
            "batch-restart", "A batch job that checkpoints itself", "batch", "slurm", "criu-job"),
        situation("docker", "A docker container", "containers", "docker", "dockerd"),
        situation("event-descriptors", "Event descriptors", "objects", "eventfd"),
        situation("gpu-cuda", "CUDA", "gpu", "nvidia"),
        situation("mpi-openmpi", "MPI with Open MPI", "parallel", "mpi", "mpirun"),
        situation("unix-outside", "A Unix socket to a process outside", "network", "unix socket"));
  }

  private SituationEntry situation(String id, String title, String row, String... words) {
    return new SituationEntry(
        id,
        title,
        "One sentence about " + title + ".",
        row,
        List.of(words),
        cases.values().stream().filter(c -> id.equals(c.situation())).map(CaseEntry::id).toList(),
        row + "/*",
        id.equals("batch-restart") ? "a child subreaper" : null);
  }

  private void cases() {
    add("applications/r-parallel", "app-r-parallel", "way");
    add("batch/self-checkpoint", "batch-restart", "way");
    add("batch/self-checkpoint-bare", "batch-restart", "plain");
    add("containers/docker-outside", "docker", "way");
    add("containers/docker-criu-direct", "docker", "plain");
    add("network/unix-half", "unix-outside", "way");
    add("network/unix-half-without-flag", "unix-outside", "misuse");
    add("objects/eventfd-semaphore", "event-descriptors", "way");
    add("parallel/mpi-openmpi-2", "mpi-openmpi", "way");
    add("parallel/mpi-openmpi-plain", "mpi-openmpi", "plain");
  }

  private void add(String id, String situation, String role) {
    cases.put(
        id, new CaseEntry(id, id.replaceFirst("/.*", ""), "What " + id + " is", situation, role));
  }

  private void cells() {
    var tcp = List.of("--tcp-established");
    for (var criu : List.of("4.2.1", "4.3")) {
      for (var host : List.of("local", "vm:trixie")) {
        works("parallel/mpi-openmpi-2", criu, "root", "none", host, tcp);
        works("parallel/mpi-openmpi-2", criu, "capabilities", "none", host, tcp);
        fails(
            "parallel/mpi-openmpi-2",
            criu,
            "unprivileged",
            "none",
            host,
            CAPABILITY,
            "dump",
            "refused");
      }
      works("applications/r-parallel", criu, "root", "none", "userland:bookworm", List.of());
      fails(
          "batch/self-checkpoint-bare",
          criu,
          "capabilities",
          "none",
          "slurm:trixie",
          DOCKER,
          "restore",
          "lost");
      works("batch/self-checkpoint", criu, "capabilities", "none", "slurm:trixie", List.of());
      works("containers/docker-outside", criu, "root", "docker", "local", List.of());
      fails(
          "containers/docker-outside",
          criu,
          "root",
          "docker@sid",
          "local",
          DOCKER,
          "restore",
          "lost");
      fails(
          "containers/docker-criu-direct",
          criu,
          "root",
          "docker",
          "local",
          DOCKER,
          "dump",
          "refused");
      fails("network/unix-half", criu, "root", "none", "local", HALF, "dump", "refused");
      works("network/unix-half", criu, "root", "namespaces", "local", tcp);
      add(
          "network/unix-half-without-flag",
          criu,
          "root",
          "none",
          "local",
          "refuses",
          null,
          null,
          null,
          null,
          List.of());
      fails("objects/eventfd-semaphore", criu, "root", "none", "local", null, "answer", "changed");
    }
    add(
        "containers/docker-outside",
        "4.3",
        "root",
        "docker",
        "vm:trixie",
        "unavailable",
        null,
        "there is no docker here",
        null,
        null,
        List.of());
  }

  private void works(
      String name,
      String criu,
      String privilege,
      String runtime,
      String host,
      List<String> options) {
    add(name, criu, privilege, runtime, host, "works", null, null, null, "none", options);
  }

  private void fails(
      String name,
      String criu,
      String privilege,
      String runtime,
      String host,
      String cause,
      String phase,
      String harm) {
    var error =
        cause == null
            ? "the counter: expected 1, was 60"
            : cause.equals(HALF)
                ? "sk-unix.c: unix: Can't dump half of stream unix connection."
                : cause.equals(DOCKER)
                    ? "bind-mount /proc/0/ns/net"
                    : "Effective capability 40 missing";
    add(name, criu, privilege, runtime, host, "fails", phase, error, cause, harm, List.of());
  }

  private static final List<String> DOCKER_COMMANDS =
      List.of(
          "docker --host unix:///run/d checkpoint create criu-matrix-subject1 images0",
          "docker --host unix:///run/d start --checkpoint images0 criu-matrix-subject1");

  private void add(
      String name,
      String criu,
      String privilege,
      String runtime,
      String host,
      String verdict,
      String phase,
      String error,
      String cause,
      String harm,
      List<String> options) {
    var isVm = host.startsWith("vm:");
    var dump = verdict.equals("works") ? Double.valueOf(criu.equals("4.3") ? 24 : 20) : null;
    cells.add(
        new CellEntry(
            "%s/%s[criu=%s,privilege=%s,runtime=%s,host=%s]"
                .formatted(RUN, name, criu, privilege, runtime, host),
            RUN,
            isVm ? "00000002" : "00000001",
            name,
            criu,
            privilege,
            runtime,
            host,
            isVm && !host.contains("+") ? OLD_KERNEL : NEW_KERNEL,
            verdict,
            phase,
            error,
            null,
            cause,
            harm,
            "as expected",
            List.of("tcp-established"),
            options,
            runtime.equals("none") ? List.of("criu dump -t 7", "criu restore") : DOCKER_COMMANDS,
            1,
            verdict.equals("works") ? 1 : 0,
            dump,
            dump,
            dump,
            dump,
            verdict.equals("works") ? 1_000_000L : null,
            name.startsWith("objects") ? "2026-06-01T03:00:00Z" : "2026-11-29T03:00:00Z",
            "3fb3",
            List.of(RUN),
            true));
  }

  private List<Answer> answers() {
    var bySituation =
        cells.stream()
            .filter(c -> cases.get(c.caseId()).role().equals("way"))
            .collect(
                Collectors.groupingBy(
                    c -> cases.get(c.caseId()).situation(), TreeMap::new, Collectors.toList()));
    return bySituation.entrySet().stream()
        .flatMap(e -> CellAnswers.of(e.getValue()).stream().map(a -> named(a, e.getKey())))
        .toList();
  }

  private static Answer named(Answer a, String situation) {
    return new Answer(
        situation,
        a.criu(),
        a.kernel(),
        a.privilege(),
        a.runtime(),
        a.host(),
        situation.equals("batch-restart") ? "works with options" : a.verdict(),
        a.ways(),
        a.working(),
        a.options(),
        a.way(),
        a.causes(),
        a.reason(),
        a.cells(),
        a.latest(),
        a.machines(),
        a.otherwise());
  }

  private static List<CauseEntry> causes() {
    return List.of(
        cause(
            DOCKER,
            "Docker 28 goes into the new network namespace before the task is started",
            "bind-mount /proc/0/ns/net",
            "https://github.com/containerd/containerd/issues/12141",
            List.of("an older docker"),
            "open"),
        cause(
            HALF,
            "--ext-unix-sk is for datagram sockets alone: the kernel cannot join a new socket to an end (sk-unix.c)",
            "sk-unix.c: unix: Can't dump half of stream unix connection.",
            null,
            List.of("dump both ends in one tree (network/unix-stream-one-tree)"),
            "open"),
        cause(
            CAPABILITY,
            "CRIU refuses to start without CAP_CHECKPOINT_RESTORE",
            "Effective capability 40 missing",
            "089345f77",
            List.of(),
            "fixed"));
  }

  private static CauseEntry cause(
      String id, String why, String error, String issue, List<String> remedies, String status) {
    return new CauseEntry(
        id,
        why,
        List.of(error),
        List.of("dump"),
        List.of("refused"),
        issue,
        status.equals("fixed") ? "4.3" : null,
        remedies,
        List.of("tcp-established"),
        List.of("network/unix-half"),
        List.of("4.2.1"),
        List.of(NEW_KERNEL),
        status.equals("fixed") ? List.of("4.3") : List.of(),
        4,
        "2026-06-01T03:00:00Z",
        "2026-11-29T03:00:00Z",
        status,
        null,
        List.of("*{Can't dump half of stream,is not a session leader}*"));
  }

  private static List<Change> changes() {
    return List.of(
        change("criu", "4.2.1", "4.3", "works", "fails", "worse"),
        change("criu", "4.2.1", "4.3", "fails", "works", "better"),
        change("run", OLD_RUN, RUN, "fails", "works", "better"),
        change("kernel", OLD_KERNEL, NEW_KERNEL, "fails", "fails", "other"));
  }

  private static Change change(
      String along, String from, String to, String before, String after, String direction) {
    return new Change(
        along,
        "parallel/mpi-openmpi-2",
        "root",
        "none",
        "machine",
        along.equals("criu") ? null : "4.3",
        along.equals("kernel") ? null : NEW_KERNEL,
        "00000001",
        from,
        to,
        before,
        after,
        before.equals("fails") ? "dump" : null,
        after.equals("fails") ? "restore" : null,
        direction,
        CAPABILITY,
        List.of("a", "b"));
  }

  private static List<Trend> trends() {
    var points =
        List.of(
            new Trend.Point(OLD_RUN, "2026-06-01T02:00:00Z", "4.2.1", NEW_KERNEL, 1, 3, "a"),
            new Trend.Point(RUN, "2026-11-29T02:00:00Z", "4.2.1", NEW_KERNEL, 2, 3, "a"),
            new Trend.Point(RUN, "2026-11-29T02:00:00Z", "4.3", NEW_KERNEL, 3, 3, "a"));
    return List.of(
        new Trend("situation", "mpi-openmpi", points),
        new Trend("row", "parallel", points),
        new Trend("build", "4.2.1", points.subList(0, 2)));
  }
}
