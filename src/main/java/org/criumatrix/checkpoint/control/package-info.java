/** Pretends to checkpoint: the two negative controls, which every case must fail with. */
package org.criumatrix.checkpoint.control;
