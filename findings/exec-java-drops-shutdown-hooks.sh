#!/bin/bash
# Under exec-maven-plugin's goal `java`, a shutdown hook never runs with Java 17, and runs with Java 19 and newer.
#
# Seen with exec-maven-plugin 3.6.4 and OpenJDK 17.0.15: the goal starts main() in a thread group of its own and destroys the
# group when main() is over (cleanupDaemonThreads, on by default). A Thread that main() made as a hook belongs to that group, and
# Java up to 18 does not start a thread of a destroyed group: the JVM ends silently. Java 19 no longer destroys groups, and
# with Temurin 25 the hook runs. So a program that removes its temporary files in a hook leaves them behind, and only in Maven.
# -Dexec.cleanupDaemonThreads=false makes the hook run, and so does a hook that is made outside the group.
#
# Needs Java 17 or 18, and Maven with access to Maven Central or a mirror of it. Exit code 1 when this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p src/main/java
cat >src/main/java/Hook.java <<'JAVA'
public class Hook {
  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("the hook ran")));
    System.out.println("main ran");
  }
}
JAVA
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>hook</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-compiler-plugin</artifactId>
        <version>3.14.0</version>
      </plugin>
      <plugin>
        <groupId>org.codehaus.mojo</groupId>
        <artifactId>exec-maven-plugin</artifactId>
        <version>3.6.4</version>
      </plugin>
    </plugins>
  </build>
</project>
XML
maven() { mvn -q -B -ntp -Dmaven.repo.local="$folder/repository" -Dexec.mainClass=Hook "$@" 2>/dev/null | tr -d '\033' | grep -oE 'main ran|the hook ran' | paste -sd, ; }
version=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.version = //p')
plain=$(javac -d "$folder/plain" src/main/java/Hook.java && java -cp "$folder/plain" Hook | paste -sd,)
goal=$(maven compile exec:java)
kept=$(maven exec:java -Dexec.cleanupDaemonThreads=false)
printf 'Java %s\njava Hook:                             %s\nexec:java:                             %s\nexec:java, cleanupDaemonThreads=false: %s\n' \
	"$version" "$plain" "$goal" "$kept"
[ "$plain" = "main ran,the hook ran" ] && [ "$goal" = "main ran" ] && [ "$kept" = "main ran,the hook ran" ]
