/** The rows of the published table and their cases. */
package org.criumatrix.scenario;
