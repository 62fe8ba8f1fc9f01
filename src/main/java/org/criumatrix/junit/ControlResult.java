package org.criumatrix.junit;

import java.util.Optional;
import org.criumatrix.verdict.Outcome;

/**
 * What a case's negative control came to.
 *
 * @param problem what else it brought to light that is wrong with the suite's expectations
 */
record ControlResult(Outcome outcome, Optional<String> problem) {}
