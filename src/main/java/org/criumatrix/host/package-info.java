/**
 * Runs commands and reports their results: on this machine, on a virtual machine or in a container.
 */
package org.criumatrix.host;
