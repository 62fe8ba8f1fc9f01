package org.criumatrix.vm;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.criumatrix.host.GuestPorts;
import org.criumatrix.host.HostException;
import org.criumatrix.host.Running;
import org.criumatrix.host.Transport;

/** A running virtual machine. */
final class Guest {

  /** The limit of a command that does nothing. A machine may be very busy. */
  private static final Duration PROMPT = Duration.ofSeconds(15);

  private static final Duration SETTLE = Duration.ofSeconds(10);

  /** $1 the time in seconds $2 the machine's name $3 its number. */
  private static final String SETTLING =
      """
      set -eu
      date -s "@$1" >/dev/null
      echo "$2" >/proc/sys/kernel/hostname
      echo "127.0.0.1 localhost $2" >/etc/hosts
      ip link set eth0 address "$(printf '52:54:00:00:%02x:%02x' $(($3 / 256)) $(($3 % 256)))"
      ip link set eth0 up
      """;

  /** $1 the disk's number $2 where its files belong. */
  private static final String MOUNTING =
      """
      set -eu
      tries=0
      until disk=$(echo /sys/bus/scsi/devices/*:0:$1:0/block/*) && [ -e "$disk" ]; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || { echo "disk $1 does not appear" >&2; exit 1; }
        sleep 0.05
      done
      mkdir -p "$2"
      mount -t ext4 -o ro "/dev/${disk##*/}" "$2"
      """;

  private final String name;
  private final Room room;
  private final Disks disks;
  private final Hardware.Files files;
  private final Running program;
  private final Set<Path> there = new HashSet<>();
  private int plugged;
  private Monitor monitor;
  private GuestPorts ports;

  private Guest(String name, Room room, Disks disks, Hardware.Files files, Running program) {
    this.name = name;
    this.room = room;
    this.disks = disks;
    this.files = files;
    this.program = program;
  }

  /**
   * Starts a machine from one that was saved.
   *
   * @param timeoutFactor the factor by which everything takes longer there than usual
   */
  static Guest start(String name, Saved saved, Room room, Disks disks, int timeoutFactor) {
    var number = room.number();
    var files = saved.files(room.folder(number), room.tap(number));
    var program = room.start(saved.startingFrom(files));
    var guest = new Guest(name, room, disks, files, program);
    try {
      guest.monitor = Monitor.of(room.outside(files.control()), program.exit()::isDone);
      guest.monitor.load(saved.state());
      var sockets =
          IntStream.range(0, Hardware.PORTS)
              .mapToObj(port -> room.outside(files.port(port)))
              .toList();
      guest.ports = GuestPorts.connect(name, sockets, timeoutFactor);
      guest.settle(number);
      return guest;
    } catch (HostException e) {
      var explained = Room.explained(e, program);
      guest.end();
      throw explained;
    }
  }

  private void settle(int number) {
    var now = Instant.now();
    var time = "%d.%09d".formatted(now.getEpochSecond(), now.getNano());
    script(SETTLING, time, name.substring(name.indexOf(':') + 1), String.valueOf(number));
  }

  private void script(String text, String... arguments) {
    var argv = new ArrayList<>(List.of("sh", "-c", text, "machine"));
    argv.addAll(List.of(arguments));
    var done = ports.run(SETTLE, argv);
    if (!done.succeeded()) {
      throw new HostException(name + ": " + done.stderr().strip());
    }
  }

  Transport way() {
    return ports;
  }

  /** Gives the machine a folder under its own path, read-only, if it does not have it. */
  synchronized void put(Path what) {
    var path = what.toAbsolutePath().normalize();
    if (there.contains(path)) {
      return;
    }
    var image = disks.of(path);
    // A number is not used again, even if the disk is not mounted.
    var number = plugged++;
    monitor.addDisk(number, image);
    script(MOUNTING, String.valueOf(number), path.toString());
    there.add(path);
  }

  boolean answers() {
    try {
      return !program.exit().isDone() && ports.run(PROMPT, List.of("true")).succeeded();
    } catch (HostException e) {
      return false;
    }
  }

  /** Ends the machine at once: everything that waits for it fails. */
  void end() {
    try {
      room.end(program, files.tap());
    } finally {
      if (ports != null) {
        ports.close();
      }
      if (monitor != null) {
        monitor.close();
      }
    }
  }

  /**
   * Returns the output of its console since it was started, in particular the kernel's last lines.
   */
  String console() {
    return room.read(files.console());
  }
}
