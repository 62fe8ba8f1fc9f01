/** The interface for scenarios: what a case can do with a cell, its hosts, subjects and jobs. */
package org.criumatrix.rig;
