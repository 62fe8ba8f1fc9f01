package org.criumatrix.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "parallel": jobs of several ranks that talk by MPI. The dump contains the launcher with all
 * its processes, unless a case says otherwise.
 */
@Row(value = "parallel", host = UserlandRows.HOSTS, cost = 12)
class ParallelScenario {

  /** What the MPI libraries are called. */
  private static final String LIBRARIES = "openmpi=Open MPI; mpich=MPICH";

  /** The numbers of ranks. */
  private static final String NUMBERS = "2=two; 4=four";

  /**
   * The size limit for files without a name. CRIU's default is 1 MiB, and UCX's shared memory is
   * such a file and larger.
   */
  private static final String GHOSTS = "64M";

  /** The backend that locks connections for which CRIU need not be root. */
  private static final String LOCK = "nftables";

  private static final List<String> TCP = List.of("--tcp-established", "--network-lock", LOCK);

  /**
   * As published: LAMMPS under MPI, and CRIU without options.
   *
   * <p>If this fails, see what of a launcher CRIU wants to be asked for: {@code consider using} in
   * its log.
   */
  @Case(
      value = "lammps-tree-plain",
      about = "LAMMPS in two ranks of Open MPI is checkpointed with its launcher, without options.")
  void lammpsPlain(Rig rig) {
    plain(rig, Map.of(), lammps("2"));
  }

  /** LAMMPS under MPI, with the options that a careful operator would use. */
  @Case(
      value = "lammps-tree-prepared-{2,4}",
      about =
          "LAMMPS in %1 ranks of Open MPI is checkpointed with its launcher and the "
              + "options that it needs.",
      words = NUMBERS)
  void lammpsPrepared(Rig rig, String ranks) {
    prepared(rig, Map.of(), lammps(ranks));
  }

  /** LAMMPS under MPI in namespaces of its own, which are dumped with it. */
  @Case(
      value = "lammps-namespaced",
      about =
          "LAMMPS in two ranks of Open MPI has namespaces of its own, which are "
              + "checkpointed with it.",
      runtime = "namespaces",
      privilege = "root")
  void lammpsNamespaced(Rig rig) {
    prepared(rig, Map.of(), lammps("2"));
  }

  /**
   * A small MPI program of the suite: in every step neighbours exchange data, and all ranks add up.
   */
  @Case(
      value = "mpi-tree-plain-{openmpi,mpich}-{2,4}",
      about = "An MPI job in %2 ranks of %1 is checkpointed with its launcher, without options.",
      words = {LIBRARIES, NUMBERS})
  void plain(Rig rig, String mpi, String ranks) {
    plain(rig, Map.of(), halo(mpi, ranks));
  }

  @Case(
      value = "mpi-tree-prepared-{openmpi,mpich}-{2,4}",
      about =
          "An MPI job in %2 ranks of %1 is checkpointed with its launcher and the "
              + "options that it needs.",
      words = {LIBRARIES, NUMBERS})
  void prepared(Rig rig, String mpi, String ranks) {
    prepared(rig, Map.of(), halo(mpi, ranks));
  }

  /**
   * The whole job in PID, IPC, network and mount namespaces of its own, which are dumped with it.
   *
   * <p>If this fails, see whether it has System V memory outside the namespaces.
   */
  @Case(
      value = "mpi-namespaced-{openmpi,mpich}-{2,4}",
      about =
          "An MPI job in %2 ranks of %1 has namespaces of its own, which are "
              + "checkpointed with it.",
      words = {LIBRARIES, NUMBERS},
      runtime = "namespaces",
      privilege = "root")
  void namespaced(Rig rig, String mpi, String ranks) {
    prepared(rig, Map.of(), halo(mpi, ranks));
  }

  /** One rank without a launcher: a parallel program that is started like a serial one. */
  @Case(
      value = "mpi-singleton-{openmpi,mpich}-{plain,prepared}",
      about = "One rank of %1 runs without a launcher, and is checkpointed %2.",
      words = {LIBRARIES, "plain=without options; prepared=with the options that MPI needs"})
  void singleton(Rig rig, String mpi, String how) {
    var alone = List.of("halo-" + mpi);
    if (how.equals("prepared")) {
      prepared(rig, Map.of(), alone);
    } else {
      plain(rig, Map.of(), alone);
    }
  }

  /** Each of Open MPI's transports between ranks on one host. */
  @Case(
      value = "mpi-transport-openmpi-{shared-memory,shared-memory-without-cma}",
      about =
          "Two ranks of Open MPI exchange data by shared memory %1, and are "
              + "checkpointed with their launcher.",
      words =
          "shared-memory=and cross-memory attach; shared-memory-without-cma=without "
              + "cross-memory attach")
  void openMpiBy(Rig rig, String transport) {
    var settings =
        Map.of(
            "shared-memory",
            Map.of("OMPI_MCA_pml", "ob1", "OMPI_MCA_btl", "vader,self"),
            "shared-memory-without-cma",
            Map.of(
                "OMPI_MCA_pml",
                "ob1",
                "OMPI_MCA_btl",
                "vader,self",
                "OMPI_MCA_btl_vader_single_copy_mechanism",
                "none",
                // The same for Open MPI 5 and newer.
                "OMPI_MCA_smsc",
                "^cma"));
    prepared(rig, settings.get(transport), halo("openmpi", "2"));
  }

