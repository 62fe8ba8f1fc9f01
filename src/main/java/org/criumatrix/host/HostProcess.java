package org.criumatrix.host;

/**
 * A process on a host.
 *
 * @param state the letter of /proc/PID/stat: R, S, D, Z, T, …
 * @param name what it calls itself, blanks replaced
 */
public record HostProcess(int pid, int parent, int group, int session, char state, String name) {

  private static final int KEPT = 15;

  static HostProcess parse(String line) {
    // A process may call itself nothing at all.
    var words = line.split(" ", 6);
    return new HostProcess(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        words[4].charAt(0),
        words[5]);
  }

  /** Whether it runs this program, as far as the kernel keeps names: 15 letters of it. */
  public boolean runs(String program) {
    var file = program.substring(program.lastIndexOf('/') + 1);
    return name.equals(file.substring(0, Math.min(file.length(), KEPT)));
  }

  @Override
  public String toString() {
    return name + " (pid " + pid + ", state " + state + ")";
  }
}
