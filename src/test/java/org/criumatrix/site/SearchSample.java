package org.criumatrix.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.criumatrix.dataset.DataSet;

/** The sample of a site with further situations that users ask about. */
final class SearchSample {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode data = JSON.valueToTree(SampleData.all());

  private SearchSample() {
    situation("kernel-upgrade", "A restore on another kernel", "cpu-specific");
    situation("app-node", "Node.js", "applications", "node", "nodejs");
    situation("batch-other-node", "A batch job that continues on another node", "batch", "slurm");
    situation("batch-docker", "An HTCondor job in docker", "batch", "docker universe");
    situation("inside-docker", "CRIU inside a docker container", "inside-container", "docker");
    situation("apptainer-rootless", "apptainer without root", "containers", "apptainer");
    situation("apptainer", "An apptainer container of root", "containers", "apptainer");
    situation("mpi-mpich", "MPI with MPICH", "parallel", "mpi", "mpirun");
    answer("app-node", Map.of("privilege", "root", "host", "userland:bookworm"));
    answer("inside-docker", Map.of("privilege", "root", "host", "container:docker"));
    answer("apptainer-rootless", Map.of("privilege", "unprivileged", "runtime", "apptainer"));
    answer("apptainer", Map.of("privilege", "root", "runtime", "apptainer"));
    answer("docker", Map.of("privilege", "root", "runtime", "docker", "criu", "4.2.1"));
    application("r-cluster", "app-r-parallel", "R with makeCluster");
  }

  static DataSet all() throws JsonProcessingException {
    var sample = new SearchSample();
    sample.move("vm:trixie+bookworm", SampleData.OLD_KERNEL);
    sample.move("vm:trixie+haswell", SampleData.OLD_KERNEL);
    return JSON.treeToValue(sample.data, DataSet.class);
  }

  static DataSet withoutMoves() throws JsonProcessingException {
    return JSON.treeToValue(new SearchSample().data, DataSet.class);
  }

  private void situation(String id, String title, String row, String... words) {
    var made = copy("situations");
    made.put("id", id).put("title", title).put("about", "About " + id + ".").put("row", row);
    made.set("words", JSON.valueToTree(words));
    made.set("cases", JSON.createArrayNode());
  }

  private void answer(String situation, Map<String, String> context) {
    var made = copy("answers");
    made.put("situation", situation).put("criu", "4.3").put("kernel", SampleData.NEW_KERNEL);
    made.put("runtime", "none").put("host", "machine").put("verdict", "works");
    made.set("options", JSON.createArrayNode());
    context.forEach(made::put);
  }

  /** A cell that is dumped on the first machine and restored on the second. */
  private void move(String host, String kernel) {
    var made = copy("cells");
    made.put("id", made.get("id").asText() + host).put("host", host).put("kernel", kernel);
    made.put("verdict", "works").put("criu", "4.3");
  }

  private void application(String id, String situation, String about) {
    copy("applications").put("id", id).put("situation", situation).put("about", about);
  }

  /** Adds another one like the first, and returns it. */
  private ObjectNode copy(String list) {
    var all = (ArrayNode) data.get(list);
    var made = (ObjectNode) all.get(0).deepCopy();
    all.add(made);
    return made;
  }
}
