#!/bin/bash
# An assumption in @AfterAll turns failed tests into skipped ones in the JUnit Platform's XML report.
#
# Seen with junit-platform-console-standalone 6.1.3: a class has a test that passes and a test that fails, and its @AfterAll method
# calls assumeTrue(false), for example because the tool that reads the logs is missing. The launcher prints that 1 test failed and
# exits with 1, and the Open Test Reporting file of the same run has FAILED. TEST-junit-jupiter.xml has failures="0" and
# skipped="2", and the reason "parent was skipped". XmlReportWriter asks whether a test or one of its containers was skipped before
# it looks at the test's result, and XmlReportData counts an aborted container as skipped although its tests have run. A CI server
# that reads this file shows no failure. The same assumption in @AfterEach hides nothing. So let the exit code decide, and make
# assumptions in @BeforeAll or in the test.
#
# Needs Java 17 or newer, and Maven with access to Maven Central or a mirror of it. Exit code 1 when this changes.
set -euo pipefail
VERSION=6.1.3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >Each.java <<'JAVA'
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Each {
  @Test void passes() {}
  @Test void fails() { fail("wrong answer"); }
  @AfterEach void end() { assumeTrue(false); }
}
JAVA
sed 's/AfterEach void/AfterAll static void/; s/AfterEach/AfterAll/; s/class Each/class All/' Each.java >All.java
mvn -q -B -ntp -Dmaven.repo.local="$folder/repository" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
	-Dartifact=org.junit.platform:junit-platform-console-standalone:$VERSION -DoutputDirectory="$folder" >/dev/null
jar=junit-platform-console-standalone-$VERSION.jar
javac -cp $jar -d classes Each.java All.java

seen() { # how a class's run ended: the exit code, and both reports
	local exit=0
	java -jar $jar execute -cp classes --select-class "$1" --reports-dir "$1" --details=none \
		--config junit.platform.reporting.open.xml.enabled=true >/dev/null 2>&1 || exit=$?
	echo "exit code $exit, open-test-report.xml: $(grep -o 'status="FAILED"' "$1/open-test-report.xml" | wc -l) failed," \
		"$(grep -oE '<testsuite |(failures|skipped)="[0-9]+"' "$1/TEST-junit-jupiter.xml" | sed 's/<testsuite /TEST-junit-jupiter.xml:/' | paste -sd' ')"
}
each=$(seen Each)
all=$(seen All)
printf 'JUnit Platform %s\nassumption in @AfterEach: %s\nassumption in @AfterAll:  %s\n' $VERSION "$each" "$all"
both='exit code 1, open-test-report.xml: 1 failed, TEST-junit-jupiter.xml:'
[ "$each" = "$both skipped=\"1\" failures=\"1\"" ] && [ "$all" = "$both skipped=\"2\" failures=\"0\"" ]
