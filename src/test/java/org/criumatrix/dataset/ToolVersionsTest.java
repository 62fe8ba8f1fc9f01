package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolVersionsTest {

  @Test
  void notesOfEnginesHaveTheirVersions() {
    assertThat(
            ToolVersions.of(
                List.of(
                    "Debian sid-engines: docker: Docker version 28.5.2+dfsg4, build 9cc6dea",
                    "Debian trixie: systemd-nspawn: systemd 257 (257.13-1~deb13u1)",
                    "Debian trixie: containerd: containerd github.com/containerd/containerd 1.7.24~ds1",
                    "the clock was set back by 3 s")))
        .isEqualTo(
            Map.of(
                "sid-engines/docker", "28.5.2",
                "trixie/systemd-nspawn", "257",
                "trixie/containerd", "1.7.24"));
  }
}
