/**
 * What leaves the machine: a run as one archive, checked by whoever gets it, and reports of bugs.
 */
package org.criumatrix.bundle;
