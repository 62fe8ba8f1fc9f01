package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.GuestPorts;

/**
 * A virtual machine as QEMU's options describe it. A machine that is restored from a template must
 * be the same as the template's.
 *
 * @param cores processors
 * @param memory in MiB
 * @param model of the processor, as QEMU names it
 * @param accelerated whether the processor runs the machine's instructions itself
 */
record Hardware(Platform platform, int cores, int memory, String model, boolean accelerated) {

  /**
   * Hosts that can be open on a machine at the same time, and one port for its own agent. A run
   * keeps 24 idle sessions with up to two hosts each; the agent there starts up to 64 programs.
   */
  static final int PORTS = 59;

  /** What {@link #options} cannot know: where one machine's files are. */
  record Files(Path memory, boolean sharesMemory, Path root, String folder, String tap) {

    String console() {
      return folder + "/console";
    }

    String control() {
      return folder + "/control";
    }

    String port(int number) {
      return folder + "/" + number;
    }
  }

  List<String> options(Files files) {
    var all = new ArrayList<String>();
    all.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"));
    all.addAll(List.of("-machine", platform.board() + ",memory-backend=memory"));
    all.addAll(List.of("-accel", accelerated ? "kvm" : "tcg,thread=multi"));
    all.addAll(List.of("-cpu", model, "-smp", "" + cores, "-m", memory + "M"));
    all.addAll(
        List.of(
            "-object",
            "memory-backend-file,id=memory,size=%dM,mem-path=%s,share=%s"
                .formatted(memory, escaped(files.memory()), files.sharesMemory() ? "on" : "off")));
    all.addAll(List.of("-chardev", "file,id=console,path=" + escaped(files.console())));
    all.addAll(List.of("-serial", "chardev:console"));
    // A machine that is thrown away needs nothing on a disk: what it writes is in a file without a
    // name.
    all.addAll(
        List.of(
            "-drive",
            "file=%s,if=none,id=root,format=qcow2,cache=unsafe,snapshot=%s"
                .formatted(escaped(files.root()), files.sharesMemory() ? "off" : "on")));
    all.addAll(List.of("-device", "virtio-blk,drive=root"));
    all.addAll(List.of("-device", "virtio-scsi,id=disks"));
    all.addAll(List.of("-device", "virtio-rng"));
    all.addAll(List.of("-device", "virtio-serial,id=ports,max_ports=" + (PORTS + 1)));
    for (var port = 0; port < PORTS; port++) {
      all.addAll(List.of("-chardev", socket("port" + port, files.port(port))));
      var device = "virtserialport,chardev=port%d,name=%s,nr=%d";
      all.addAll(List.of("-device", device.formatted(port, GuestPorts.port(port), port + 1)));
    }
    all.addAll(
        List.of("-netdev", "tap,id=network,ifname=" + files.tap() + ",script=no,downscript=no"));
    all.addAll(List.of("-device", "virtio-net,netdev=network"));
    all.addAll(List.of("-chardev", socket("control", files.control())));
    all.addAll(List.of("-mon", "chardev=control,mode=control"));
    return all;
  }

  private static String socket(String id, String path) {
    return "socket,id=%s,path=%s,server=on,wait=off".formatted(id, escaped(path));
  }

  /** A comma in a value separates it from the next one, two are a comma. */
  private static String escaped(Object value) {
    return value.toString().replace(",", ",,");
  }

  /** Returns the options of a machine that boots. */
  List<String> boot(Path kernel, Path initrd) {
    // Emulated kernels sometimes panic while they boot; such a machine ends at once.
    var words = "root=/dev/vda rw panic=-1 console=" + platform.console();
    var line = accelerated ? words : words + " " + platform.kernel();
    return List.of(
        "-kernel", kernel.toString(), "-initrd", initrd.toString(), "-append", line.strip());
  }
}
