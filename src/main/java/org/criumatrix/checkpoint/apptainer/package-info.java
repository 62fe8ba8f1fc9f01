/** Runs a program of an image as a job, with Apptainer. */
package org.criumatrix.checkpoint.apptainer;
