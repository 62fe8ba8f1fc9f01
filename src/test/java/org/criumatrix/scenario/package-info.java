/** The rows of the published table and their cases, readable aloud. */
package org.criumatrix.scenario;
