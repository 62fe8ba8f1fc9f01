package org.criumatrix.scenario;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "cpu-specific": a process is dumped on one processor and restored on another, which is the
 * same, less capable or more capable. The prediction of {@code criu cpuinfo check} is compared with
 * the result.
 *
 * <p>If a process dies after its restore, see the kernel's log in the evidence: {@code invalid
 * opcode} is an instruction that the processor lacks.
 */
@Row(value = "cpu-specific", cost = 6)
class CpuSpecificScenario {

  /** Microseconds between two steps: the first dump on a host takes a while. */
  private static final String PACE = "100000";

  /** A pause so long that a process that cannot take another step stays visible for a while. */
  private static final String SLOW_PACE = "1000000";

  private static final String NO_CHECK = "--cpu-cap=none";

  /** The features that the C library must not use, so that its choice runs on any processor. */
  private static final Map<String, String> LEAST =
      Map.of(
          "GLIBC_TUNABLES",
          "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX512BW,-AVX2,-AVX,-AVX_Fast_Unaligned_Load,"
              + "-BMI2,-ERMS,-FSRM,-LZCNT,-MOVBE,-RTM,-XSAVE,-XSAVEC");

  /** As published: a plain program, from one vendor's processor to the other's. */
  @Case(
      value = "simple-c-intel-to-amd",
      about = "A plain program is dumped on an Intel processor and restored on an AMD processor.",
      hosts = 2,
      host = "vm:haswell+epyc")
  void intelToAmd(Rig rig) {
    moves(rig, "simple-c");
  }

  /** A plain program moves back, in the other direction. */
  @Case(
      value = "simple-c-amd-to-intel",
      about = "A plain program is dumped on an AMD processor and restored on an Intel processor.",
      hosts = 2,
      host = "vm:epyc+haswell")
  void amdToIntel(Rig rig) {
    moves(rig, "simple-c");
  }

  /** A computation compiled for no particular processor. */
  @Case(
      value = "plain-moved",
      about =
          "A computation that was compiled for no particular processor moves to "
              + "another processor.",
      hosts = 2,
      privilege = "root")
  void plain(Rig rig) {
    moves(rig, "vectors");
  }

  /** A computation compiled for a processor model. */
  @Case(
      value = "march-{nehalem,haswell,skylake-avx512}-moved",
      about =
          "A computation that was compiled for %1 processors (-march) moves to another "
              + "processor.",
      words = "nehalem=Nehalem; haswell=Haswell; skylake-avx512=Skylake AVX-512",
      hosts = 2,
      privilege = "root")
  void model(Rig rig, String model) {
    moves(rig, "vectors-march-" + model);
  }

  /** A computation compiled for this machine's processor. */
  @Case(
      value = "march-native-moved",
      about =
          "A computation that was compiled for this machine's processor "
              + "(-march=native) moves to another processor.",
      hosts = 2,
      privilege = "root",
      host = "local")
  void here(Rig rig) {
    moves(rig, "vectors-march-native");
  }

  /**
   * A computation compiled for several processors: by the compiler's {@code target_clones} the
   * program chooses once, at its start.
   */
  @Case(
      value = "dispatched-moved",
      about =
          "A program chooses code for its processor at its start (target_clones), and "
              + "then moves to another one.",
      hosts = 2,
      privilege = "root")
  void dispatched(Rig rig) {
    moves(rig, "vectors-dispatched");
  }

  /** The C library chooses its string functions likewise, in every program. */
  @Case(
      value = "strings-moved",
      about =
          "A program uses string functions that the C library chose for its processor, "
              + "and moves to another one.",
      hosts = 2,
      privilege = "root")
  void strings(Rig rig) {
    moves(rig, "strings");
  }

  /**
   * Each level of CRIU's comparison of processors. A process that cannot continue still pauses for
   * a while.
   */
  @Case(
      value = "{plain,haswell,strings}-moved-cpu-cap-{none,cpu,fpu,ins}",
      about =
          "A program with %1 moves to another processor, and CRIU compares processors "
              + "by --cpu-cap=%2.",
      words =
          "plain=portable code; haswell=code for Haswell; strings=string functions "
              + "chosen at its start",
      hosts = 2,
      privilege = "root")
  void capability(Rig rig, String what, String capability) {
    var programs =
        Map.of("plain", "vectors", "haswell", "vectors-march-haswell", "strings", "strings");
    moves(rig, Map.of(), programs.get(what), SLOW_PACE, "--cpu-cap=" + capability);
  }

  /**
   * The workaround: the job's C library is configured to use nothing that only some processors
   * have.
   *
   * <p>If this fails, look up the instruction at the address in the kernel's log, and which other
   * features the library can be configured to avoid.
   */
  @Case(
      value = "{plain,strings}-moved-least-hwcaps",
      about =
          "A program with %1 moves to another processor; GLIBC_TUNABLES keeps the C "
              + "library portable.",
      words = "plain=portable code; strings=string functions of the C library",
      hosts = 2,
      privilege = "root",
      host = "!{container,htcondor,slurm}:* !vm:bullseye")
  void leastCapabilities(Rig rig, String what) {
    var program = what.equals("plain") ? "vectors" : "strings";
    moves(rig, LEAST, program, PACE, NO_CHECK);
  }

  private static void moves(Rig rig, String program, String... options) {
    moves(rig, Map.of(), program, PACE, options);
  }

  private static void moves(
      Rig rig, Map<String, String> environment, String program, String pace, String... options) {
    rig.needs().processorFor(program);
    rig.plans("elsewhere");
    var worked = new AtomicBoolean();
    rig.afterwards("cpuinfo-check", () -> rig.predicts(worked.get(), options));
    var subject = rig.startWith(environment, program, "--pace", pace);
    rig.restore(rig.moved(rig.dump(subject, options)), options);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
    worked.set(true);
  }
}
