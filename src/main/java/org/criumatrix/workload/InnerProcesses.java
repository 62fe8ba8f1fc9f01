package org.criumatrix.workload;

import java.util.List;
import org.criumatrix.host.HostProcess;

/** The processes of a program that runs on a kernel of its own, which its host does not show. */
public interface InnerProcesses {

  /** Returns the processes with the PIDs of their own kernel; empty if the program has ended. */
  List<HostProcess> list();

  /** Sends a signal to a process that may have ended meanwhile; then this does nothing. */
  void signal(int pid, int number);
}
