package org.criumatrix.criu;

import java.nio.file.Path;

public record CriuBuild(
    String version, String origin, String packageVersion, String sha256, String gitId, Path folder, Path program) {}
