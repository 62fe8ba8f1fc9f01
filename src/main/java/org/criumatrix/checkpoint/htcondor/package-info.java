/** Runs a subject as a job in HTCondor's container universe. */
package org.criumatrix.checkpoint.htcondor;
