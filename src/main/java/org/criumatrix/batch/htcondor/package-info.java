/** HTCondor pools: their configuration, commands, submit descriptions and logs. */
package org.criumatrix.batch.htcondor;
