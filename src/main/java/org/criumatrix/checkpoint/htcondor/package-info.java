/** Runs a subject as a job of HTCondor's container universe. */
package org.criumatrix.checkpoint.htcondor;
