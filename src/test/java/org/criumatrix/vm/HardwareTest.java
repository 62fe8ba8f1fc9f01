package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.host.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The emulator's options: a restored machine must have the devices of the one that was saved. */
class HardwareTest {

  private final Hardware hardware =
      new Hardware(Platform.of(Architecture.named("amd64")), 2, 1024, "max", false);

  private static Hardware.Files files(String place, boolean template) {
    return new Hardware.Files(
        Path.of(place, "memory"), template, Path.of(place, "root"), place + "/run", "tap-" + place);
  }

  private List<String> devices(String place, boolean template) {
    var options = hardware.options(files(place, template));
    return options.stream().filter(o -> o.startsWith("virt")).toList();
  }

  @Test
  void aMachineHasTheDevicesOfItsTemplate() {
    assertThat(devices("one", false)).isEqualTo(devices("template", true)).hasSizeGreaterThan(50);
  }

  @Test
  void onlyTheTemplateKeepsWhatItWrites() {
    assertThat(String.join(" ", hardware.options(files("t", true))))
        .contains("mem-path=t/memory,share=on", "snapshot=off");
    assertThat(String.join(" ", hardware.options(files("m", false))))
        .contains("mem-path=m/memory,share=off", "snapshot=on");
  }

  @Test
  void eachPortHasASocketOfItsOwnAndTheNameOfItsDevice() {
    var options = hardware.options(files("m", false));

    assertThat(options)
        .contains("socket,id=port0,path=m/run/0,server=on,wait=off")
        .contains("virtserialport,chardev=port0,name=criu-matrix.0,nr=1")
        .contains("virtserialport,chardev=port48,name=criu-matrix.48,nr=49");
  }

  @ParameterizedTest
  @CsvSource({
    "arm64, qemu-system-aarch64, ttyAMA0",
    "ppc64el, qemu-system-ppc64, hvc0",
    "riscv64, qemu-system-riscv64, ttyS0",
    "s390x, qemu-system-s390x, ttysclp0"
  })
  void otherArchitecturesHaveAnEmulatorOfTheirOwn(String name, String program, String console) {
    var platform = Platform.of(Architecture.named(name));
    var other = new Hardware(platform, 2, 1024, platform.maximum(), false);
    var kernel = Path.of("vmlinuz");

    assertThat(platform.program()).isEqualTo(program);
    assertThat(other.boot(kernel, kernel).get(5)).contains("console=" + console);
    assertThat(other.options(files("m", false)))
        .contains("tcg,thread=multi", platform.board() + ",memory-backend=memory");
  }

  @Test
  void aCommaInAPathDoesNotEndAnOption() {
    assertThat(String.join(" ", hardware.options(files("a,b", false))))
        .contains("mem-path=a,,b/memory,share=off", "file=a,,b/root,if=none", "path=a,,b/run/0,");
  }

  @Test
  void anEmulatedKernelIsToldSo() {
    var accelerated = new Hardware(hardware.platform(), 2, 1024, "max", true);
    var kernel = Path.of("vmlinuz");

    assertThat(hardware.boot(kernel, kernel).get(5)).contains("tsc=reliable", "console=ttyS0");
    assertThat(accelerated.boot(kernel, kernel).get(5))
        .isEqualTo("root=/dev/vda rw panic=-1 console=ttyS0");
    assertThat(accelerated.options(files("m", false))).contains("kvm");
  }
}
