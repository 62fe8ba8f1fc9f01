package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Waits;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.workload.Subject;

/** Checks that an option of CRIU has done what it is for. They are about CRIU's last call. */
public final class Effects {

  private final CellEnvironment environment;
  private final Checkpoints checkpoints;
  private final Waits waits;

  Effects(CellEnvironment environment, Checkpoints checkpoints, Waits waits) {
    this.environment = environment;
    this.checkpoints = checkpoints;
    this.waits = waits;
  }

  /** Requires files in a folder. */
  public void has(String folder, String... names) {
    var there = host().list(folder).keySet();
    Arrays.stream(names).forEach(name -> require(there.contains(name), "there is no " + name));
  }

  /** Requires that files are not in a folder. */
  public void lacks(String folder, String... names) {
    var there = host().list(folder).keySet();
    Arrays.stream(names).forEach(name -> require(!there.contains(name), "there is " + name));
  }

  /** Requires a text in CRIU's log. */
  public void logs(String text) {
    require(checkpoints.lastCall().log().contains(text), "CRIU does not log '%s'".formatted(text));
  }

  /** Requires that a text is not in CRIU's log. */
  public void doesNotLog(String text) {
    require(!checkpoints.lastCall().log().contains(text), "CRIU logs '%s'".formatted(text));
  }

  /** Requires a text on CRIU's standard output. */
  public void prints(String text) {
    require(
        checkpoints.lastCall().exit().stdout().contains(text),
        "CRIU does not print '%s'".formatted(text));
  }

  /** Requires that CRIU prints nothing on its standard output. */
  public void printsNothing() {
    var printed = checkpoints.lastCall().exit().stdout().strip();
    require(printed.isEmpty(), "CRIU prints '%s'".formatted(printed));
  }

  /** Requires a word in a file that a program wrote during the call. */
  public void wrote(String file, String word) {
    require(words(file).contains(word), "there is no %s in '%s'".formatted(word, text(file)));
  }

  /** Requires that a word is not in a file that a program wrote during the call. */
  public void didNotWrite(String file, String word) {
    require(!words(file).contains(word), "there is %s in '%s'".formatted(word, text(file)));
  }

  /** Requires the PID of a subject in a file that a program wrote during the call. */
  public void wrotePid(String file, Subject subject) {
    wrote(file, String.valueOf(subject.pid()));
  }

  /** Requires that the PID of a subject is not in such a file. */
  public void didNotWritePid(String file, Subject subject) {
    didNotWrite(file, String.valueOf(subject.pid()));
  }

  /** Requires a file for each process of a program, whose name ends with its PID. */
  public void hasForEachProcess(Images images, String name) {
    images.tree().forEach(p -> has(images.folder(), name + p.pid()));
  }

  /** Requires a number in a file that a program wrote during the call. */
  public void wroteNumber(String file) {
    require(text(file).matches("\\d+"), "there is no number in '%s'".formatted(text(file)));
  }

  private List<String> words(String file) {
    return Arrays.asList(text(file).split("\\s+"));
  }

  private String text(String file) {
    try {
      return new String(host().read(file), StandardCharsets.UTF_8).strip();
    } catch (HostException e) {
      return "(no file)";
    }
  }

  /** Requires that each process of a subject is stopped. */
  void requireStopped(Subject subject) {
    var tree =
        Waits.await(
                "stopped processes",
                waits.settle(),
                subject::tree,
                t -> t.stream().allMatch(Effects::isStopped))
            .seen();
    require(!tree.isEmpty(), "no process is left");
    tree.forEach(p -> require(isStopped(p), "%s runs".formatted(p)));
  }

  /** Requires that a subject is in a namespace. */
  public void requireSameNamespace(Subject subject, String file, String kind) {
    var mine = inode("/proc/%d/ns/%s".formatted(subject.pid(), kind));
    require(mine.equals(inode(file)), "it is in another %s namespace".formatted(kind));
  }

  /** Returns the number of a file, or that of a namespace. */
  public String inode(String file) {
    return host().execChecked(Command.of("stat", "-L", "-c", "%i", file)).stdout().strip();
  }

  /** Returns the numbers of a device, as CRIU names it: {@code 7/0}. */
  public String device(String file) {
    var numbers = "printf '%d/%d' 0x$(stat -c %t \"$0\") 0x$(stat -c %T \"$0\")";
    return host().execChecked(Command.of("sh", "-euc", numbers, file)).stdout();
  }

  /** Returns mount and inode of a file that a subject has open, as CRIU names them. */
  public String mountAndInode(Subject subject, String file) {
    var find =
        "cd /proc/$0 && for fd in fd/*; do [ \"$(readlink $fd)\" != \"$1\" ] || "
            + "printf '%x:%x' $(sed -n 's/^mnt_id:\\t//p' fdinfo/${fd#fd/}) $(stat -L -c %i $fd); done";
    var pid = String.valueOf(subject.pid());
    return host().execChecked(Command.of("sh", "-euc", find, pid, file)).stdout();
  }

  /** Requires that a subject has a file open, and not another one. */
  public void requireOpen(Subject subject, String file, String not) {
    var list = "readlink /proc/$0/fd/* || true";
    var open =
        host()
            .exec(Command.of("sh", "-c", list, String.valueOf(subject.pid())))
            .stdout()
            .lines()
            .toList();
    require(open.contains(file) && !open.contains(not), "open are " + open);
  }

  private static boolean isStopped(HostProcess process) {
    return process.state() == 'T' || process.state() == 'Z';
  }

  /** Requires images with holes in place of all memory. */
  public void hasNoPagesIn(String folder) {
    var kibibytes = "cd \"$0\" && du -ck pages-*.img | tail -1 | cut -f1";
    var on = host().execChecked(Command.of("sh", "-c", kibibytes, folder)).stdout().strip();
    require(on.equals("0"), "the images still have %s KiB of pages".formatted(on));
  }

  private Host host() {
    return environment.first().host();
  }

  /** Requires what a scenario has seen itself. */
  public void require(boolean seen, String otherwise) {
    if (!seen) {
      checkpoints.requireOwnOptions();
      var phase = checkpoints.lastCall().action().equals("restore") ? Phase.RESTORE : Phase.DUMP;
      throw new PhaseFailure(phase, FailureId.OPTION_IGNORED, otherwise);
    }
  }
}
