/** Pretends to dump and restore: two negative controls, with which each case has to fail. */
package org.criumatrix.checkpoint.control;
