package org.criumatrix.dataset;

import java.util.List;
import java.util.Map;

/**
 * A kind of machine that runs came from. Machines with the same kind, architecture, distribution,
 * processor and missing capabilities are one entry.
 *
 * @param id eight hexadecimal digits over these five
 * @param kind {@code machine}, {@code virtual machine}
 * @param architecture {@code x86_64}
 * @param distribution {@code Debian GNU/Linux 12 (bookworm)}
 * @param processor the model's name
 * @param rootLacks capabilities that root does not have there, {@code cap_sys_resource}
 * @param facts everything else that its newest run knows of it, redacted
 * @param runs ids of the runs
 */
public record MachineEntry(
    String id,
    String kind,
    String architecture,
    String distribution,
    String processor,
    List<String> rootLacks,
    Map<String, String> facts,
    List<String> runs) {}
