/**
 * Writes what leaves the machine: a run as one archive that the recipient can check, and bug
 * reports.
 */
package org.criumatrix.bundle;
