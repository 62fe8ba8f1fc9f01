/** Makes the folders and archives that containers run in. */
package org.criumatrix.checkpoint.image;
