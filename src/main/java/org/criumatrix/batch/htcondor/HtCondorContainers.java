package org.criumatrix.batch.htcondor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.batch.ContainerJobs;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;

/** Jobs in HTCondor's container universe, which runs them with apptainer. */
public record HtCondorContainers(Edition edition) implements ContainerJobs {

  private static HtCondorPool pool(Host node) {
    return new HtCondorPool(List.of(node));
  }

  @Override
  public void up(Host node, List<String> seen) {
    new PoolSetup(List.of(node)).up(BatchSystem.ALONE, seen, "");
  }

  @Override
  public void submit(Host node, Account account, ContainerJob job) {
    var argv = job.argv();
    var text =
        new Submission()
            .with("universe", "container")
            .with("container_image", job.image())
            .with("transfer_container", "False")
            .with("transfer_executable", "False")
            .with("executable", argv.get(0))
            .arguments(argv.subList(1, argv.size()))
            .environment(job.environment())
            .with("should_transfer_files", "YES")
            .into(job.home())
            .with("stream_output", "True")
            .with("stream_error", "True")
            .with("request_memory", "64")
            .with("request_disk", "1000")
            .text();
    var file = job.home() + "/job.sub";
    node.write(file, text.getBytes(StandardCharsets.UTF_8), account.mode("0644"));
    node.execChecked(pool(node).submit(account, file));
  }

  @Override
  public String starter() {
    return "condor_starter";
  }

  @Override
  public void empty(Host node) {
    pool(node).empty();
  }
}