  /**
   * Ranks talk by TCP, in a network of their own. Ranks that connect to each other at the same
   * moment drop one of two connections. Until the kernel forgets that one, a minute later, the
   * listener's port is not free for a restore in the same network.
   */
  @Case(
      value = "mpi-transport-openmpi-tcp",
      about = "Two ranks of Open MPI exchange data by TCP in a network namespace of their own.",
      runtime = "namespaces",
      privilege = "root")
  void openMpiByTcp(Rig rig) {
    var settings =
        Map.of(
            "OMPI_MCA_pml", "ob1",
            "OMPI_MCA_btl", "tcp,self",
            // There is no other interface.
            "OMPI_MCA_btl_tcp_if_include", "lo");
    prepared(rig, settings, halo("openmpi", "2"));
  }

  /**
   * Each of the transports that MPICH has by UCX.
   *
   * <p>If {@code sysv} works outside an IPC namespace, CRIU has become able to dump it: announce
   * that.
   */
  @Case(
      value = "mpi-transport-mpich-{posix,sysv,cma,tcp}",
      about =
          "Two ranks of MPICH exchange data by UCX's transport %1, and are "
              + "checkpointed with their launcher.")
  void mpichBy(Rig rig, String transport) {
    var carriers = transport.equals("cma") ? "cma,tcp,self" : transport + ",self";
    prepared(rig, Map.of("UCX_TLS", carriers), halo("mpich", "2"));
  }

  /** Threads within ranks. */
  @Case(
      value = "hybrid-openmp-tree-prepared-{openmpi,mpich}",
      about = "Two ranks of %1 with two OpenMP threads each are checkpointed with their launcher.",
      words = LIBRARIES)
  void hybrid(Rig rig, String mpi) {
    var settings = Map.of("OMP_NUM_THREADS", "2", "UCX_TLS", "posix,tcp,self");
    prepared(rig, settings, List.of("mpirun." + mpi, "2", "halo-" + mpi, "--count", "300"));
  }

  /**
   * Ranks on two hosts. Either the whole job is dumped, host by host, or only the part with the
   * launcher while the other waits.
   *
   * <p>If this fails, see which end of a connection got no answer while the other was away.
   */
  @Case(
      value = "mpi-two-hosts-{one,both}",
      about = "An Open MPI job has ranks on two hosts; CRIU checkpoints %1.",
      words =
          "one=the host with the launcher, while the other waits; both=both hosts, one "
              + "after the other",
      hosts = 2,
      privilege = "root")
  void twoHosts(Rig rig, String dumped) {
    rig.needs().lock(LOCK);
    var job = rig.startAcross("halo-openmpi", "--greet");
    var parts = dumped.equals("one") ? List.of(job.here()) : job.parts();
    var images = rig.dump(parts, TCP.toArray(String[]::new));
    rig.restore(images, TCP.toArray(String[]::new));
    rig.finish(job.here()).hasTheAnswerOfAnUninterruptedRun();
  }

  /** MPI in Python. */
  @Case(
      value = "python-mpi4py-tree-prepared",
      about =
          "A Python program with mpi4py runs in two ranks of Open MPI and is "
              + "checkpointed with its launcher.")
  void python(Rig rig) {
    prepared(rig, Map.of(), List.of("mpirun.openmpi", "2", "mpi4py"));
  }

  private static List<String> lammps(String ranks) {
    return List.of("mpirun.openmpi", ranks, "lammps", "in.lj", "-var", "steps", "500");
  }

  private static List<String> halo(String mpi, String ranks) {
    return List.of("mpirun." + mpi, ranks, "halo-" + mpi);
  }

  private static void plain(Rig rig, Map<String, String> environment, List<String> job) {
    dumpAndRestore(rig, environment, job, List.of(), List.of());
  }

  private static void prepared(Rig rig, Map<String, String> environment, List<String> job) {
    rig.needs().lock(LOCK);
    var both = new ArrayList<>(TCP);
    both.addAll(List.of("--file-locks", "--link-remap"));
    var dump = new ArrayList<>(both);
    dump.addAll(List.of("--ghost-limit", GHOSTS));
    dumpAndRestore(rig, environment, job, dump, both);
  }

  private static void dumpAndRestore(
      Rig rig,
      Map<String, String> environment,
      List<String> job,
      List<String> whenDumped,
      List<String> whenRestored) {
    var words = job.subList(1, job.size()).toArray(String[]::new);
    var subject = rig.startWith(environment, job.get(0), words);
    var images = rig.dump(subject, whenDumped.toArray(String[]::new));
    rig.restore(images, whenRestored.toArray(String[]::new));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
