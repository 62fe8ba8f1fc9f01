package org.criumatrix.rig;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.workload.Workload;

/**
 * How a workload is started in a job's folder.
 *
 * @param words its command line there
 * @param files that have to be in the folder
 */
record JobWords(List<String> words, List<String> files) {

  static JobWords of(Workload workload, RuntimeContext place) {
    var argv = workload.argv(place.workloads());
    var files = argv.stream().filter(word -> word.startsWith(place.workloads() + "/")).toList();
    return new JobWords(
        argv.stream().map(w -> files.contains(w) ? "./" + Path.of(w).getFileName() : w).toList(),
        files);
  }
}
