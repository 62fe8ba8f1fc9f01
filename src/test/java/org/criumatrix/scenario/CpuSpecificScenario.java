package org.criumatrix.scenario;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "cpu-specific": dumped on one processor and restored on another: the same, one that can less
 * or one that can more. What {@code criu cpuinfo check} says of the two is compared with what
 * happens.
 *
 * <p>If a process dies after its restore, see the kernel's log in the evidence: {@code invalid
 * opcode} is an instruction that the processor lacks.
 */
@Row(value = "cpu-specific", cost = 6)
class CpuSpecificScenario {

  /** Microseconds between two steps: the first dump on a host takes a while. */
  private static final String PACE = "100000";

  /** So long that one who cannot take another step is there for a while. */
  private static final String SLOW_PACE = "1000000";

  private static final String NO_CHECK = "--cpu-cap=none";

  /** What the C library must not use so that what it chooses runs on any processor. */
  private static final Map<String, String> LEAST =
      Map.of(
          "GLIBC_TUNABLES",
          "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX512BW,-AVX2,-AVX,-AVX_Fast_Unaligned_Load,"
              + "-BMI2,-ERMS,-FSRM,-LZCNT,-MOVBE,-RTM,-XSAVE,-XSAVEC");

  /** As published: a plain program, from one vendor's processor to the other's. */
  @Case(value = "simple-c-intel-to-amd", hosts = 2, host = "vm:haswell+epyc")
  void intelToAmd(Rig rig) {
    moves(rig, "simple-c");
  }

  /** And back. */
  @Case(value = "simple-c-amd-to-intel", hosts = 2, host = "vm:epyc+haswell")
  void amdToIntel(Rig rig) {
    moves(rig, "simple-c");
  }

  /** A computation that the compiler made for no processor in particular. */
  @Case(value = "plain-moved", hosts = 2, privilege = "root")
  void plain(Rig rig) {
    moves(rig, "vectors");
  }

  /** The same, made for a model of processor. */
  @Case(value = "march-{nehalem,haswell,skylake-avx512}-moved", hosts = 2, privilege = "root")
  void model(Rig rig, String model) {
    moves(rig, "vectors-march-" + model);
  }

  /** The same, made for the processor that it was compiled on, which is this machine's. */
  @Case(value = "march-native-moved", hosts = 2, privilege = "root", host = "local")
  void here(Rig rig) {
    moves(rig, "vectors-march-native");
  }

  /**
   * The same, made for several: by the compiler's {@code target_clones} the program chooses when it
   * starts, once and for all.
   */
  @Case(value = "dispatched-moved", hosts = 2, privilege = "root")
  void dispatched(Rig rig) {
    moves(rig, "vectors-dispatched");
  }

  /** The C library chooses its string functions likewise, in every program. */
  @Case(value = "strings-moved", hosts = 2, privilege = "root")
  void strings(Rig rig) {
    moves(rig, "strings");
  }

  /**
   * What CRIU is to compare of the processors. A process that cannot continue still rests a while.
   */
  @Case(
      value = "{plain,haswell,strings}-moved-cpu-cap-{none,cpu,fpu,ins}",
      hosts = 2,
      privilege = "root")
  void capability(Rig rig, String what, String capability) {
    var programs =
        Map.of("plain", "vectors", "haswell", "vectors-march-haswell", "strings", "strings");
    moves(rig, Map.of(), programs.get(what), SLOW_PACE, "--cpu-cap=" + capability);
  }

  /**
   * The way out: the job's C library is configured to use nothing that only some processors have.
   *
   * <p>If this fails, look up the instruction at the address in the kernel's log, and what else the
   * library can be configured to leave.
   */
  @Case(
      value = "{plain,strings}-moved-least-hwcaps",
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
    var worked = new AtomicBoolean();
    rig.afterwards("cpuinfo-check", () -> rig.predicts(worked.get(), options));
    var subject = rig.startWith(environment, program, "--pace", pace);
    rig.restore(rig.moved(rig.dump(subject, options)), options);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
    worked.set(true);
  }
}
