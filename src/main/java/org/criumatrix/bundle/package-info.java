/**
 * What leaves the machine: a run as one archive, which its receiver can check, and reports of bugs.
 */
package org.criumatrix.bundle;
