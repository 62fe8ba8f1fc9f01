/** Pretends to dump and restore: two negative controls, with which every case must fail. */
package org.criumatrix.checkpoint.control;
