/** Slurm clusters: their configuration, commands and batch scripts. */
package org.criumatrix.batch.slurm;
